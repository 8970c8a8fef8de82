"""Which results enter an average, by the rules of the how-we-count page, from the JSON of the API alone."""

from collections import defaultdict
from collections.abc import Iterator

from tests.db.portfolio.published import Json, exactly, results, shown

type Result = tuple[str, Json]  # slug, cohort
type Kind = tuple[str, str, str, bool]  # measure, version, unit, invented


def grouped(public: list[Json]) -> dict[Kind, list[Result]]:
    """Every result under what may stand on one axis with it."""
    found = defaultdict(list)
    for edition in public:
        for strand, cohort in results(edition):
            scale = cohort["measure"]
            kind = (scale["key"], scale["version"], strand["unit"], edition["invented"])
            found[kind].append((edition["document"]["slug"], cohort))
    return found


def one_a_project(found: list[Result]) -> list[Result]:
    """The newest result of each, then the one with most scored; chosen before looking at whether it shows."""
    newest: dict[str, Json] = {}
    for slug, cohort in found:
        if slug not in newest or _order(cohort) > _order(newest[slug]):
            newest[slug] = cohort
    return sorted(newest.items())


def _order(cohort: Json) -> tuple[str, int, str]:
    scored = shown(cohort["block"]["scored"])
    return cohort["period"]["end"] or "", scored["low"] if scored else 0, cohort["key"]


def scored_here(found: list[Result], *, invented: bool) -> Iterator[Result]:
    """Those whose scores the portal holds, or all that are invented: never a published summary."""
    wanted = "invented" if invented else "recorded"
    return ((slug, cohort) for slug, cohort in found if cohort["provenance"] == wanted)


def counts(found: list[Result], *, invented: bool) -> dict[str, tuple[int, int, int]]:
    """Slug → (fewest improved, most improved, scored) of rates that may be averaged."""
    entering = {}
    for slug, cohort in scored_here(found, invented=invented):
        improved, scored = shown(cohort["block"]["improved"]), exactly(cohort["block"]["scored"])
        if (
            improved
            and scored
            and improved["because"] != "privacy"
            and 0 < improved["low"] <= improved["high"] < scored
        ):
            entering[slug] = (improved["low"], improved["high"], scored)
    return entering


def changes(found: list[Result], *, invented: bool) -> list[tuple[float, float, int]]:
    """(average change, standard deviation, scored) of all averages that show."""
    return [
        (means["change"], means["sd_change"], cohort["block"]["scored"]["value"]["low"])
        for _, cohort in scored_here(found, invented=invented)
        if (means := shown(cohort["block"]["means"])) and means["sd_change"] > 0
    ]
