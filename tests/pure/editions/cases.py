"""Facts to compose from: a small project whose cohorts a test fills with pairs of scores of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from casestudies.editions import document, facts
from casestudies.editions.document import Period
from outcomes.derived import Scale
from outcomes.figures import BandMargin, CohortFigures, Count, Moments, ScoreRange, Tree
from outcomes.statistics.absence import Absent

YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))
SCALE = document.Measure(
    key="scale",
    name="A scale from 0 to 20",
    short_name="SCALE",
    version="",
    minimum=Decimal(0),
    maximum=Decimal(20),
    step=Decimal(1),
    higher_is_better=True,
    cut_off=None,
    cut_off_meaning="",
    reliability=None,
    reliability_kind="",
    reliability_note="",
    reliable_change=None,
)
PROJECT = document.Project(
    key="example",
    name="Example: a project",
    short_name="",
    purpose="To be composed.",
    provider=None,
    started="2020",
    ended="",
    places=(),
    themes=(),
    ages_served="",
    age_from_months=None,
    age_to_months=None,
    who_can_be_referred="",
    referral_reasons="",
    capacity="",
    waiting_time="",
    session_pattern="",
    staff="",
    reach=None,
    training="",
    approaches=(),
    contact="",
    still_offered="",
)


def cohort(
    pairs: Sequence[tuple[int, int]],
    *,
    key: str = "cohort",
    started: int | None = None,
    higher_is_better: bool = True,
    provenance: str = "recorded",
    margins: tuple[BandMargin, ...] = (),
) -> facts.CohortFacts:
    """A cohort with these (before, after) scores, of `started` people."""
    moments = Moments.from_pairs(pairs, higher_is_better=higher_is_better)
    tree = Tree(
        started=started,
        scored=moments.n,
        improved=Count.of(moments.improved),
        same=moments.same,
        worse=moments.worse,
        band_margins=margins,
    )
    return facts.CohortFacts(
        key=key,
        measure=replace(SCALE, higher_is_better=higher_is_better),
        period=YEAR,
        provenance=provenance,
        standing="final",
        rated_by="",
        rated_independently=None,
        comparison_group="none",
        comparison_note="",
        follow_up_months=None,
        source=None,
        figures=CohortFigures(
            key, tree, moments, None, ScoreRange(low=0, high=20, step=1), higher_is_better=higher_is_better
        ),
        scale=Scale(Absent.NO_THRESHOLD, higher_is_better=higher_is_better),
        gain=None,
        reported=None,
    )


def case(*cohorts: facts.CohortFacts, **changes: object) -> facts.CaseFacts:
    """A case study with one strand that has these cohorts."""
    strand = facts.StrandFacts("strand", "One to one", "", "parents", cohorts)
    plain = facts.CaseFacts(
        slug="example",
        case_number=None,
        area="Reading",
        theme="Early years",
        headline="A headline",
        invented=False,
        project=PROJECT,
        reach=None,
        strands=(strand,),
        other_outcomes=(),
        routes=(),
        referrals=None,
        referral_period=Period(None, None),
        incomes=(),
        funding=(),
        story=document.Story("", "", "", (), ()),
        sources=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
