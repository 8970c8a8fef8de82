from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.money import Amount, Basis, breakdown, exceeded, total, totals, words, words_by_the_year

pence = st.integers(0, 10**9).map(lambda amount: Decimal(amount) / 100)
amounts = st.one_of(
    pence.map(Amount.exact),
    pence.map(Amount.around),
    st.tuples(pence, pence).map(lambda ends: Amount.between(min(ends), max(ends))),
    st.just(Amount.not_stated()),
)


@pytest.mark.parametrize(
    ("amount", "basis", "text"),
    [
        (Amount.exact(36_000), Basis.EXACT, "£36,000"),
        (Amount.exact(Decimal("499.50")), Basis.EXACT, "£499.50"),
        (Amount.exact(Decimal("36000.00")), Basis.EXACT, "£36,000"),
        (Amount.exact(0), Basis.EXACT, "£0"),
        (Amount.around(500_000), Basis.ABOUT, "about £500,000"),
        (Amount.between(10_000, 20_000), Basis.RANGE, "£10,000 to £20,000"),
        (Amount.between(0, 20_000), Basis.RANGE, "up to £20,000"),
        (Amount(Decimal(10), Decimal(20), about=True), Basis.RANGE, "about £10 to £20"),
        (Amount(Decimal(5_000), None), Basis.AT_LEAST, "at least £5,000"),
        (Amount(Decimal(5_000), None, about=True), Basis.AT_LEAST, "at least about £5,000"),
        (Amount.not_stated(), Basis.NOT_STATED, "amount not stated"),
        (Amount.exact(1_200, "EUR"), Basis.EXACT, "€1,200"),
        (Amount.exact(1_200, "CHF"), Basis.EXACT, "CHF 1,200"),
    ],
)
def test_how_well_an_amount_is_known_and_how_it_reads(amount, basis, text):
    assert amount.basis is basis
    assert words(amount) == text


@pytest.mark.parametrize(
    ("basis", "low", "high", "amount"),
    [
        ("exact", Decimal(5), None, Amount.exact(5)),
        ("about", Decimal(5), None, Amount.around(5)),
        ("range", Decimal(5), Decimal(9), Amount.between(5, 9)),
        ("none", None, None, Amount.not_stated()),
    ],
)
def test_an_amount_from_a_record(basis, low, high, amount):
    assert Amount.of(Basis(basis), low, high) == amount


@pytest.mark.parametrize(
    ("basis", "low", "high"),
    [
        ("exact", None, None),
        ("exact", Decimal(5), Decimal(9)),
        ("about", None, Decimal(9)),
        ("range", Decimal(5), None),
        ("none", Decimal(5), None),
        ("at_least", Decimal(5), None),
    ],
)
def test_a_record_that_contradicts_its_basis_is_refused(basis, low, high):
    with pytest.raises(ValueError, match=f"{low} and {high} are not the ends of an amount that is {basis}"):
        Amount.of(Basis(basis), low, high)


def test_floats_are_not_money():
    with pytest.raises(TypeError, match=r"money is a Decimal, not 36000\.0"):
        Amount(36_000.0, None)


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        ("-1", "1", "-1 is not an amount of money"),
        ("NaN", "1", "NaN is not an amount of money"),
        ("1", "Infinity", "Infinity is not an amount of money"),
        ("1.005", "2", "1.005 is finer than a penny"),
        ("2", "1", "an amount from 2 to 1 is out of order"),
    ],
)
def test_what_is_not_an_amount_is_refused(low, high, message):
    with pytest.raises(ValueError, match=message):
        Amount(Decimal(low), Decimal(high))


# --- by the year ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a_year", "years", "text"),
    [
        (Amount.exact(36_000), 3, "£36,000 a year for 3 years = £108,000"),
        (Amount.exact(36_000), 1, "£36,000 a year for 1 year = £36,000"),
        (Amount.around(10_000), 2, "about £10,000 a year for 2 years = about £20,000"),
        (Amount.between(10, 20), 2, "£10 to £20 a year for 2 years = £20 to £40"),
        (Amount.not_stated(), 3, "amount not stated, for 3 years"),
    ],
)
def test_the_working_of_a_yearly_amount(a_year, years, text):
    assert words_by_the_year(a_year, years) == text


def test_no_years_no_total():
    with pytest.raises(ValueError, match="0 years of funding is not possible"):
        Amount.exact(36_000).for_years(0)


@given(amounts, st.integers(1, 9))
def test_a_yearly_amount_is_the_sum_of_its_years(amount, years):
    assert amount.for_years(years) == total([amount] * years)


# --- totals -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([Amount.exact(100), Amount.exact(Decimal("0.50"))], "£100.50"),
        ([Amount.exact(100), Amount.around(50)], "about £150"),
        ([Amount.exact(100), Amount.between(50, 60)], "£150 to £160"),
        ([Amount.around(100), Amount.between(50, 60)], "about £150 to £160"),
        ([Amount.exact(100), Amount.not_stated()], "at least £100"),
        ([Amount.around(100), Amount.not_stated()], "at least about £100"),
        ([Amount.not_stated(), Amount.not_stated()], "amount not stated"),
        ([], "amount not stated"),
    ],
)
def test_a_total_is_no_better_known_than_its_parts(parts, text):
    assert words(total(parts)) == text


def test_pence_add_up_where_floats_would_not():
    assert total([Amount.exact(Decimal("0.10")), Amount.exact(Decimal("0.20"))]) == Amount.exact(Decimal("0.30"))


def test_currencies_do_not_add_up():
    with pytest.raises(ValueError, match="amounts in EUR and GBP do not add up"):
        total([Amount.exact(1), Amount.exact(1, "EUR")])


@given(st.lists(amounts, min_size=1), st.lists(amounts, min_size=1))
def test_a_total_of_totals_is_the_total(some, others):
    assert total([total(some), total(others)]) == total(some + others)


@given(st.lists(amounts, min_size=1))
def test_about_and_not_stated_are_never_lost(parts):
    found = total(parts)
    assert found.about is any(words(part).startswith("about") for part in parts)
    assert (found.high is None) is any(words(part) == "amount not stated" for part in parts)


# --- a stated income and its parts ------------------------------------------------------------------------------------


def test_exact_parts_of_an_exact_income():
    found = breakdown(Amount.exact(1_000), [Amount.exact(600), Amount.not_stated()])
    assert (found.known, found.known_percent, found.remainder_percent) == (Amount.exact(600), 60, 40)
    assert found.remainder == Amount.exact(400)
    assert found.words == "£400 (40 %) not broken down"


def test_an_income_all_accounted_for_has_no_remainder():
    found = breakdown(Amount.exact(1_000), [Amount.exact(600), Amount.exact(400)])
    assert (found.remainder, found.known_percent, found.words) == (None, 100, "")


def test_an_income_of_which_no_part_is_known():
    found = breakdown(Amount.around(500_000), [Amount.not_stated()])
    assert found.known == Amount.exact(0)
    assert found.words == "about £500,000 (100 %) not broken down"


def test_a_small_remainder_is_not_called_nothing():
    found = breakdown(Amount.exact(100_000), [Amount.exact(99_990)])
    assert found.words == "£10 (less than 1 %) not broken down"


def test_shares_round_half_up_and_add_up_to_100():
    found = breakdown(Amount.exact(1_000), [Amount.exact(125)])
    assert (found.known_percent, found.remainder_percent) == (13, 87)


def test_one_part_known_only_about_makes_the_remainder_about():
    found = breakdown(Amount.exact(1_000), [Amount.around(600)])
    assert words(found.remainder) == "about £400"


def test_a_range_among_the_parts_leaves_a_range():
    found = breakdown(Amount.exact(1_000), [Amount.between(300, 400)])
    assert found.remainder == Amount.between(600, 700)
    assert (found.known_percent, found.remainder_percent) == (None, None)
    assert found.words == "£600 to £700 not broken down"


def test_a_range_of_parts_may_use_the_income_up():
    found = breakdown(Amount.exact(1_000), [Amount.between(900, 1_100)])
    assert found.words == "up to £100 not broken down"


def test_exact_parts_beyond_an_exact_income_are_an_error():
    with pytest.raises(ValueError, match="parts of £1,100 exceed the stated income of £1,000"):
        breakdown(Amount.exact(1_000), [Amount.exact(600), Amount.exact(500)])


def test_an_about_part_does_not_hide_exact_ones_that_are_too_many():
    with pytest.raises(ValueError, match="parts of £1,100 exceed the stated income of £1,000"):
        breakdown(Amount.exact(1_000), [Amount.exact(1_100), Amount.around(10)])


def test_even_the_upper_end_of_a_stated_range_can_be_exceeded():
    assert breakdown(Amount.between(900, 1_200), [Amount.exact(1_100)]).words == "up to £100 not broken down"
    with pytest.raises(ValueError, match="parts of £1,300 exceed the stated income of £900 to £1,200"):
        breakdown(Amount.between(900, 1_200), [Amount.exact(1_300)])


@pytest.mark.parametrize(
    ("stated", "part"),
    [(Amount.around(1_000), Amount.exact(1_100)), (Amount.exact(1_000), Amount.around(1_100))],
)
def test_where_something_is_only_about_parts_may_come_out_above(stated, part):
    found = breakdown(stated, [part])
    assert (found.remainder, found.known_percent, found.words) == (None, None, "")


def test_an_income_not_stated_has_no_remainder_to_speak_of():
    found = breakdown(Amount.not_stated(), [Amount.exact(600)])
    assert found.known == Amount.exact(600)
    assert (found.known_percent, found.words) == (None, "")


def test_an_income_and_parts_in_two_currencies_are_refused():
    with pytest.raises(ValueError, match="amounts in GBP and EUR do not add up"):
        breakdown(Amount.exact(1_000), [Amount.exact(600, "EUR")])


@given(pence, st.lists(pence, max_size=6))
def test_known_and_remainder_make_the_income(spare, parts):
    income = sum(parts, spare)
    found = breakdown(Amount.exact(income), [Amount.exact(part) for part in parts])
    left = found.remainder.low if found.remainder else 0
    assert found.known.low + left == income


@pytest.mark.parametrize(
    ("stated", "part", "is_exceeded"),
    [
        (Amount.exact(1_000), Amount.exact(1_000), False),
        (Amount.exact(1_000), Amount.exact(Decimal("1000.01")), True),
        (Amount.exact(1_000), Amount.around(5_000), False),
        (Amount.exact(1_000), Amount.between(900, 5_000), False),
        (Amount.exact(1_000), Amount.between(1_001, 5_000), True),
        (Amount.between(900, 1_200), Amount.exact(1_201), True),
        (Amount.around(500_000), Amount.exact(550_000), False),
        (Amount.around(500_000), Amount.exact(550_001), True),
        (Amount.not_stated(), Amount.exact(9_999_999), False),
    ],
)
def test_an_income_is_exceeded_by_what_is_surely_more(stated, part, is_exceeded):
    assert exceeded(stated, [part, Amount.not_stated()]) is is_exceeded


def test_each_currency_has_a_sum_of_its_own():
    found = totals([Amount.exact(100, "EUR"), Amount.exact(100), Amount.around(20, "EUR"), Amount.exact(50)])
    assert found == (Amount.around(120, "EUR"), Amount.exact(150))
    assert totals([]) == ()
