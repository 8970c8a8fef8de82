"""Bands before and after: two margins with the same merged bands, so that no small band and no small move shows."""

from outcomes.disclosure.trees import exactly
from outcomes.figures import Absent, BandCount, BandMargin, CohortBlock, Figure, Hidden, Shown
from outcomes.statistics.bands import net_shifts

type Margins = tuple[Figure[tuple[BandCount, ...]], Figure[tuple[BandCount, ...]]]


def protect_margins(
    margins: tuple[BandMargin, ...], block: CohortBlock, *, higher_is_better: bool, small: int
) -> Margins:
    """The bands before and after, lowest first, neighbours merged until each is large in both.

    A cut between two bands is kept only where it gives no small move away. Of the people who improved, all but
    (improved − net shift at the cut) crossed it upwards, and no more than that many crossed it back; the same holds of
    those who did not improve and the opposite shift. Both differences must be large, counted from the lowest number
    of people readers know to have improved or not.
    """
    if isinstance(block.scored, Hidden):
        return block.scored, block.scored
    if not margins:
        return Hidden(Absent.NOT_APPLICABLE), Hidden(Absent.NOT_APPLICABLE)
    if isinstance(block.improved, Hidden) or isinstance(block.not_improved, Hidden):
        return Hidden(Absent.PRIVACY), Hidden(Absent.PRIVACY)
    up = block.improved.value.low
    down = exactly(block.worse) or block.not_improved.value.low
    kept = [
        up - shift > small and down + shift > small for shift in net_shifts(margins, higher_is_better=higher_is_better)
    ]
    groups = _merge(margins, kept, small)
    if len(groups) < 2:
        return Hidden(Absent.PRIVACY), Hidden(Absent.PRIVACY)
    return (
        Shown(tuple(_merged(group, sum(band.before for band in group)) for group in groups)),
        Shown(tuple(_merged(group, sum(band.after for band in group)) for group in groups)),
    )


def _merge(margins: tuple[BandMargin, ...], kept: list[bool], small: int) -> list[list[BandMargin]]:
    """From the lowest band up, close a group as soon as it is large in both margins; what is left joins the last."""
    groups: list[list[BandMargin]] = []
    open_group: list[BandMargin] = []
    for margin, may_cut in zip(margins, [*kept, True], strict=True):
        open_group.append(margin)
        large = min(sum(b.before for b in open_group), sum(b.after for b in open_group)) > small
        if large and may_cut:
            groups.append(open_group)
            open_group = []
    if open_group and groups:
        groups[-1].extend(open_group)
    return groups


def _merged(group: list[BandMargin], count: int) -> BandCount:
    first, last = group[0], group[-1]
    label = first.label if first is last else f"{first.label} to {last.label}"
    return BandCount(label, first.low, last.high, count)
