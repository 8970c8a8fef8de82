"""Words nobody has written, and the ones that were probably meant: "did you mean"."""

from collections.abc import Iterable
from dataclasses import dataclass

SHORTEST = 5  # letters: shorter words are near too many others
LONG = 8  # letters from which two mistakes are looked for


@dataclass(frozen=True, slots=True)
class Known:
    """A word of the case studies with its stem and the number of editions it stands in (not of people)."""

    word: str
    stem: str
    editions: int


def allowance(word: str) -> int:
    """How many mistakes a word may have and still be recognised."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < LONG else 2


def nearest(word: str, known: Iterable[Known]) -> str | None:
    """The known word with the fewest mistakes between them; of several the one in most editions, then by alphabet."""
    most = allowance(word)
    letters = set(word)
    near = [
        (mistakes, -other.editions, other.word)
        for other in known
        if abs(len(word) - len(other.word)) <= most  # the cheap questions first: there are thousands of words
        and len(letters ^ set(other.word)) <= 2 * most
        and 0 < (mistakes := distance(word, other.word)) <= most
    ]
    return min(near)[2] if near else None


def distance(a: str, b: str) -> int:
    """Letters left out, put in, changed, or swapped with their neighbour: optimal string alignment."""
    before: list[int] = []
    above = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        row = [i]
        for j, other in enumerate(b, start=1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if before and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, above = above, row
    return above[-1]
