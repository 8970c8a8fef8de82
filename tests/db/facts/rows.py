"""The smallest row of every kind: what must be said, and nothing that may stay open. A test adds what it is about."""

from datetime import date
from itertools import count
from typing import Any

from casestudies.models import CaseStudy, Decision, Edition, Membership, Retirement, Tombstone, User
from outcomes.models import (
    Band,
    Cohort,
    Funding,
    Measure,
    Organisation,
    OtherOutcome,
    Place,
    Project,
    ProjectPlace,
    PublishedResult,
    Referral,
    ReferralRoute,
    ReferralSource,
    Score,
    ScoreUpload,
    Source,
    StatedIncome,
    Strand,
    Theme,
)

_numbers = count(1)


def _key() -> str:
    return f"row-{next(_numbers)}"


def user(**fields: Any) -> User:
    return User.objects.create(**{"email": f"{_key()}@example.org"} | fields)


def source(**fields: Any) -> Source:
    return Source.objects.create(**{"key": _key(), "title": "Annual report"} | fields)


def organisation(**fields: Any) -> Organisation:
    key = _key()
    return Organisation.objects.create(**{"key": key, "name": f"Organisation {key}"} | fields)


def theme(**fields: Any) -> Theme:
    key = _key()
    return Theme.objects.create(**{"key": key, "name": key} | fields)


def place(**fields: Any) -> Place:
    return Place.objects.create(**{"gss_code": f"E{next(_numbers):08}", "name": "Shire", "kind": "county"} | fields)


def project(**fields: Any) -> Project:
    return Project.objects.create(**{"key": _key(), "name": "Project"} | fields)


def project_place(**fields: Any) -> ProjectPlace:
    return ProjectPlace.objects.create(**_with(fields, project=project, place=place))


def strand(**fields: Any) -> Strand:
    key = _key()
    return Strand.objects.create(**{"key": key, "name": f"Strand {key}"} | _with(fields, project=project))


def measure(**fields: Any) -> Measure:
    """A scale from 1 to 100, higher is better."""
    key = _key()
    scale = {"minimum": 1, "maximum": 100, "higher_is_better": True}
    return Measure.objects.create(**{"key": key, "name": key, "short_name": key} | scale | fields)


def band(**fields: Any) -> Band:
    return Band.objects.create(**{"label": "adapted", "low": 81, "high": 90} | _with(fields, measure=measure))


def cohort(**fields: Any) -> Cohort:
    return Cohort.objects.create(
        **{"key": _key(), "provenance": "recorded"} | _with(fields, strand=strand, measure=measure)
    )


def published_result(**fields: Any) -> PublishedResult:
    return PublishedResult.objects.create(**_with(fields, cohort=cohort))


def score_upload(**fields: Any) -> ScoreUpload:
    """A file of one client with both scores, confirmed."""
    fields = _with(fields, cohort=cohort, by=user)
    counts = {"row_count": 1, "pair_count": 1, "state": "confirmed", "state_by": fields["by"]}
    return ScoreUpload.objects.create(**{"file_name": "scores.csv", "sha256": "0" * 64} | counts | fields)


def score(**fields: Any) -> Score:
    fields = _with(fields, upload=lambda: score_upload(cohort=fields.get("cohort") or cohort()))
    row = {"cohort": fields["upload"].cohort, "client_reference": _key(), "before": 40, "after": 50}
    return Score.objects.create(**row | fields)


def other_outcome(**fields: Any) -> OtherOutcome:
    return OtherOutcome.objects.create(
        **{"key": _key(), "kind": "goal", "label": "reached a goal"} | _with(fields, project=project)
    )


def stated_income(**fields: Any) -> StatedIncome:
    return StatedIncome.objects.create(
        **{"key": _key(), "label": "last year's income", "basis": "none"} | _with(fields, project=project)
    )


def funding(**fields: Any) -> Funding:
    return Funding.objects.create(**{"key": _key(), "basis": "none"} | _with(fields, project=project))


def referral_source(**fields: Any) -> ReferralSource:
    key = _key()
    return ReferralSource.objects.create(**{"key": key, "name": key} | fields)


def referral_route(**fields: Any) -> ReferralRoute:
    return ReferralRoute.objects.create(**_with(fields, project=project, referral_source=referral_source))


def referral(**fields: Any) -> Referral:
    row = _with(fields, project=project, referral_source=referral_source)
    return Referral.objects.create(**{"client_reference": _key()} | row)


def case_study(**fields: Any) -> CaseStudy:
    return CaseStudy.objects.create(**{"slug": _key()} | _with(fields, project=project))


def edition(**fields: Any) -> Edition:
    """A first edition with a document that says nothing."""
    fields = _with(fields, case_study=case_study, published_by=user)
    row = {"slug": fields["case_study"].slug, "number": 1, "document": "{}", "sha256": "0" * 64}
    return Edition.objects.create(**row | {"published_at": "2026-01-31T12:00Z"} | fields)


def retirement(**fields: Any) -> Retirement:
    return Retirement.objects.create(
        **{"reason": "scores corrected"} | _with(fields, edition=edition, by=user, second_checker=user)
    )


def tombstone(**fields: Any) -> Tombstone:
    row = {"slug": _key(), "title": "Project", "reason": "closed", "withdrawn_at": "2026-02-28T12:00Z"}
    return Tombstone.objects.create(**row | fields)


def decision(**fields: Any) -> Decision:
    return Decision.objects.create(
        **{"from_status": "draft", "to_status": "published"} | _with(fields, case_study=case_study, by=user)
    )


def membership(**fields: Any) -> Membership:
    return Membership.objects.create(**_with(fields, user=user, organisation=organisation))


def year(beginning: int) -> dict[str, date]:
    """A financial year as a period."""
    return {"period_start": date(beginning, 4, 1), "period_end": date(beginning + 1, 3, 31)}


def _with(fields: dict[str, Any], **makers: Any) -> dict[str, Any]:
    """`fields`, and a new row for each of `makers` that is not among them."""
    return {name: make() for name, make in makers.items() if name not in fields} | fields
