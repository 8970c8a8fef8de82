"""One factory a model, with the few facts a row cannot do without; a test states those it cares about.

Nothing is random: two runs of a test see the same rows.
"""

from datetime import date
from decimal import Decimal

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from casestudies import models as portal
from outcomes import models as facts


class UserFactory(DjangoModelFactory):
    class Meta:
        model = portal.User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.django.Password("a password for one test")


class ReviewerFactory(UserFactory):
    @factory.post_generation
    def in_group(self, create: bool, extracted: object, **kwargs: object) -> None:
        from django.contrib.auth.models import Group

        self.groups.add(Group.objects.get_or_create(name="reviewer")[0])  # type: ignore[attr-defined]


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = facts.Source

    key = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Report {n}")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = facts.Organisation

    key = factory.Sequence(lambda n: f"organisation-{n}")
    name = factory.Sequence(lambda n: f"Organisation {n}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = portal.Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class JoinRequestFactory(DjangoModelFactory):
    class Meta:
        model = portal.JoinRequest

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory, is_provider=True)


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = portal.Invitation

    organisation = factory.SubFactory(OrganisationFactory, is_provider=True)
    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    invited_by = factory.SubFactory(UserFactory)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = facts.Place

    gss_code = factory.Sequence(lambda n: f"E0699{n:04}")
    name = factory.Sequence(lambda n: f"Place {n}")
    kind = "unitary"


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = facts.Theme

    key = factory.Sequence(lambda n: f"theme-{n}")
    name = factory.Sequence(lambda n: f"Theme {n}")


class MeasureFactory(DjangoModelFactory):
    """A scale from 0 to 100 on which higher is better, with nothing published about it."""

    class Meta:
        model = facts.Measure

    key = factory.Sequence(lambda n: f"measure-{n}")
    name = factory.Sequence(lambda n: f"Measure {n}")
    short_name = factory.Sequence(lambda n: f"M{n}")
    minimum = Decimal(0)
    maximum = Decimal(100)
    higher_is_better = True


class BandFactory(DjangoModelFactory):
    class Meta:
        model = facts.Band

    measure = factory.SubFactory(MeasureFactory)
    label = factory.Sequence(lambda n: f"band {n}")
    low = factory.Sequence(lambda n: Decimal(10 * n % 100))
    high = factory.LazyAttribute(lambda band: band.low + 9)


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = facts.Project

    key = factory.Sequence(lambda n: f"project-{n}")
    name = factory.Sequence(lambda n: f"Project {n}")
    purpose = "To help families."
    provider = factory.SubFactory(OrganisationFactory, is_provider=True)


class ProjectPlaceFactory(DjangoModelFactory):
    class Meta:
        model = facts.ProjectPlace

    project = factory.SubFactory(ProjectFactory)
    place = factory.SubFactory(PlaceFactory)
    role = "lead"


class StrandFactory(DjangoModelFactory):
    class Meta:
        model = facts.Strand

    key = factory.Sequence(lambda n: f"strand-{n}")
    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: "Strand " + chr(ord("A") + n % 26) * (1 + n // 26))
    unit = "families"


class CohortFactory(DjangoModelFactory):
    class Meta:
        model = facts.Cohort

    key = factory.Sequence(lambda n: f"cohort-{n}")
    strand = factory.SubFactory(StrandFactory)
    measure = factory.SubFactory(MeasureFactory)
    period_start = date(2024, 4, 1)
    period_end = date(2025, 3, 31)
    provenance = "recorded"


class PublishedResultFactory(DjangoModelFactory):
    class Meta:
        model = facts.PublishedResult

    cohort = factory.SubFactory(CohortFactory, provenance="summary", started=334)
    scored = 144
    improved_percent = 85


class ScoreUploadFactory(DjangoModelFactory):
    """A confirmed upload; `row_count` and `pair_count` say what the test puts into it."""

    class Meta:
        model = facts.ScoreUpload

    cohort = factory.SubFactory(CohortFactory)
    by = factory.SubFactory(UserFactory)
    state_by = factory.SelfAttribute("by")
    state = "confirmed"
    file_name = "scores.csv"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    row_count = 1
    pair_count = 1


class ScoreImportFactory(DjangoModelFactory):
    """A file that waits to be read."""

    class Meta:
        model = facts.ScoreImport

    cohort = factory.SubFactory(CohortFactory)
    by = factory.SubFactory(UserFactory)
    file_name = "scores.csv"
    stored_as = factory.Sequence(lambda n: f"{n:032x}")


class ScoreFactory(DjangoModelFactory):
    class Meta:
        model = facts.Score

    upload = factory.SubFactory(ScoreUploadFactory)
    cohort = factory.SelfAttribute("upload.cohort")
    client_reference = factory.Sequence(lambda n: f"A{n:04}")
    before = Decimal(40)
    after = Decimal(55)


class ReferralSourceFactory(DjangoModelFactory):
    class Meta:
        model = facts.ReferralSource

    key = factory.Sequence(lambda n: f"referral-source-{n}")
    name = factory.Sequence(lambda n: f"referrers {n}")


class ReferralRouteFactory(DjangoModelFactory):
    class Meta:
        model = facts.ReferralRoute

    project = factory.SubFactory(ProjectFactory)
    referral_source = factory.SubFactory(ReferralSourceFactory)


class ReferralUploadFactory(DjangoModelFactory):
    """A confirmed upload; whoever makes one puts the referrals into it."""

    class Meta:
        model = facts.ReferralUpload

    project = factory.SubFactory(ProjectFactory)
    by = factory.SubFactory(UserFactory)
    state_by = factory.SelfAttribute("by")
    state = "confirmed"
    file_name = "referrals.csv"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    row_count = 1


class ReferralFactory(DjangoModelFactory):
    class Meta:
        model = facts.Referral

    project = factory.SubFactory(ProjectFactory)
    referral_source = factory.SubFactory(ReferralSourceFactory)
    client_reference = factory.Sequence(lambda n: f"R{n:04}")


class StatedIncomeFactory(DjangoModelFactory):
    class Meta:
        model = facts.StatedIncome

    key = factory.Sequence(lambda n: f"income-{n}")
    project = factory.SubFactory(ProjectFactory)
    label = "last year's income"
    basis = "exact"
    amount = Decimal(500_000)


class FundingFactory(DjangoModelFactory):
    """An exact grant of £36,000 by nobody in particular."""

    class Meta:
        model = facts.Funding

    key = factory.Sequence(lambda n: f"funding-{n}")
    project = factory.SubFactory(ProjectFactory)
    kind = "grant"
    basis = "exact"
    amount = Decimal(36_000)


class OtherOutcomeFactory(DjangoModelFactory):
    class Meta:
        model = facts.OtherOutcome

    key = factory.Sequence(lambda n: f"outcome-{n}")
    project = factory.SubFactory(ProjectFactory)
    kind = "share"
    label = "reached their goals"


class CaseStudyFactory(DjangoModelFactory):
    """A draft with all that publishing asks for."""

    class Meta:
        model = portal.CaseStudy
        skip_postgeneration_save = True

    project = factory.SubFactory(ProjectFactory)
    slug = factory.SelfAttribute("project.key")
    headline = "Families get on better"
    theme = factory.SubFactory(ThemeFactory)
    background = "There was a need."
    action = "Something was done."
    outcome = "Something changed."

    @factory.post_generation
    def lead_place(self, create: bool, extracted: object, **kwargs: object) -> None:
        """Put the project somewhere, unless the test says `lead_place=False`."""
        if create and extracted is not False:
            ProjectPlaceFactory(project=self.project, **kwargs)


class ShortlistNoteFactory(DjangoModelFactory):
    class Meta:
        model = portal.ShortlistNote

    by = factory.SubFactory(UserFactory)
    slug = factory.Sequence(lambda n: f"case-study-{n}")
    words = "Ask them about their waiting list."


class TaskDraftFactory(DjangoModelFactory):
    class Meta:
        model = portal.TaskDraft

    case_study = factory.SubFactory(CaseStudyFactory)
    task = "story"


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = portal.Contribution

    case_study = factory.SubFactory(CaseStudyFactory)
    by = factory.SubFactory(UserFactory)
    at = factory.LazyFunction(timezone.now)


class OneTimeKeyFactory(DjangoModelFactory):
    class Meta:
        model = portal.OneTimeKey

    by = factory.SubFactory(UserFactory)
    key = factory.Sequence(lambda n: f"{n:032x}")
    made = "/desk/a-project/"


class QuoteFactory(DjangoModelFactory):
    class Meta:
        model = portal.Quote

    case_study = factory.SubFactory(CaseStudyFactory)
    words = "It was worth it."
    speaker = "A. Manager"
    consent = True


class PictureFactory(DjangoModelFactory):
    class Meta:
        model = portal.Picture

    case_study = factory.SubFactory(CaseStudyFactory)
    image = factory.django.ImageField(width=12, height=8, color="teal")
    alt_text = "A teal rectangle."
    consent = True


class EditionFactory(DjangoModelFactory):
    """A row as publishing leaves it; for a document with something in it publish a case study instead."""

    class Meta:
        model = portal.Edition

    case_study = factory.SubFactory(CaseStudyFactory, status="published")
    slug = factory.SelfAttribute("case_study.slug")
    number = 1
    document = "{}"
    sha256 = "0" * 64
    published_at = factory.LazyFunction(timezone.now)
    published_by = factory.SubFactory(UserFactory)


class EvidenceRowFactory(DjangoModelFactory):
    class Meta:
        model = portal.EvidenceRow

    slug = factory.Sequence(lambda n: f"evidence-{n}")
    edition = 1
    project = "A project"
    strand = "Groups"
    unit = "families"
    cohort = "groups"
    measure = "a-scale"
    provenance = "recorded"
    invented = False
    figures = "{}"


class MentionFactory(DjangoModelFactory):
    class Meta:
        model = portal.Mention

    slug = factory.Sequence(lambda n: f"mention-{n}")
    kind = "theme"
    key = "early-years"
    name = "Early years"
    invented = False
    published_at = factory.LazyFunction(timezone.now)


class SearchEntryFactory(DjangoModelFactory):
    """A row of the search index as if by hand; it is written for every edition that is published."""

    class Meta:
        model = portal.SearchEntry

    edition = factory.SubFactory(EditionFactory)
    slug = factory.SelfAttribute("edition.slug")
    invented = False
    published_at = factory.SelfAttribute("edition.published_at")


class SearchFacetFactory(DjangoModelFactory):
    class Meta:
        model = portal.SearchFacet

    entry = factory.SubFactory(SearchEntryFactory)
    facet = "theme"
    value = "early-years"
    label = "Early years"


class SearchWordFactory(DjangoModelFactory):
    class Meta:
        model = portal.SearchWord

    word = factory.Sequence(lambda n: f"word{n}")
    stem = factory.SelfAttribute("word")
    real = 1


class RetirementFactory(DjangoModelFactory):
    class Meta:
        model = portal.Retirement

    edition = factory.SubFactory(EditionFactory)
    by = factory.SubFactory(UserFactory)
    second_checker = factory.SubFactory(UserFactory)
    reason = "Scores corrected."


class TombstoneFactory(DjangoModelFactory):
    class Meta:
        model = portal.Tombstone

    slug = factory.Sequence(lambda n: f"gone-{n}")
    title = "A project"
    withdrawn_at = factory.LazyFunction(timezone.now)
    reason = "Its provider asked for it."


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = portal.Decision

    case_study = factory.SubFactory(CaseStudyFactory)
    by = factory.SubFactory(UserFactory)
    from_status = "draft"
    to_status = "published"


class OutgoingMailFactory(DjangoModelFactory):
    """A mail that is due now."""

    class Meta:
        model = portal.OutgoingMail

    to = factory.Sequence(lambda n: f"reader{n}@example.org")
    subject = "Something waits for you"
    body = "Have a look."
    due_at = factory.LazyFunction(timezone.now)


class SubmissionFactory(DjangoModelFactory):
    """A row as sending leaves it; for a document with something in it send a case study instead."""

    class Meta:
        model = portal.Submission

    case_study = factory.SubFactory(CaseStudyFactory)
    by = factory.SubFactory(UserFactory)
    document = "{}"


class ChecklistPointFactory(DjangoModelFactory):
    """A point noted and not ticked."""

    class Meta:
        model = portal.ChecklistPoint

    submission = factory.SubFactory("tests.factories.SubmissionFactory")
    point = "story"
    note = "Is this the whole year?"
    seen = "0" * 64
    by = factory.SubFactory(UserFactory)


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = portal.Comment

    case_study = factory.SubFactory(CaseStudyFactory, status="submitted")
    section = "story"
    by = factory.SubFactory(ReviewerFactory)
    words = "Could this be said more briefly?"


class CohortRecordFactory(DjangoModelFactory):
    """A row as publishing leaves it; for one that can prove something publish a case study with scores."""

    class Meta:
        model = portal.CohortRecord

    edition = factory.SubFactory(EditionFactory)
    cohort = factory.Sequence(lambda n: f"proved-{n}")
    sha256 = "0" * 64
    figures = "{}"


class ErasureRequestFactory(DjangoModelFactory):
    class Meta:
        model = portal.ErasureRequest

    edition = factory.SubFactory(EditionFactory)
    by = factory.SubFactory(UserFactory)
    reason = "It names somebody who did not agree."


class ErasureFactory(DjangoModelFactory):
    class Meta:
        model = portal.Erasure

    kind = "records"
    by = factory.SubFactory(UserFactory)
    reason = "The client asked for it."
    project = "a-project"
    scores = 1


class MergeFactory(DjangoModelFactory):
    """A row as merging leaves it, with nothing to undo."""

    class Meta:
        model = portal.Merge

    kind = "theme"
    gone_key = "early-year"
    gone_name = "Early year"
    kept_id = 1
    kept_key = "early-years"
    kept_name = "Early years"
    by = factory.SubFactory(UserFactory)
    reason = "The same thing twice."
