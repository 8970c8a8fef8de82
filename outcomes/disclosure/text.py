"""Rule 8: what in a story a reviewer has to look at, because it may tell of very few people.

A mark is a question, not a verdict: in doubt there is one, and the reviewer confirms the words or has them changed.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from outcomes.disclosure.numbers import Kind, Number, Token, numbers, tokens
from outcomes.disclosure.vocabulary import ONE_PERSON, PEOPLE, THINGS

NEAR = 6  # words between a number and what it may count

_FEW = {
    ("another",): "“another” says how many there were",
    ("only",): "“only” says how few there were",
    ("sole",): "“sole” says there was one",
    ("solely",): "“solely” may say there was one",
    ("a", "couple"): "“a couple” is two people",
    ("a", "pair"): "“a pair” is two people",
    ("a", "handful"): "“a handful” says how few there were",
    ("a", "few"): "“a few” says how few there were",
    ("very", "few"): "“very few” says how few there were",
    ("twins",): "“twins” are two people",
    ("triplets",): "“triplets” are three people",
    ("all", "but"): "“all but” says how few were left out",
    ("none",): "“none” says there was nobody",
    ("nobody",): "“nobody” says there was nobody",
    ("no", "one"): "“no one” says there was nobody",
}


@dataclass(frozen=True, slots=True)
class TextMark:
    """Words at `text[start:end]` that may tell of few people, and why."""

    start: int
    end: int
    words: str
    reason: str


def marks(text: str, shown_counts: Collection[int], bases: Collection[int], *, small: int = 7) -> tuple[TextMark, ...]:
    """Everything in `text` a reviewer has to confirm or have reworded, in order.

    `shown_counts` are the counts of people readers see exactly beside the text, `bases` those that percentages may be
    of (`shown_counts` of `outcomes.disclosure` gives both). `small`: the largest number of people that stays hidden.
    """
    words = tokens(text)
    found = [*_counts(words, shown_counts, bases, small), *_phrases(words)]
    return tuple(
        TextMark(words[first].start, words[after - 1].end, text[words[first].start : words[after - 1].end], reason)
        for first, after, reason in sorted(found)
    )


type _Found = tuple[int, int, str]


def _counts(words: Sequence[Token], shown: Collection[int], bases: Collection[int], small: int) -> Iterator[_Found]:
    for number in numbers(words):
        reason = None
        if number.kind is Kind.SHARE:
            reason = _few_of_a_base(number.value, bases, small)
        elif number.kind is Kind.COUNT and not _counts_things(words, number):
            if number.value <= small:
                close = _near_people(words, number) and not _one_to_one(words, number)
                reason = f"{number.value:.0f} is fewer than {small + 1} people" if close else None
            else:
                reason = _near_a_count(int(number.value), shown, small)
        if reason:
            yield number.first, number.after, reason


def _few_of_a_base(percent: float, bases: Collection[int], small: int) -> str | None:
    for base in sorted(bases):
        count = round(percent * base / 100)
        if 0 <= percent <= 100 and min(count, base - count) <= small:
            return f"{percent:.0f} % of {base} is {count}, so one side of it is fewer than {small + 1} people"
    return None


def _near_a_count(number: int, shown: Collection[int], small: int) -> str | None:
    nearest = min(shown, key=lambda count: (abs(count - number), count), default=number)
    if 1 <= abs(nearest - number) <= small:
        return f"{number} beside {nearest}, which readers see, tells of {abs(nearest - number)}"
    return None


def _counts_things(words: Sequence[Token], number: Number) -> bool:
    """Whether the number counts weeks, sessions, staff or sites: "8 weekly sessions", "13 children's centres"."""
    following = [token.word for token in words[number.after : number.after + 3]]
    if following[:1] == ["to"]:  # "8 to 10 weekly sessions", "nine to noon"
        following = [token.word for token in words[number.after + 1 : number.after + 4]]
    for word in following:
        if word in THINGS:
            return True
        if word in PEOPLE:
            return False
    return False


def _near_people(words: Sequence[Token], number: Number) -> bool:
    around = [*words[max(number.first - NEAR, 0) : number.first], *words[number.after : number.after + NEAR]]
    return any(token.word.removesuffix("'s").removesuffix("’s") in PEOPLE for token in around)


def _one_to_one(words: Sequence[Token], number: Number) -> bool:
    """One of the two words of "one to one", which counts nobody."""
    around = [token.word for token in words[max(number.first - 2, 0) : number.after + 2]]
    return any(around[i : i + 3] == ["one", "to", "one"] for i in range(len(around)))


def _harmless(plain: Sequence[str], at: int) -> bool:
    """ "Not only", and "another team"."""
    if plain[at] == "only":
        return plain[at - 1 : at] == ["not"]
    return plain[at] == "another" and not THINGS.isdisjoint(plain[at + 1 : at + 2])


def _phrases(words: Sequence[Token]) -> Iterator[_Found]:
    plain = [token.word for token in words]
    for at, word in enumerate(plain):
        for phrase, reason in _FEW.items():
            if tuple(plain[at : at + len(phrase)]) == phrase and not _harmless(plain, at):
                yield at, at + len(phrase), reason
        if word == "both" and not PEOPLE.isdisjoint(plain[at + 1 : at + 4]):
            yield at, at + 1, "“both” is two people"
        if word == "no" and plain[at + 1 : at + 2] and plain[at + 1] in PEOPLE:
            yield at, at + 2, "“no” with people says there was nobody"
        if word in {"a", "an", "one"} and at + 2 < len(plain):
            named = plain[at + 1 : at + 4]
            single = next((i for i, noun in enumerate(named) if noun in ONE_PERSON), None)
            if single is not None and plain[at + single + 2 : at + single + 3] in (["who"], ["whose"], ["whom"]):
                yield at, at + single + 3, "one person is singled out"
