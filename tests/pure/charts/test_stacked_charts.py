"""Flow, bands, funding and referrals: lengths are functions of what is shown, and of nothing else."""

import pytest

from casestudies.charts.bands import BandsChart, spread
from casestudies.charts.drawing import draw
from casestudies.charts.flow import FlowChart
from casestudies.charts.funding import FundingChart, Money
from casestudies.charts.referrals import ReferralsChart
from outcomes.figures import Absent, BandCount, Because, Count, Figure, Hidden, Part, Shown

HIDDEN, SUMMARY = Hidden(Absent.PRIVACY), Hidden(Absent.FROM_SUMMARY)


def flow(**figures: Figure[Count]) -> FlowChart:
    names = ("started", "scored", "not_scored", "improved", "not_improved", "same", "worse")
    return FlowChart("flow", "Who came", "parents", **{name: figures.get(name, HIDDEN) for name in names})


def exactly(number: int) -> Figure[Count]:
    return Shown(Count.of(number))


def test_who_was_scored_is_drawn_in_their_share_of_those_who_started() -> None:
    came = flow(started=exactly(334), scored=exactly(144), not_scored=exactly(190)).geometry()["came"]
    assert [(bar.kind, bar.x, bar.width) for bar in came] == [
        ("part-3", "0%", "43.11%"),
        ("unknown", "43.11%", "56.89%"),
    ]


def test_the_outcome_is_a_whole_of_its_own() -> None:
    chart = flow(
        started=exactly(334),
        scored=exactly(144),
        not_scored=exactly(190),
        improved=Shown(Count(122, 123, Because.ROUNDING)),
        not_improved=Shown(Count(21, 22, Because.ROUNDING)),
    )
    marks = chart.geometry()
    assert [(bar.kind, bar.width, bar.name) for bar in marks["outcome"]] == [
        ("improved", "84.72%", "122 or 123 improved"),
        ("unknown", "0.69%", "Either, as the published figure is rounded"),
        ("not-improved", "14.58%", "21 or 22 did not improve"),
    ]
    assert marks["outcome_heading"] == "Of the 144 scored, on their own scale"


def test_same_and_worse_are_told_apart_where_both_are_shown() -> None:
    chart = flow(scored=exactly(100), improved=exactly(80), same=exactly(8), worse=exactly(12))
    assert [(bar.kind, bar.width) for bar in chart.geometry()["outcome"]] == [
        ("improved", "80%"),
        ("same", "8%"),
        ("worse", "12%"),
    ]


def test_seven_stands_for_fewer_than_eight() -> None:
    fewer = Shown(Count(0, 7, Because.PRIVACY))
    marks = flow(scored=exactly(63), not_scored=fewer).geometry()
    assert [bar.width for bar in marks["came"]] == ["90%", "10%"]
    assert marks["came_keys"][1].words == "fewer than 8 not scored twice: outcome unknown"
    assert marks["came_heading"] == "Parents who started: hidden to protect privacy"


def test_nothing_is_drawn_of_a_cohort_of_which_nothing_is_shown() -> None:
    marks = flow().geometry()
    assert (marks["came"], marks["outcome"]) == ([], [])
    assert marks["outcome_heading"] == "How they did: hidden to protect privacy"


LOW, HIGH = BandCount("low", 0, 9, 20), BandCount("high", 10, 27, 60)


def test_the_better_band_is_on_top_whichever_way_the_measure_runs() -> None:
    up = BandsChart("b", "Bands", "clients", Shown((LOW, HIGH)), Shown((LOW, HIGH)))
    down = BandsChart("b", "Bands", "clients", Shown((LOW, HIGH)), Shown((LOW, HIGH)), higher_is_better=False)
    assert [block.words for block in up.geometry()["columns"][0]["blocks"]] == ["10–27: 60", "0–9: 20"]
    assert [block.words for block in down.geometry()["columns"][0]["blocks"]] == ["0–9: 20", "10–27: 60"]
    assert [block.height for block in up.geometry()["columns"][0]["blocks"]] == [165, 55]


def test_bands_merged_differently_before_and_after_each_have_their_row() -> None:
    whole = BandCount("low or high", 0, 27, 80)
    chart = BandsChart("b", "Bands", "clients", Shown((LOW, HIGH)), Shown((whole,)))
    assert chart.table().rows == (("10–27 high", "60", "–"), ("0–9 low", "20", "–"), ("0–27 low or high", "–", "80"))


def test_hidden_bands_say_why() -> None:
    for before, after in ((SUMMARY, SUMMARY), (Shown((LOW, HIGH)), SUMMARY)):
        chart = BandsChart("b", "Bands", "clients", before, after)
        assert "summary, not scores" in chart.description()
        assert "summary, not scores" in chart.table().rows[0][2]
        assert "<rect x" not in draw(chart)


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        ([50, 100], [50, 100]),
        ([50, 52], [50, 65]),
        ([190, 195, 198], [162.5, 177.5, 192.5]),
        ([1], [7.5]),
    ],
)
def test_labels_move_just_far_enough_apart(wanted: list[float], placed: list[float]) -> None:
    assert spread(wanted, 15, 200) == placed


def test_what_is_not_broken_down_is_one_hatched_piece_at_the_end() -> None:
    chart = FundingChart(
        "f",
        "Income",
        "about £500,000",
        (Money("Children's centres", "about £110,000", 0.22), Money("A department", "£100,000", 0.2)),
        Money("Not broken down", "about £290,000", 0.58),
    )
    bars = chart.geometry()["bars"]
    assert [(bar.kind, bar.x, bar.width) for bar in bars] == [
        ("part-1", "0%", "22%"),
        ("part-2", "22%", "20%"),
        ("unknown", "42%", "58%"),
    ]
    assert chart.description().startswith("In all about £500,000. Children's centres: about £110,000.")


def test_an_amount_nobody_stated_is_named_and_has_no_length() -> None:
    parts = (Money("A trust", "£108,000", 1.0), Money("A foundation", "amount not stated", None))
    chart = FundingChart("f", "Grants", "£108,000", parts)
    marks = chart.geometry()
    assert [bar.name for bar in marks["bars"]] == ["A trust: £108,000"]
    assert [key.words for key in marks["keys"]] == ["A trust: £108,000", "A foundation: amount not stated"]


def test_a_long_name_goes_on_in_the_next_line() -> None:
    name = "A charity with a name that is a good deal longer than a phone is wide"
    keys = FundingChart("f", "Grants", "£5", (Money(name, "£5", 1.0),)).geometry()["keys"]
    assert [key.kind for key in keys] == ["part-1", "none"]
    assert " ".join(key.words for key in keys) == f"{name}: £5"
    assert keys[1].y - keys[0].y == 22


def test_routes_are_as_long_as_their_share_of_the_longest() -> None:
    chart = ReferralsChart("r", "Routes", "families", Shown((Part("Midwives", 80), Part("Other routes", 20))))
    assert [route["bar"].width for route in chart.geometry()["routes"]] == ["100%", "25%"]
    assert chart.table().rows == (("Midwives", "80"), ("Other routes", "20"))


def test_hidden_routes_say_why() -> None:
    chart = ReferralsChart("r", "Routes", "families", HIDDEN)
    assert chart.description() == "All routes: hidden to protect privacy."
    assert "hidden to protect privacy" in draw(chart)
