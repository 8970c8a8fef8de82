"""The disclosure sheet says of every figure what becomes of it and why, and nothing that readers will not see."""

from dataclasses import replace
from datetime import date

import pytest

from casestudies.editions import document
from casestudies.editions.compose import compose
from casestudies.editions.disclosure_sheet import edges, sheet, tally
from outcomes.figures import Absent, Count, HeadBlock, Hidden, Part, Shown, Split
from tests.pure.editions.cases import case, cohort

type Pairs = list[tuple[int, int]]


def made(pairs: Pairs, *, started: int, **others: object) -> document.EditionDocument:
    facts = replace(case(cohort(pairs, started=started)), **others)  # type: ignore[arg-type]
    return compose(facts, edition=1, published=date(2026, 11, 23), small=7)


def rows(new: document.EditionDocument) -> dict[str, tuple[str, str, str]]:
    return {line.what: (line.treatment.value, line.reads, line.why) for line in sheet(new)}


def test_what_is_large_enough_is_shown() -> None:
    found = rows(made([(5, 9)] * 40 + [(9, 5)] * 12 + [(5, 5)] * 8, started=90))
    assert {
        what: found[what][:2] for what in ("started", "scored before and after", "improved", "the same", "worse")
    } == {
        "started": ("shown", "90"),
        "scored before and after": ("shown", "60"),
        "improved": ("shown", "40"),
        "the same": ("shown", "8"),
        "worse": ("shown", "12"),
    }


def test_a_small_part_is_hidden_itself_and_what_hangs_on_a_hidden_one_because_of_it() -> None:
    """16 did not improve: 12 worse and 4 the same, so neither shows; that is said of both alike."""
    found = rows(made([(5, 9)] * 44 + [(9, 5)] * 12 + [(5, 5)] * 4, started=90))
    small = "it, or what it leaves of “not improved”, is too small a group or stands too close to another figure"
    assert found["the same"] == found["worse"] == ("hidden for privacy", "hidden to protect privacy", small)
    few = rows(made([(5, 9)] * 27 + [(9, 5)] * 3, started=60))
    assert few["improved"] == (
        "shown as a limit",
        "at least 23",
        "what it leaves of “scored before and after” is too small a group to be named",
    )
    assert few["not improved"] == ("shown as a limit", "fewer than 8", "too small a group to be named")
    assert few["worse"][0] == "hidden because another is"
    assert few["worse"][2] == "it could be worked out from “not improved”, which is not said exactly"


@pytest.mark.parametrize("pairs", [[(5, 9)] * 27 + [(9, 5)] * 3, [(5, 9)] * 28 + [(9, 5)] * 2, [(5, 9)] * 30])
def test_it_reads_the_same_whatever_small_number_is_behind_it(pairs: Pairs) -> None:
    """Of 30 scored 3, 2 or nobody did not improve: the sheet is the same to the last word."""
    counts = ("improved", "not improved", "the same", "worse")
    found, other = (rows(made(some, started=60)) for some in (pairs, [(5, 9)] * 25 + [(9, 5)] * 5))
    assert {what: found.get(what) for what in counts} == {what: other.get(what) for what in counts}


def test_merged_routes_and_how_often_each_happened() -> None:
    routes = Split("routes", (Part("midwives", 40), Part("nurseries", 30), Part("schools", 4), Part("doctors", 5)))
    new = made([(5, 9)] * 40 + [(9, 5)] * 20, started=90, referrals=routes)
    merged = [
        line for line in sheet(new) if line.treatment.value == "shown, merged" and line.where == "Who came and how"
    ]
    assert [line.what for line in merged] == ["other routes"]
    assert not {"4", "5"} & {line.reads for line in sheet(new)}
    assert dict(tally(sheet(new)))["shown, merged"] == len(
        [line for line in sheet(new) if line.treatment.value == "shown, merged"]
    )


def test_a_figure_carried_forward_says_from_where() -> None:
    first = made([(5, 9)] * 40 + [(9, 5)] * 20, started=90)
    newer = case(cohort([(5, 9)] * 41 + [(9, 5)] * 20, started=91))
    second = compose(newer, edition=2, published=date(2026, 12, 1), small=7, earlier=[(1, document.protected(first))])
    assert rows(second)["improved"] == (
        "shown",
        "40",
        "as in edition 1: what is newer would stand too close beside it",
    )


@pytest.mark.parametrize(
    ("block", "reads"),
    [
        (HeadBlock("a", Shown(Count.of(0)), Shown(Count.of(40)), Hidden(Absent.NOT_STATED)), ["0"]),
        (HeadBlock("a", Shown(Count.of(40)), Shown(Count.of(40)), Hidden(Absent.NOT_STATED)), ["40"]),
        (HeadBlock("a", Hidden(Absent.NOT_STATED), Shown(Count.of(40)), Shown(100)), ["100\N{NARROW NO-BREAK SPACE}%"]),
        (HeadBlock("a", Hidden(Absent.NOT_STATED), Shown(Count.of(40)), Shown(75)), []),
    ],
)
def test_nobody_and_everybody_would_be_pointed_at(block: HeadBlock, reads: list[str]) -> None:
    """Protection lets none through; this looks at the document once more, in its own way."""
    told = document.OtherOutcome(
        key="a",
        kind="share",
        label="reached their goals",
        unit="parents",
        block=block,
        around=False,
        words="",
        nearest=(),
        period=document.Period(None, None),
        source=None,
    )
    new = replace(made([(5, 9)] * 40 + [(9, 5)] * 20, started=90), other_outcomes=(told,))
    assert [line.reads for line in edges(new)] == reads
    everybody = made([(5, 9)] * 60, started=90)
    assert edges(everybody) == ()
