"""Everything a cohort's block says, figure by figure, under names that stay the same from edition to edition."""

from collections.abc import Iterator
from typing import Any

from casestudies import wording
from casestudies.downloads.entries import Entry, of_figure
from casestudies.editions.document import Cohort, Reported, Strand
from outcomes.figures import Figure, Hidden, Means, Rate, Shown, Span

COUNTS = {
    "started": "Started",
    "still_attending": "Still coming when the period ended",
    "scored": "Scored before and after",
    "not_scored": "Not scored twice",
    "improved": "Improved",
    "not_improved": "Not improved",
    "same": "The same",
    "worse": "Worse",
    "reliably_improved": "Reliably improved",
    "reliably_worse": "Reliably worse",
    "recovered": "Recovered",
}
MEANS = {
    "before": "Average score before",
    "after": "Average score after",
    "sd_before": "Standard deviation before",
    "sd_after": "Standard deviation after",
    "change": "Average change of all scored",
    "change_interval": "Average change of all scored: 95% interval",
    "sd_change": "Standard deviation of the changes",
    "effect_av": "Effect size",
    "effect_av_corrected": "Effect size, corrected for small numbers",
    "effect_z": "Effect size by the standard deviation of the changes",
}
POINTS = "points"
SHARE = "share from 0 to 1"


def of_cohort(strand: Strand, cohort: Cohort) -> Iterator[tuple[Entry, str]]:
    """Each figure with its provenance: what a report says beside computed figures is its summary."""
    own = (*_counts(strand, cohort), *_shares(cohort), *_points(cohort), *_means(cohort), *_bands(strand, cohort))
    yield from ((entry, cohort.provenance) for entry in own)
    if cohort.reported:
        provenance = "summary" if cohort.provenance == "recorded" else cohort.provenance
        yield from ((entry, provenance) for entry in _reported(strand, cohort.reported))


def _counts(strand: Strand, cohort: Cohort) -> Iterator[Entry]:
    for key, label in COUNTS.items():
        figure = getattr(cohort.block, key)
        yield of_figure(key, label, strand.unit, figure, wording.count(figure), as_in_edition=cohort.block.carried_from)


def _shares(cohort: Cohort) -> Iterator[Entry]:
    block, derived, carried = cohort.block, cohort.derived, cohort.block.carried_from
    for key, label, rate, of in (
        ("rate", "Rate of improvement", derived.rate, block.improved),
        ("reliable_rate", "Rate of reliable improvement", derived.reliable_rate, block.reliably_improved),
    ):
        yield of_figure(key, label, SHARE, rate, wording.rate(rate, of), as_in_edition=carried)
        interval = _interval(rate)
        name = f"{label}: 95% interval, chance variation among those scored"
        yield of_figure(f"{key}_interval", name, SHARE, interval, wording.percent(interval), as_in_edition=carried)
    for key, label, share in (
        ("coverage", "Share of those who started that was scored twice", derived.coverage),
        ("possible_range", "Possible share of all who started that improved", derived.possible_range),
    ):
        yield of_figure(key, label, SHARE, share, wording.percent(share), as_in_edition=carried)


def _interval(rate: Figure[Rate]) -> Figure[Span]:
    return rate if isinstance(rate, Hidden) else Shown(rate.value.interval)


def _points(cohort: Cohort) -> Iterator[Entry]:
    derived, carried = cohort.derived, cohort.block.carried_from
    for key, label, figure in (
        ("gain_of_improved", "Average gain of those who improved", cohort.block.gain_of_improved),
        ("mean_of_all_at_most", "Average change of all scored, at most", derived.mean_of_all_at_most),
        ("expected_rise", "Change to expect without any help", derived.expected_rise_without_help),
        ("reliable_change", "Change that counts as reliable", derived.reliable_change_threshold),
    ):
        yield of_figure(key, label, POINTS, figure, wording.points(figure), as_in_edition=carried)


def _means(cohort: Cohort) -> Iterator[Entry]:
    means, carried = cohort.block.means, cohort.block.carried_from
    for key, label in MEANS.items():
        figure = means if isinstance(means, Hidden) else _mean(means.value, key)
        effect = key.startswith("effect")
        words = wording.decimal(figure) if effect else wording.points(figure)
        unit = "standard deviations" if effect else POINTS
        yield of_figure(f"mean_{key}", label, unit, figure, words, as_in_edition=carried)


def _mean(means: Means, key: str) -> Figure[Any]:
    value = getattr(means, key)
    return value if isinstance(value, Shown | Hidden) else Shown(value)


def _bands(strand: Strand, cohort: Cohort) -> Iterator[Entry]:
    block, carried = cohort.block, cohort.block.carried_from
    for when, bands in (("before", block.bands_before), ("after", block.bands_after)):
        key = f"band_{when}"
        if isinstance(bands, Hidden):
            words = wording.absent(bands.why)
            yield of_figure(key, f"Bands {when}", strand.unit, bands, words, as_in_edition=carried)
            continue
        for band in bands.value:
            words = wording.number(band.count)
            label = f"{when.capitalize()}: {band.low:g}–{band.high:g} {band.label}".strip()
            yield Entry(key, label, strand.unit, band.count, band.count, words, "", carried)


def _reported(strand: Strand, reported: Reported) -> Iterator[Entry]:
    source = reported.source
    if reported.percent is not None:
        percent = reported.percent
        label = "Percentage improved, as published"
        yield Entry("reported_percent", label, "%", percent, percent, f"{percent}{wording.THIN}%", source=source)
        possible = reported.possible
        label = "Counts that round to the published percentage"
        yield of_figure("reported_possible", label, strand.unit, possible, wording.count(possible))
    if reported.gain is not None:
        base = {"improved": "those who improved", "all": "all scored"}.get(reported.gain_base, "whom is not stated")
        gain = float(reported.gain)
        label = f"Average gain, as published: of {base}"
        yield Entry("reported_gain", label, POINTS, gain, gain, wording.points(gain), source=source)
