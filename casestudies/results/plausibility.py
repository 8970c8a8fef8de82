"""What is hard to believe in a published summary or an upload, in plain words. A doubt never stops anybody."""

from casestudies.wording import THIN, number, points
from outcomes.derived import nearest_percentages, whole_percent
from outcomes.models import PublishedResult
from outcomes.score_files.preview import Preview

OTHER_NUMBER = "the figure is probably about another number of people"


def doubts(result: PublishedResult | None) -> list[str]:
    """What does not fit together in a published summary, and what may be behind it."""
    return [] if result is None else [*_of_counts(result), *_of_change(result)]


def _of_counts(result: PublishedResult) -> list[str]:
    said, scored, improved = result.improved_percent, result.scored, result.improved
    if said is None or scored is None:
        return []
    if nearest := nearest_percentages(said, scored):
        around = ", ".join(f"{count} is {percent}{THIN}%" for count, percent in nearest)
        return [f"No whole number out of {number(scored)} rounds to {said}{THIN}%: {around}; {OTHER_NUMBER}."]
    if improved is not None and improved <= scored and whole_percent(improved, scored) != said:
        is_percent = whole_percent(improved, scored)
        share = f"{number(improved)} of {number(scored)} is {is_percent}{THIN}%"
        return [f"{share}, not {said}{THIN}%; one of the two is not right."]
    return []


def _of_change(result: PublishedResult) -> list[str]:
    measure, change = result.cohort.measure, result.mean_change
    if change is None:
        return []
    width = measure.maximum - measure.minimum
    if abs(change) > width:
        whole = points(float(width))
        return [f"{measure.short_name} is {whole} wide, so nobody can have changed by more than that on average."]
    if result.mean_change_base == PublishedResult.Base.IMPROVED and change <= 0:
        return ["Those who improved have gained: their change must be above nought. Perhaps it is that of all scored."]
    return []


def doubts_of_scores(seen: Preview, *, higher_is_better: bool) -> list[str]:
    """What looks as if columns were swapped or filled down."""
    if seen.worse > seen.improved:
        better = "Higher" if higher_is_better else "Lower"
        turned = f"{better} is better on this measure: are the columns before and after the right way round?"
        return [f"More clients got worse ({number(seen.worse)}) than better ({number(seen.improved)}). {turned}"]
    if seen.pairs and seen.same == seen.pairs:
        return ["Every client has the same score before and after. Was one column copied over the other?"]
    return []
