import pytest

from outcomes.statistics.absence import Absent
from outcomes.statistics.span import Span


def test_a_span_is_exact_when_its_ends_meet():
    assert Span(0.5, 0.5).exact
    assert not Span(0.4, 0.5).exact


@pytest.mark.parametrize(("low", "high"), [(2, 1), (float("nan"), 1), (0, float("nan"))])
def test_a_span_out_of_order_is_refused(low, high):
    with pytest.raises(ValueError, match="is not a span"):
        Span(low, high)


def test_the_hull_holds_every_span():
    assert Span.hull(Span(3, 4), Span(1, 2), Span(2, 6)) == Span(1, 6)


def test_the_hull_of_nothing_is_an_error():
    with pytest.raises(ValueError, match="empty"):
        Span.hull()


def test_reasons_for_absence_keep_their_names_in_stored_editions():
    assert [str(reason) for reason in Absent] == [
        "privacy",
        "too_few",
        "from_summary",
        "not_stated",
        "no_threshold",
        "being_corrected",
        "not_applicable",
    ]
