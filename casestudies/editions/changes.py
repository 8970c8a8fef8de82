"""What changed from one edition to the next, in words for readers and text by text for a reviewer; from the two
documents alone."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from casestudies.editions.document import EditionDocument, Picture, Strand
from casestudies.editions.shelf import Published
from casestudies.editions.wordcheck import texts


@dataclass(frozen=True, slots=True)
class Reworded:
    """The paragraphs of one part of the page that are gone, and those that are new."""

    part: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


def changes(older: EditionDocument, newer: EditionDocument) -> list[str]:
    """One sentence a part that differs, in the order of the page; empty when only the note and the date do."""
    parts = {
        "The headline was reworded.": (older.headline, newer.headline),
        "Facts about the project were updated.": (replace(older.project, places=()), replace(newer.project, places=())),
        "Its places were updated.": (older.project.places, newer.project.places),
        f"Results changed: {_changed_strands(older, newer)}.": (_as_shown(older), _as_shown(newer)),
        "Outcomes without a scale were updated.": (older.other_outcomes, newer.other_outcomes),
        "Referral routes were updated.": (older.referrals, newer.referrals),
        "Funding was updated.": (_money(older), _money(newer)),
        "Income a person changed.": (older.funding.per_person, newer.funding.per_person),
        "The story was edited.": (_text(older), _text(newer)),
        "Pictures or quotations changed.": (_illustrations(older), _illustrations(newer)),
        "Sources were updated.": (older.sources, newer.sources),
        "The worked example changed.": (older.worked_example, newer.worked_example),
    }
    return [sentence for sentence, (before, after) in parts.items() if before != after]


def steps(editions: Sequence[Published]) -> list[list[str]]:
    """Of a history, newest first, what changed with each edition. Nothing is said of retired figures, and nothing
    beside an edition that has been erased."""
    return [
        changes(older.document, newer.document)
        if newer.document.edition == older.document.edition + 1 and not (newer.figures_retired or older.figures_retired)
        else []
        for newer, older in pairwise(editions)
    ] + [[] for _ in editions[-1:]]


def reworded(older: EditionDocument, newer: EditionDocument) -> list[Reworded]:
    """Every part whose words differ, paragraph by paragraph, in the order of the page."""
    before, after = _paragraphs(older), _paragraphs(newer)
    parts = [
        Reworded(
            part,
            gone=tuple(words for words in before[part] if words not in after[part]),
            new=tuple(words for words in after[part] if words not in before[part]),
        )
        for part in {**after, **before}
    ]
    return [part for part in parts if part.gone or part.new]


def _paragraphs(document: EditionDocument) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for part, text in texts(document):
        found[part] += [words.strip() for words in text.split("\n\n") if words.strip()]
    return found


def _as_shown(document: EditionDocument) -> tuple[Strand, ...]:
    """The strands without what is said about carrying figures forward: those are the same figures."""
    return tuple(
        replace(
            strand,
            cohorts=tuple(
                replace(cohort, block=replace(cohort.block, notes=(), carried_from=None)) for cohort in strand.cohorts
            ),
        )
        for strand in document.strands
    )


def _changed_strands(older: EditionDocument, newer: EditionDocument) -> str:
    before: dict[str, Strand] = {strand.key: strand for strand in _as_shown(older)}
    names = [strand.name for strand in _as_shown(newer) if before.get(strand.key) != strand]
    gone = [strand.name for strand in older.strands if strand.key not in {s.key for s in newer.strands}]
    return ", ".join([*names, *(f"{name} (no longer part)" for name in gone)])


def _money(document: EditionDocument) -> tuple[object, object]:
    return document.funding.incomes, document.funding.parts


def _text(document: EditionDocument) -> tuple[str, str, str]:
    return document.story.background, document.story.action, document.story.outcome


def _illustrations(document: EditionDocument) -> tuple[object, tuple[Picture, ...]]:
    return document.story.quotes, document.story.pictures
