"""What is different between two documents of a case study, field by field and in words: for reviewers.

`changes` says to readers in a sentence a part what is new; this leaves nothing out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casestudies.editions.document import EditionDocument
from casestudies.editions.fields import LONG, SECTIONS, Field, Path, fields_of
from casestudies.wording import NOT_STATED

SAME_WORDS = "It reads the same; what lies behind it is another."


class Kind(StrEnum):
    """What happened to a field."""

    ADDED = "Added"
    TAKEN_OUT = "Taken out"
    CHANGED = "Changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One difference: "improved: 55 of 71 → 68 of 92". Of long words only the paragraphs that differ."""

    kind: Kind
    labels: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    note: str = ""

    @property
    def where(self) -> str:
        """The thing it belongs to, such as a grant, or a cohort of a strand; empty where it has no part in one."""
        return ": ".join(self.labels[:-1][:2])

    @property
    def what(self) -> str:
        """Its own name."""
        return ": ".join(self.labels[len(self.labels[:-1][:2]) :])

    @property
    def long(self) -> bool:
        """Whether it needs paragraphs of its own."""
        return any(len(words) > LONG for words in (*self.before, *self.after))


@dataclass(frozen=True, slots=True)
class Section:
    """The differences of one section of the page."""

    name: str
    entries: tuple[Entry, ...]


def difference(older: EditionDocument, newer: EditionDocument) -> tuple[Section, ...]:
    """Every section that differs, in the order of the page; empty where but for number and day nothing does."""
    before = {field.path: field for field in fields_of(older)}
    after = {field.path: field for field in fields_of(newer)}
    entries: dict[str, list[Entry]] = {section: [] for section in SECTIONS.values()}
    for path, new in after.items():
        old = before.get(path)
        if old is not None and old.value != new.value:
            entries[new.section].append(_changed(old, new))
    for kind, here, there in ((Kind.ADDED, after, before), (Kind.TAKEN_OUT, before, after)):
        for section, labels, words in _alone(here, there):
            pair = ((), words) if kind is Kind.ADDED else (words, ())
            entries[section].append(Entry(kind, labels, *pair))
    return tuple(Section(name, tuple(found)) for name, found in entries.items() if found)


def _changed(old: Field, new: Field) -> Entry:
    if NOT_STATED in {old.words, new.words}:
        kind = Kind.ADDED if old.words == NOT_STATED else Kind.TAKEN_OUT
        before, after = (() if words == NOT_STATED else _paragraphs(words) for words in (old.words, new.words))
        return Entry(kind, new.labels, before, after)
    if old.words == new.words:
        return Entry(Kind.CHANGED, new.labels, (old.words,), (new.words,), SAME_WORDS)
    before, after = _paragraphs(old.words), _paragraphs(new.words)
    gone, come = tuple(p for p in before if p not in after), tuple(p for p in after if p not in before)
    if not (gone or come):  # the same paragraphs in another order
        return Entry(Kind.CHANGED, new.labels, before, after)
    return Entry(Kind.CHANGED, new.labels, gone, come)


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split("\n\n") if part.strip())


def _alone(here: dict[Path, Field], there: dict[Path, Field]) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """What is in one document only, as section, labels and words: a whole strand or grant is one thing."""
    known = {path[:length] for path in there for length in range(1, len(path) + 1)}
    things: dict[Path, list[Field]] = {}
    for path, field in here.items():
        if path not in known:
            things.setdefault(_thing(path, known, there), []).append(field)
    for of in things.values():
        stated = [field for field in of if field.words != NOT_STATED and field.path[-1] != "key"] or of[:1]
        shared = _shared([field.labels for field in of])
        yield of[0].section, shared or of[0].labels, tuple(_without(len(shared), field) for field in stated)


def _thing(path: Path, known: set[Path], there: dict[Path, Field]) -> Path:
    """The largest thing around `path` that the other document has nothing of."""
    around = [path[:length] for length in range(1, len(path) + 1)]
    return next(one for one in around if one not in known or (one in there and there[one].value is None))


def _shared(several: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all of them begin with."""
    together = list(zip(*several, strict=False))
    differs = (place for place, labels in enumerate(together) if len(set(labels)) > 1)
    return several[0][: next(differs, len(together))]


def _without(shared: int, field: Field) -> str:
    own = ": ".join(field.labels[shared:])
    return f"{own}: {field.words}" if own else field.words
