"""The two ends of a figure in a table, as the page about the files explains them."""

from decimal import Decimal

import pytest

from casestudies.downloads import definitions
from casestudies.downloads.entries import amount, of_figure
from outcomes.figures import Amount, Because, Count, Shown


def test_the_columns_say_what_is_in_them() -> None:
    assert definitions.COLUMNS["low"] == "Lower end, where only a range is known"
    assert definitions.COLUMNS["high"] == (
        "Upper end of that range: the 30 of “at least 23 of 30” people; empty for “at least” of money"
    )


@pytest.mark.parametrize(
    ("count", "ends"),
    [
        (Count(23, 30, Because.PRIVACY), (23, 30)),
        (Count(122, 123, Because.ROUNDING), (122, 123)),
        (Count.of(55), (55, 55)),
    ],
)
def test_people_have_both_ends_even_where_the_page_says_at_least(count: Count, ends: tuple[int, int]) -> None:
    entry = of_figure("improved", "Improved", "parents", Shown(count), "in words")
    assert (entry.low, entry.high) == ends


def test_at_least_so_much_money_has_no_upper_end() -> None:
    entry = amount("income_not_broken_down", "Not broken down", Amount(Decimal(500), None))
    assert (entry.low, entry.high) == (500.0, None)
    assert "at least" in entry.words
