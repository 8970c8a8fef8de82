"""The rate on its bar, by the published figures of a real project: 122 or 123 of 144, of 334 who started."""

from casestudies.charts.drawing import draw
from casestudies.charts.rate import RateChart
from outcomes.figures import Absent, Because, Count, Figure, Hidden, Rate, Shown, Span

HIDDEN = Hidden(Absent.PRIVACY)


def chart(improved: Count, rate: Span, interval: Span, possible: Figure[Span], **options: bool) -> RateChart:
    return RateChart(
        key="rate",
        title="Parents who improved",
        unit="parents",
        improved=Shown(improved),
        scored=Shown(Count.of(144)),
        not_scored=Shown(Count.of(190)) if isinstance(possible, Shown) else HIDDEN,
        rate=Shown(Rate(rate, interval)),
        possible=possible,
        **options,
    )


ENVELOPE = chart(
    Count(122, 123, Because.ROUNDING), Span(0.8472, 0.8542), Span(0.7795, 0.9026), Shown(Span(0.3653, 0.9371))
)


def test_every_bar_stands_where_its_figure_is() -> None:
    marks = ENVELOPE.geometry()
    assert (marks["possible_bar"].x, marks["possible_bar"].width) == ("36.53%", "57.18%")
    assert (marks["interval_bar"].x, marks["interval_bar"].width) == ("77.95%", "12.31%")
    assert (marks["rate_bar"].x, marks["rate_bar"].width) == ("84.72%", "0.7%")
    assert marks["is_point"] is True


def test_both_ends_of_the_possible_range_are_said_in_words() -> None:
    drawing = draw(ENVELOPE)
    assert "37\u202f% if no others improved" in drawing
    assert "94\u202f% if all others did" in drawing
    assert "possible, counting the 190 not scored" in drawing
    assert "78 to 90\u202f%: chance variation among those scored" in drawing


def test_the_table_says_the_same() -> None:
    assert ENVELOPE.table().rows == (
        ("Improved", "122 or 123 of 144 parents scored"),
        ("Rate of improvement", "85\u202f%"),
        ("95 % interval, chance only", "78 to 90\u202f%"),
        ("Possible range over all who started", "37 to 94\u202f%"),
    )


def test_a_count_kept_for_privacy_is_drawn_as_a_range_never_as_a_point() -> None:
    at_least = chart(Count(137, 144, Because.PRIVACY), Span(0.9514, 1), Span(0.9, 1), HIDDEN)
    marks = at_least.geometry()
    assert marks["is_point"] is False
    assert marks["rate_label"].text == "at least 95\u202f%"
    assert marks["possible_bar"] is None
    assert "if no others" not in draw(at_least)


def test_fewer_than_eight_begins_at_nought() -> None:
    fewer = chart(Count(0, 7, Because.PRIVACY), Span(0, 0.0486), Span(0, 0.1), HIDDEN)
    marks = fewer.geometry()
    assert (marks["rate_bar"].x, marks["rate_bar"].width) == ("0%", "4.86%")
    assert marks["rate_label"].text == "at most 5\u202f%"


def test_a_hidden_rate_draws_no_bar_at_all() -> None:
    why = Hidden(Absent.TOO_FEW)
    hidden = RateChart("rate", "Parents who improved", "parents", why, why, HIDDEN, why, HIDDEN)
    drawing = draw(hidden)
    assert "too few to say" in drawing
    assert 'role="img"' not in drawing
    assert hidden.description() == "Rate of improvement: too few to say."


def test_the_small_bar_has_marks_and_no_text() -> None:
    small = chart(Count.of(122), Span(0.8472, 0.8472), Span(0.78, 0.9), Shown(Span(0.37, 0.93)), small=True)
    drawing = draw(small)
    assert "<text" not in drawing
    assert drawing.count('role="img"') == 3
