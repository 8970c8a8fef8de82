"""Numbers in English prose, in digits or in words, and what they are: "one hundred and five", "£7", "85 %"."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(
    r"£\s?\d[\d,]*(?:\.\d+)?"  # money
    r"|\d{4}\s?[-–/]\s?\d{2,4}"  # 2014–15
    r"|\d+(?:,\d{3})*(?:\.\d+)?"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|%"
)
_TEENS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
_ONES = {word: number for number, word in enumerate(_TEENS.split())} | {"nought": 0}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_FRACTIONS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_MONTH_NAMES = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sept sep oct nov dec
"""
_MONTHS = frozenset(_MONTH_NAMES.split())
_AGES = frozenset({"age", "aged", "ages"})


class Kind(StrEnum):
    """What a number in prose is."""

    COUNT = "count"
    SHARE = "share"  # a percentage or a fraction, as a percentage
    OTHER = "other"  # money, a date, an age, a decimal, an ordinal


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign, where it stands in the text, and whether nothing but a hyphen joins it on."""

    word: str
    start: int
    end: int
    joined: str  # what stands between the previous token and this one


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the tokens from `first` up to `after` that say it."""

    first: int
    after: int
    value: float
    kind: Kind


def tokens(text: str) -> list[Token]:
    """The words, numbers and percent signs of a text, lower case, in order.

    What looks different is read as what it is: "fo\u00adur" with a soft hyphen is "four", "⅓" is "1⁄3", "⑥" is "6".
    """
    plain, places = _as_read(text)
    found, end = [], 0
    for match in _TOKEN.finditer(plain):
        start, after = places[match.start()], places[match.end() - 1] + 1
        found.append(Token(match[0].lower(), start, after, plain[end : match.start()]))
        end = match.end()
    return found


def _as_read(text: str) -> tuple[str, list[int]]:
    """The letters a reader sees, and where in `text` each of them comes from."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        if unicodedata.category(letter) == "Cf":  # takes no room on the page
            continue
        seen = unicodedata.normalize("NFKC", letter)
        if len(seen) > 1:
            seen = f" {seen}"  # 5½ is not 51⁄2
        letters += seen
        places += [at] * len(seen)
    return "".join(letters), places


def numbers(words: Sequence[Token]) -> Iterator[Number]:
    """Every number in the text, compounds as one: "twenty-seven" is 27 and no 7."""
    at = 0
    while at < len(words):
        found = _digits(words, at) or _in_words(words, at)
        if found is None:
            at += 1
            continue
        said = _share(words, found)
        yield said
        at = said.after


def _digits(words: Sequence[Token], at: int) -> Number | None:
    word = words[at].word
    if word.startswith("£"):
        return Number(at, at + 1, 0, Kind.OTHER)
    if not word[0].isdigit():
        return None
    plain = word.replace(",", "")
    if not re.fullmatch(r"\d+(\.\d+)?", plain):
        return Number(at, at + 1, 0, Kind.OTHER)
    value = float(plain)
    after = words[at + 1] if at + 1 < len(words) else None
    before = words[at - 1].word if at else ""
    year = "," not in word and 1900 <= value < 2100 and len(word) == 4
    ordinal = after is not None and not after.joined and after.word in {"st", "nd", "rd", "th"}
    day = (after is not None and after.word in _MONTHS) or before in _MONTHS
    other = year or ordinal or day or before in _AGES or not value.is_integer()
    return Number(at, at + 1, value, Kind.OTHER if other else Kind.COUNT)


def _in_words(words: Sequence[Token], at: int) -> Number | None:
    run = list(_run(words, at))
    if not run:
        return None
    value = _value([word for _, word in run])
    before = words[at - 1].word if at else ""
    if before == "half" and run[0][1] == "a":  # half a dozen
        value //= 2
    is_age = before in _AGES or before == "under"
    return Number(at, run[-1][0] + 1, value, Kind.OTHER if is_age else Kind.COUNT)


def _run(words: Sequence[Token], at: int) -> Iterator[tuple[int, str]]:
    """The words that say one number together, with their places: "twenty", "seven" but not "two", "three"."""
    last = ""
    for index in range(at, len(words)):
        token, following = words[index], _word(words, index + 1)
        apart = index > at and token.joined.strip() not in ("", "-", "‑")
        article = index == at and token.word == "a" and following in _SCALES
        joint = token.word == "and" and last in _SCALES and (following in _ONES or following in _TENS)
        if apart or not (article or joint or _may_follow(last, token.word)):
            return
        yield index, token.word
        last = last if joint else token.word


def _may_follow(last: str, word: str) -> bool:
    if word in _SCALES:
        return bool(last)
    if word in _TENS:
        return not last or last in _SCALES
    return word in _ONES and (not last or last in _SCALES or (last in _TENS and 0 < _ONES[word] < 10))


def _value(run: Sequence[str]) -> int:
    total = current = 0
    for word in run:
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word == "thousand":
                total, current = total + current, 0
        else:
            current += _ONES.get(word, 0) + _TENS.get(word, 0)
    return total + current


def _share(words: Sequence[Token], number: Number) -> Number:
    """The same number, as a share where "%", "per cent" or a fraction follows."""
    following = _word(words, number.after)
    if following in {"%", "percent"}:
        return Number(number.first, number.after + 1, number.value, Kind.SHARE)
    if following == "per" and _word(words, number.after + 1) == "cent":
        return Number(number.first, number.after + 2, number.value, Kind.SHARE)
    if following in _FRACTIONS and number.kind is Kind.COUNT and number.value < _FRACTIONS[following]:
        return Number(number.first, number.after + 1, 100 * number.value / _FRACTIONS[following], Kind.SHARE)
    if number.kind is Kind.COUNT and number.after < len(words) and words[number.after].joined.strip() in {"/", "⁄"}:
        below = words[number.after].word
        if below.isdigit() and number.value < int(below) <= 10:
            return Number(number.first, number.after + 1, 100 * number.value / int(below), Kind.SHARE)
    return number


def _word(words: Sequence[Token], at: int) -> str:
    return words[at].word if at < len(words) else ""
