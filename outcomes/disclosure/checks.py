"""Counts that contradict each other are refused before anything is shown of them."""

from collections.abc import Iterable

from outcomes.figures import EditionFigures, Moments, Tree


def check_tree(key: str, tree: Tree) -> None:
    """Raise ValueError, naming the cohort, unless every part of the tree fits into its whole."""
    low = high = None
    if tree.improved is not None:
        low, high = tree.improved.low, tree.improved.high
    inside = [
        ("scored", tree.scored, "started", tree.started),
        ("still attending", tree.still_attending, "started", tree.started),
        ("improved", high, "scored", tree.scored),
        ("reliably improved", tree.reliably_improved, "improved", high),
        ("recovered", tree.recovered, "improved", high),
        ("reliably worse", tree.reliably_worse, "worse", tree.worse),
    ]
    for part, size, whole, of in inside:
        if size is not None and (size < 0 or (of is not None and size > of)):
            raise ValueError(f"cohort {key!r}: {size} {part} do not fit into {of} {whole}")
    whole_tree = (tree.scored, low, tree.same, tree.worse)
    if None not in whole_tree and low == high and tree.scored != sum(filter(None, whole_tree[1:])):
        raise ValueError(f"cohort {key!r}: improved, same and worse do not add up to {tree.scored} scored")
    for when in ("before", "after"):
        total = sum(getattr(margin, when) for margin in tree.band_margins)
        if tree.band_margins and total != tree.scored:
            raise ValueError(f"cohort {key!r}: the bands {when} hold {total} people, {tree.scored} were scored")


def check_moments(key: str, tree: Tree, moments: Moments) -> None:
    """Raise ValueError, naming the cohort, unless the moments count the same people as the tree."""
    if moments.n != tree.scored or tree.improved is None or (moments.improved != tree.improved.low):
        raise ValueError(f"cohort {key!r}: the means are of other people than the counts")


def check_keys(figures: EditionFigures) -> None:
    """Raise ValueError where two figures of one kind share a key: editions could not be compared."""
    kinds: dict[str, Iterable[str]] = {
        "cohort": [c.key for c in figures.cohorts],
        "split": [s.key for s in figures.splits],
        "head count": [h.key for h in figures.heads],
    }
    for kind, keys in kinds.items():
        seen: set[str] = set()
        for key in keys:
            if key in seen:
                raise ValueError(f"two figures are called {kind} {key!r}")
            seen.add(key)
