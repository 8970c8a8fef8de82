import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcomes.statistics.bands import Band, BandMargin, BandMoves, band_margins, band_moves, band_of, net_shifts

LOW, MIDDLE, HIGH = Band("low", 1, 10), Band("middle", 11, 20), Band("high", 21, 30)
BANDS = (LOW, MIDDLE, HIGH)
pairs = st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=60)
directions = pytest.mark.parametrize("higher_is_better", [True, False])


@pytest.mark.parametrize(("score", "index"), [(1, 0), (10, 0), (10.5, 0), (11, 1), (20, 1), (21, 2), (30, 2)])
def test_both_ends_of_a_band_belong_to_it(score, index):
    assert band_of(score, BANDS) == index


@pytest.mark.parametrize("score", [0.5, 31, float("nan")])
def test_a_score_outside_every_band_is_refused(score):
    with pytest.raises(ValueError, match="is in none of the 3 bands"):
        band_of(score, BANDS)


def test_no_bands_hold_no_score():
    with pytest.raises(ValueError, match="is in none of the 0 bands"):
        band_of(5, ())


@pytest.mark.parametrize("bands", [(HIGH, LOW), (LOW, Band("overlapping", 10, 20))])
def test_bands_out_of_order_are_refused(bands):
    with pytest.raises(ValueError, match="overlap or are not in score order"):
        band_of(5, bands)


def test_a_band_upside_down_is_refused():
    with pytest.raises(ValueError, match="band 'odd' from 9 to 3 holds no score"):
        Band("odd", 9, 3)


def test_a_band_may_be_a_single_score():
    assert band_of(11, (LOW, Band("eleven", 11, 11), Band("rest", 12, 30))) == 1


def test_margins_by_hand():
    assert band_margins([(5, 15), (5, 25), (15, 15), (25, 8)], BANDS) == (
        BandMargin("low", 1, 10, before=2, after=1),
        BandMargin("middle", 11, 20, before=1, after=2),
        BandMargin("high", 21, 30, before=1, after=1),
    )


def test_a_band_nobody_is_in_is_still_there():
    assert [(margin.before, margin.after) for margin in band_margins([], BANDS)] == [(0, 0), (0, 0), (0, 0)]


def test_net_shifts_by_hand():
    """Over the lower cut two rise and one falls back, over the upper cut one rises and one falls back."""
    margins = band_margins([(5, 15), (5, 25), (15, 15), (25, 8)], BANDS)
    assert net_shifts(margins, higher_is_better=True) == (1, 0)
    assert net_shifts(margins, higher_is_better=False) == (-1, 0)


def test_moves_by_hand():
    some_pairs = [(5, 15), (5, 25), (12, 18), (25, 8)]
    assert band_moves(some_pairs, BANDS, higher_is_better=True) == BandMoves(better=2, same=1, worse=1)
    assert band_moves(some_pairs, BANDS, higher_is_better=False) == BandMoves(better=1, same=1, worse=2)


@directions
@given(some_pairs=pairs)
def test_net_shifts_are_what_crossed_less_what_came_back(higher_is_better, some_pairs):
    expected = []
    for cut in (11, 21):
        risen = len([1 for before, after in some_pairs if before < cut <= after])
        fallen = len([1 for before, after in some_pairs if after < cut <= before])
        expected.append(risen - fallen if higher_is_better else fallen - risen)
    assert net_shifts(band_margins(some_pairs, BANDS), higher_is_better=higher_is_better) == tuple(expected)


@given(pairs)
def test_both_margins_count_everyone(some_pairs):
    margins = band_margins(some_pairs, BANDS)
    assert sum(margin.before for margin in margins) == sum(margin.after for margin in margins) == len(some_pairs)


@given(pairs)
def test_the_scale_turned_round_moves_the_same_people(some_pairs):
    turned = [(31 - before, 31 - after) for before, after in some_pairs]
    assert band_moves(some_pairs, BANDS, higher_is_better=True) == band_moves(turned, BANDS, higher_is_better=False)


@directions
def test_a_single_band_has_no_cut(higher_is_better):
    assert net_shifts(band_margins([(5, 6)], (LOW,)), higher_is_better=higher_is_better) == ()
