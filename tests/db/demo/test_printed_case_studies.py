"""Every figure of the two printed case studies is held as printed."""

from datetime import date
from decimal import Decimal

import pytest

from casestudies.demo import fixtures
from casestudies.models import CaseStudy
from outcomes.models import (
    Cohort,
    Funding,
    OtherOutcome,
    Project,
    ProjectPlace,
    PublishedResult,
    ReferralRoute,
    StatedIncome,
)


@pytest.fixture(autouse=True)
def printed() -> None:
    fixtures.load(fixtures.REFERENCE)
    fixtures.load(fixtures.CASE_STUDIES)


@pytest.mark.parametrize(
    ("key", "strand", "started", "scored", "percent", "gain", "decimals"),
    [
        ("oxpip-individual-2014", "Parent–infant psychotherapy", 334, 144, 85, "12.5", 1),
        ("oxpip-groups-2014", "Parent–infant groups", 97, 71, 77, "11", 0),
    ],
)
def test_oxpips_results_as_printed(
    key: str, strand: str, started: int, scored: int, percent: int, gain: str, decimals: int
) -> None:
    cohort = Cohort.objects.get(key=key)
    result = PublishedResult.objects.get(cohort=cohort)
    assert (cohort.strand.name, cohort.strand.unit, cohort.measure.key) == (strand, "parents", "pir-gas")
    assert (cohort.period_start, cohort.period_end) == (date(2014, 4, 1), date(2015, 3, 31))
    assert (cohort.provenance, cohort.standing) == ("summary", "provisional")
    assert (cohort.rated_by, cohort.rated_independently, cohort.still_attending) == ("", None, None)
    assert (cohort.started, result.scored, result.improved_percent) == (started, scored, percent)
    assert result.improved is None, "the page prints a percentage and no count"
    assert (result.mean_change, result.mean_change_decimals) == (Decimal(gain), decimals)
    assert (result.mean_change_base, result.base_is_our_reading) == ("improved", True)


def test_oxpip_as_printed() -> None:
    project, case_study = Project.objects.get(key="oxpip"), CaseStudy.objects.get(slug="oxpip")
    assert (case_study.number, case_study.theme and case_study.theme.name) == (1, "Early years")
    assert (project.name, project.started) == ("Oxford Parent Infant Project", "1998")
    assert (project.yearly_reach, project.yearly_reach_is_about, project.reach_unit) == (400, True, "parents")
    assert "8 to 10 weekly sessions" in project.session_pattern
    assert project.staff.startswith("12 ")
    assert "Adrian Sell" in project.staff
    assert project.training.startswith("204 early years practitioners")
    assert "April 2014 to March 2015" in project.training
    assert (project.age_from_months, project.age_to_months) == (-9, 24)
    assert set(ProjectPlace.objects.filter(project=project).values_list("place__name", "role", "detail")) == {
        ("Oxfordshire", "lead", "10 children's centres"),
        ("Reading", "delivery", "3 centres"),
        ("West Oxfordshire", "delivery", "outreach"),
        ("Oxford", "delivery", "outreach in central Oxford"),
        ("Oxford", "training", ""),
        ("Lambeth", "training", ""),
    }
    routes = ReferralRoute.objects.filter(project=project)
    assert [route.referral_source.name for route in routes] == [
        "health visitors",
        "midwives",
        "children's centre staff",
        "GPs",
        "social workers",
        "the parents themselves",
    ]
    assert {route.count for route in routes} == {None}
    for name in ("Sue Gerhardt", "Blackbird Leys", "Watch, Wait and Wonder", "Big Lottery", "1998"):
        assert name in case_study.background
    other = OtherOutcome.objects.get(project=project)
    assert "two thirds of the clients" in other.words
    assert other.source is not None
    assert (other.source.publisher, other.source.published) == ("Impetus-PEF", "2013")


def test_oxpips_money_as_printed() -> None:
    income = StatedIncome.objects.get(project__key="oxpip")
    assert (income.basis, income.amount, income.period_start) == ("about", Decimal(500_000), None)
    parts = {part.key: part for part in Funding.objects.filter(income=income)}
    held = {key: (part.basis, part.amount, part.kind) for key, part in parts.items()}
    assert held == {
        "oxpip-childrens-centres": ("about", Decimal(110_000), ""),
        "oxpip-dfe-grant": ("exact", Decimal(100_000), "grant"),
        "oxpip-others": ("none", None, ""),
    }
    assert parts["oxpip-others"].others_included
    assert set(parts["oxpip-others"].funders.values_list("name", "org_id")) == {
        ("Impetus-PEF", ""),
        ("The Henry Smith Charity", "GB-CHC-230102"),
        ("The Trusthouse Charitable Foundation", "GB-CHC-1063945"),
    }
    assert parts["oxpip-dfe-grant"].funders.get().org_id == "GB-GOR-D6"
    early = Funding.objects.get(key="oxpip-early-lottery")
    assert (early.income, early.basis, early.funders.get().org_id) == (None, "none", "GB-GOR-PB188")


def test_m_power_as_printed() -> None:
    project, case_study = Project.objects.get(key="m-power"), CaseStudy.objects.get(slug="m-power")
    assert (case_study.number, case_study.theme and case_study.theme.name) == (2, "Social care")
    assert (project.started, project.provider and project.provider.name) == ("2012-11", "Ormiston Families")
    assert "Alison Gillies" in project.staff
    assert [place.name for place in project.places.all()] == ["Suffolk"], "no smaller place than the county"
    routes = ReferralRoute.objects.filter(project=project)
    assert [route.referral_source.name for route in routes] == ["social workers", "mental health staff"]
    money = Funding.objects.filter(project=project).values_list("basis", "amount", "years", "kind", "funders__name")
    assert set(money) == {
        ("exact", Decimal(36_000), 3, "grant", "The Henry Smith Charity"),
        ("none", None, None, "own", "Ormiston Families"),
        ("none", None, None, "grant", "Suffolk Community Foundation"),
    }
    pilot = Funding.objects.get(key="m-power-pilot")
    assert (pilot.period_start, pilot.period_end) == (date(2012, 11, 1), date(2013, 10, 31))
    assert not project.strands.exists(), "no scale was used"
    outcomes = OtherOutcome.objects.filter(project=project)
    assert {
        (o.key, o.numerator, o.denominator, o.percent, o.around, o.numerator_is_small, o.period_start) for o in outcomes
    } == {
        ("m-power-helped", None, 33, None, False, False, date(2012, 11, 1)),
        ("m-power-goals", None, 33, 75, False, False, date(2012, 11, 1)),
        ("m-power-contact", None, None, 50, True, False, date(2012, 11, 1)),
        ("m-power-work", None, None, None, False, True, date(2012, 11, 1)),
    }
    assert "a third of applications" in case_study.background
    assert "2011" in case_study.background


def test_nobody_is_quoted_who_was_not_asked() -> None:
    assert not any(case_study.quotes.exists() for case_study in CaseStudy.objects.all())
