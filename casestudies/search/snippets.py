"""A few words around what was found, cut and marked here so that both databases show the same. Safe HTML."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from casestudies.editions.document import EditionDocument
from casestudies.search.texts import parts
from casestudies.search.words import Word, words

BEFORE, LENGTH = 60, 240  # characters before the first mark, and in all
MOST = 30  # marks in one snippet


@dataclass(frozen=True, slots=True)
class Snippet:
    """Where in a case study, and its words there with what was found in <mark>."""

    part: str
    html: SafeString


def snippet(document: EditionDocument, terms: Sequence[Sequence[str]]) -> Snippet | None:
    """The place with most of the different terms, the first of several; None where only a title has any.

    Each term is a stem or the stems of a phrase.
    """
    best: tuple[int, str, str, list[Word]] | None = None
    for part, text in parts(document):
        found = list(words(text))
        marked = _marked(found, terms)
        for index, word in enumerate(marked):
            near = [other for other in marked[index : index + MOST] if other.end <= word.start - BEFORE + LENGTH]
            different = len({other.stem for other in near})
            if best is None or different > best[0]:
                best = (different, part, text, near)
    return None if best is None else Snippet(best[1], _cut(best[2], best[3]))


def _marked(found: list[Word], terms: Iterable[Sequence[str]]) -> list[Word]:
    """The words of the text that are part of what was found."""
    stems = [word.stem for word in found]
    hit: set[int] = set()
    for term in terms:
        length = len(term)
        for start in range(len(stems) - length + 1):
            if stems[start : start + length] == list(term):
                hit.update(range(start, start + length))
    return [found[index] for index in sorted(hit)]


def _cut(text: str, marked: Sequence[Word]) -> SafeString:
    start = max(0, marked[0].start - BEFORE)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", max(start + LENGTH, marked[-1].end))
    end = len(text) if end < 0 else end
    pieces, at = ["… " if start else ""], start
    for word in marked:
        pieces += [escape(text[at : word.start]), "<mark>", escape(text[word.start : word.end]), "</mark>"]
        at = word.end
    pieces += [escape(text[at:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(pieces))  # noqa: S308 - every piece that is not ours has been escaped
