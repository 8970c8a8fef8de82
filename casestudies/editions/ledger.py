"""The figures of a cohort as lines of a ledger; those that are missing gathered under the reason they share."""

from collections.abc import Iterator
from dataclasses import dataclass

from casestudies import wording
from casestudies.editions.document import Cohort, Strand
from outcomes.figures import Figure, Hidden, Means, Shown

OF_ALL = "Average change of all scored"
OF_IMPROVED = "Average gain of those who improved"
AS_PUBLISHED = "Average change as published"


@dataclass(frozen=True, slots=True)
class Line:
    """What and of whom, the figure in words, and a second figure beside it; `note` explains the label."""

    label: str
    figure: str
    note: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Why some figures are missing, and which."""

    why: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All figures of a cohort, each either a line or missing for a reason."""

    lines: tuple[Line, ...]
    missing: tuple[Missing, ...]


def ledger(strand: Strand, cohort: Cohort) -> Ledger:
    """The ledger of one cohort, in the order readers ask."""
    lines: list[Line] = []
    reasons: dict[str, list[str]] = {}
    for figure, line in (*_counts(strand, cohort), *_gains(cohort), *_changes(cohort), *_reliable(cohort)):
        if isinstance(figure, Hidden):
            reasons.setdefault(wording.absent(figure.why), []).append(line.label)
        else:
            lines.append(line)
    return Ledger(tuple(lines), tuple(Missing(why, tuple(labels)) for why, labels in reasons.items()))


type Entry = tuple[Figure[object], Line]


def _counts(strand: Strand, cohort: Cohort) -> Iterator[Entry]:
    block, derived = cohort.block, cohort.derived
    coverage = wording.percent(derived.coverage) if isinstance(derived.coverage, Shown) else ""
    rate = wording.rate(derived.rate, block.improved) if isinstance(derived.rate, Shown) else ""
    yield block.started, Line(f"{strand.unit.capitalize()} who started", wording.count(block.started))
    if isinstance(block.still_attending, Shown):
        yield block.still_attending, Line("Still coming when the period ended", wording.count(block.still_attending))
    yield block.scored, Line("Scored before and after", wording.count(block.scored), beside=coverage)
    yield block.improved, Line("Improved", wording.count(block.improved), beside=rate)
    yield block.not_improved, Line("Not improved", wording.count(block.not_improved))
    yield block.same, Line("Of these, the same", wording.count(block.same))
    yield block.worse, Line("Of these, worse", wording.count(block.worse))


def _gains(cohort: Cohort) -> Iterator[Entry]:
    label, printed = OF_IMPROVED, _printed(cohort, "improved")
    if printed is not None:
        ours = cohort.reported is not None and cohort.reported.gain_is_our_reading
        note = "as the source is read; it does not say whose average it is" if ours else ""
        yield Shown(printed), Line(label, wording.points(printed), note)
    else:
        yield cohort.block.gain_of_improved, Line(label, wording.points(cohort.block.gain_of_improved))
    if (printed := _printed(cohort, "not_stated")) is not None:
        note = "the source does not say whose average it is"
        yield Shown(printed), Line(AS_PUBLISHED, wording.points(printed, signed=True), note)


def _changes(cohort: Cohort) -> Iterator[Entry]:
    at_most, printed = cohort.derived.mean_of_all_at_most, _printed(cohort, "all")
    match cohort.block.means:
        case Shown(means):
            yield from _means(means)
        case Hidden() as hidden:
            if printed is not None:
                yield Shown(printed), Line(OF_ALL, wording.points(printed, signed=True), "as published")
            elif isinstance(at_most, Shown):
                note = "upper limit: as if nobody’s score had become worse"
                yield at_most, Line(OF_ALL, f"at most {wording.points(at_most)}", note)
            else:
                yield hidden, Line(OF_ALL, "")
            yield hidden, Line("Average score before and after", "")
            yield hidden, Line("Effect size", "")


def _printed(cohort: Cohort, base: str) -> float | None:
    """The average a publication gives on this base, in points; None where it gives another or none."""
    reported = cohort.reported
    if reported is None or reported.gain is None or reported.gain_base != base:
        return None
    return float(reported.gain)


def _means(means: Means) -> Iterator[Entry]:
    interval = f"95{wording.THIN}% interval {wording.points(means.change_interval)}"
    yield Shown(means), Line(OF_ALL, wording.points(means.change, signed=True), interval)
    before, after = wording.decimal(means.before, 1), wording.decimal(means.after, 1)
    spread = f"standard deviation {wording.decimal(means.sd_before, 1)}, then {wording.decimal(means.sd_after, 1)}"
    yield Shown(means), Line("Average score before and after", f"{before} → {after}", spread)
    note = "average change in standard deviations, corrected for small numbers"
    yield means.effect_av_corrected, Line("Effect size", wording.decimal(means.effect_av_corrected), note)


def _reliable(cohort: Cohort) -> Iterator[Entry]:
    block, derived, measure = cohort.block, cohort.derived, cohort.measure
    threshold = derived.reliable_change_threshold
    by = f" of at least {wording.points(threshold)}" if isinstance(threshold, Shown) else ""
    rate = derived.reliable_rate
    beside = wording.rate(rate, block.reliably_improved) if isinstance(rate, Shown) else ""
    note = f"a change larger than the measure’s own imprecision{by}"
    yield block.reliably_improved, Line("Reliably improved", wording.count(block.reliably_improved), note, beside)
    yield block.reliably_worse, Line("Reliably worse", wording.count(block.reliably_worse))
    yield (
        block.recovered,
        Line("Recovered", wording.count(block.recovered), "reliably, and across the cut-off"),
    )
    rise = derived.expected_rise_without_help
    label = "Change to expect without any help"
    yield rise, Line(label, wording.points(rise, signed=True), "regression to the mean; never subtracted")
    bands = block.bands_before
    if isinstance(bands, Hidden):
        yield bands, Line(f"{measure.short_name} bands before and after", "")
