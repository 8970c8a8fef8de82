"""Case studies in every state a reader may meet, made by hand through the workflow.

`open-door` has scores, referrals, a quotation and a picture, and stands at edition 2; `gone` is withdrawn; `corrected`
has retired figures; of `forgotten` the first edition is erased; `example-kite` is invented; `unfinished` is a draft.
"""

from datetime import date
from decimal import Decimal

import factory

from casestudies import workflow
from casestudies.models import CaseStudy, Edition, User
from outcomes.models import Cohort, Score, ScoreUpload
from tests import factories as make
from tests import lives


def reviewer() -> User:
    """Somebody who may publish."""
    return make.ReviewerFactory()


def case_study(slug: str, *, strands: int = 1, started: int = 90, scored: int = 60, improved: int = 45) -> CaseStudy:
    """A draft of a project with scores: of `scored` people `improved` gained 10 points, and 10 lost some."""
    name = slug.replace("-", " ").title()
    study = make.CaseStudyFactory(
        slug=slug,
        theme__name=f"Theme of {name}",
        project__key=slug,
        project__name=name,
        project__provider__name=f"Provider of {name}",
        lead_place__place__name="Midshire",
    )
    for position in range(strands):
        strand = make.StrandFactory(project=study.project, position=position)
        add_scores(make.CohortFactory(strand=strand, started=started), scored=scored, improved=improved)
    return study


def add_scores(cohort: Cohort, *, scored: int, improved: int, worse: int = 10) -> None:
    """Give the cohort a confirmed upload with this many pairs."""
    upload = make.ScoreUploadFactory(cohort=cohort, row_count=scored, pair_count=scored)
    changes = [10] * improved + [-10] * worse + [0] * (scored - improved - worse)
    Score.objects.bulk_create(
        make.ScoreFactory.build(upload=upload, cohort=cohort, before=Decimal(50), after=Decimal(50 + change))
        for change in changes
    )


def fill() -> None:
    """Put one of everything on the shelf."""
    _number_anew()
    by = reviewer()
    _open_door(by)
    _corrected(by)
    gone = case_study("gone")
    lives.publish(gone, by=by)
    workflow.withdraw(gone, by=by, reason="The charity that ran it has closed.")
    forgotten = case_study("forgotten")
    publish_twice(forgotten, by=by)
    Edition.objects.filter(slug="forgotten", number=1).update(document=None)
    kite = case_study("example-kite")
    kite.project.invented, kite.project.name = True, "Example: Kite"
    kite.project.save()
    lives.publish(kite, by=by)
    case_study("unfinished")


def _number_anew() -> None:
    """Let names and keys be the same whatever ran before: a "theme-87" would pass for a figure that must be gone."""
    for found in vars(make).values():
        if isinstance(found, type) and issubclass(found, factory.django.DjangoModelFactory) and found._meta.model:
            found.reset_sequence(0, force=True)


def publish_twice(study: CaseStudy, *, by: User) -> None:
    """Two editions that differ in a word of the story."""
    lives.publish(study, by=by)
    study.outcome += " It was looked at again."
    study.save()
    lives.publish(study, by=by, note="Adds a second look.")


def _open_door(by: User) -> None:
    study = case_study("open-door")
    project = study.project
    for number, source in enumerate(make.ReferralSourceFactory.create_batch(2)):
        make.ReferralRouteFactory(project=project, referral_source=source, count=40 + number, detail="by letter")
        make.ReferralFactory(project=project, referral_source=source, reasons="poor sleep")
    income = make.StatedIncomeFactory(project=project)
    make.FundingFactory(project=project, income=income).funders.add(make.OrganisationFactory(is_funder=True))
    make.OtherOutcomeFactory(project=project, numerator=30, denominator=50)
    make.QuoteFactory(case_study=study, speaker="Jo Day", role="manager")
    make.PictureFactory(case_study=study, image=factory.django.ImageField(filename="a-kitchen.png", format="PNG"))
    study.sources.add(make.SourceFactory())
    publish_twice(study, by=by)


def _corrected(by: User) -> None:
    """137 started, 109 scored, 87 improved: all of it wrong, and replaced by edition 2 with two people's word."""
    study = case_study("corrected", started=137, scored=109, improved=87)
    study.project.yearly_reach = 151
    study.project.save()
    lives.publish(study, by=by)
    cohort = Cohort.objects.get(strand__project=study.project)
    ScoreUpload.objects.filter(cohort=cohort).delete()
    cohort.started, cohort.period_end = 140, date(2025, 3, 31)
    cohort.save()
    add_scores(cohort, scored=100, improved=70)
    study.project.yearly_reach = 160
    study.project.save()
    lives.publish(study, by=by, note="Scores corrected.", second_checker=reviewer())
