"""What happened to six of the invented examples after their first edition, so that every kind of history shows."""

from datetime import date, timedelta

from django.utils import timezone

from casestudies import workflow
from casestudies.demo import examples, publishing
from casestudies.models import CaseStudy
from outcomes.models import Cohort, Strand


def continue_history(case_study: CaseStudy) -> None:
    """Do what comes after the first edition of this example, if anything does."""
    follow = HISTORIES.get(case_study.slug)
    if follow is not None:
        follow(case_study)


def _a_year_is_added(case_study: CaseStudy) -> None:
    year = {
        "measure": "hads-a",
        "period_start": date(2024, 4, 1),
        "period_end": date(2025, 3, 31),
        "started": 157,
        "standing": "provisional",
        "rated_by": "the parents themselves",
        "rated_independently": False,
        "comparison_group": "none",
        "scores": {"pairs": 121, "rate": 0.69, "worse": 0.5, "mean": 12, "sd": 3.2, "gain": 4},
    }
    examples.add_cohort(Strand.objects.get(project=case_study.project), year, by=publishing.editor())
    case_study.outcome += "\n\nThe same holds of the year after. The years are shown one by one, never added together."
    case_study.save()
    publishing.publish(case_study, note="Adds the year to March 2025.", words_checked=publishing.WORDS_CHECKED)


def _scores_are_corrected(case_study: CaseStudy) -> None:
    cohort = Cohort.objects.get(strand__project=case_study.project)
    scores = {"pairs": 109, "rate": 0.66, "worse": 0.5, "mean": 11, "sd": 3.5, "gain": 4}
    examples.set_scores(cohort, scores, by=publishing.editor())
    case_study.outcome += (
        "\n\nWhen they were copied from paper, some scores were entered the wrong way round. They have been corrected."
    )
    case_study.save()
    publishing.publish(
        case_study, note="Scores corrected.", words_checked=publishing.WORDS_CHECKED, retire_earlier=True
    )


def _it_is_withdrawn(case_study: CaseStudy) -> None:
    workflow.withdraw(
        case_study,
        by=publishing.reviewer(),
        reason="The partnership that ran the pilot asked for its case study to be taken down.",
    )


def _its_next_edition_waits_for_a_reviewer(case_study: CaseStudy) -> None:
    case_study.action += " Since autumn there is a second warm room, at the hospital."
    case_study.save()
    publishing.send(case_study, note="Tells of the second warm room.")


def _its_next_edition_is_being_judged(case_study: CaseStudy) -> None:
    case_study.headline = "Singing groups where new parents set goals of their own"
    case_study.save()
    publishing.send(case_study, note="Says in the headline whose goals they are.")
    by = publishing.reviewer()
    workflow.claim(case_study, by=by)
    said = {
        "story": workflow.Said(sound=True),
        "consent": workflow.Said(sound=True, note="Nobody is named, quoted or shown."),
        "figures": workflow.Said(sound=False, note="Are these the goals of one term or of three?"),
    }
    workflow.check(case_study, said, by=by)


def _its_next_edition_wants_a_second_checker(case_study: CaseStudy) -> None:
    cohort = Cohort.objects.get(strand__project=case_study.project, measure__key="wemwbs")
    scores = {"pairs": 84, "rate": 0.74, "worse": 0.5, "mean": 37, "sd": 8, "gain": 8}
    examples.set_scores(cohort, scores, by=publishing.editor())
    case_study.outcome += "\n\nTwo fathers now ring other fathers. Scores that came in late have been added."
    case_study.save()
    publishing.send(case_study, note="Adds scores that came in late.")
    in_a_month = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=30)
    publishing.approve(case_study, words_checked="Both asked to be mentioned.", publish_at=in_a_month)


HISTORIES = {
    "example-quiet-hours": _a_year_is_added,
    "example-two-homes": _scores_are_corrected,
    "example-unspoken": _it_is_withdrawn,
    "example-first-rhyme": _its_next_edition_is_being_judged,
    "example-night-light": _its_next_edition_wants_a_second_checker,
    "example-late-bus": _its_next_edition_waits_for_a_reviewer,
}
