"""Tells cells and headings that look like personal data: names, dates of birth, NHS numbers, addresses of any kind.

It would rather refuse a harmless reference than take in a person's: a file is sent again in a minute, a name cannot be
unread.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from outcomes.score_files.answers import Problem
from outcomes.score_files.table import Cell, Formula
from outcomes.score_files.vocabulary import CARE_WORDS

NAME, BIRTH, NHS, EMAIL = "names", "dates of birth", "NHS numbers", "e-mail addresses"
POSTCODE, PHONE, INSURANCE = "postcodes or addresses", "telephone numbers", "National Insurance numbers"

# columns of ours that hold words: why somebody was referred
PROSE = frozenset(["reasons"])

# births come before names: "mother's date of birth"
_HEADING_WORDS = {
    BIRTH: "dob birth born birthday birthdate dateofbirth",
    NHS: "nhs nhsnumber nhsno",
    EMAIL: "email emails mail",
    POSTCODE: "postcode postcodes postal zip address street town",
    PHONE: "phone telephone tel mobile",
    INSURANCE: "nino insurance",
    NAME: "name names forename forenames firstname surname lastname fullname initials mother father mum dad",
}
_KIND_OF_WORD = {word: kind for kind, words in _HEADING_WORDS.items() for word in words.split()}
# "e-mail", "post code" and "NI number" fall apart into words that say nothing by themselves
_KIND_OF_PAIR = {"e mail": EMAIL, "post code": POSTCODE, "ni number": INSURANCE, "ni no": INSURANCE}

_POSTCODE_AREAS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL
    GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX
    PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN
    WR WS WV YO ZE
"""
_POSTCODE = re.compile(
    rf"\b(?:{'|'.join(_POSTCODE_AREAS.split())})\d[A-Z\d]?[\s-]{{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}\b",
    re.IGNORECASE | re.ASCII,
)
_NHS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)", re.ASCII)
_PHONE = re.compile(r"(?<!\d)(?:\+44|0044|0)[ ()-]{0,3}\d(?:[ ()-]{0,3}\d){8,9}(?!\d)", re.ASCII)
_INSURANCE = re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE | re.ASCII)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[./ -](\d{1,2})[./ -](\d{1,2})(?!\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[./ -](\d{1,2})[./ -](\d{4}|\d{2})(?!\d)", re.ASCII)
_MONTH = re.compile(
    r"\d[a-z]{0,2}[ .-]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ .,-]{0,2}\d", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'.-]*(?:,? [^\W\d_a-z][\w’'.-]*)+")
# a word with a capital that begins no phrase, or follows an initial; PND and CAMHS are none
_CAPITAL_INSIDE = re.compile(r"(?:[\w’')]|\b[^\W\d_a-z]\.) +[^\W\d_a-z][^\W\d_A-Z][\w’'-]*")
_WORD_THEN_NUMBER = re.compile(r"([A-Za-z]{2,}(?:-[A-Za-z]+)*)-?\d{0,8}")
# what a sheet's last rows hold beside the people
_NOT_NAMES = frozenset(
    ["total", "totals", "mean", "average", "median", "sum", "count", "max", "min", "missing", "unknown", "none", "test"]
)

LONGEST_LOOKED_AT = 300  # characters; a longer cell is refused for its length in every column of ours


def kind_of_heading(heading: Cell) -> str | None:
    """What personal data a heading announces, or holds itself where a file has no headings."""
    if not isinstance(heading, str):
        return kind_of_cell(heading, "other")
    words = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).lower())
    kinds = {_KIND_OF_PAIR.get(f"{one} {two}") for one, two in pairwise(words)} | {_KIND_OF_WORD.get(w) for w in words}
    announced = next((kind for kind in _HEADING_WORDS if kind in kinds), None)
    return announced or _kind_of_text(heading, "other", strong_only=True)


def kind_of_cell(cell: Cell, column: str) -> str | None:
    """What personal data a cell looks like, or None. `column` is our name of its column, or "other".

    Dates and words are personal in the client's reference, in columns we do not know and in those of prose; in a column
    of scores or dates they are merely wrong.
    """
    anything = column in {"client", "other", *PROSE}
    if isinstance(cell, Formula):
        return None
    if isinstance(cell, date):
        return BIRTH if anything else None
    return _kind_of_text(cell, column, strong_only=not anything)


def _kind_of_text(cell: str, column: str, strong_only: bool) -> str | None:
    text = _as_read(cell[:LONGEST_LOOKED_AT])
    if not text:
        return None
    if "@" in text:
        return EMAIL
    if any(_is_nhs_number("".join(groups)) for groups in _NHS.findall(text)):
        return NHS
    if _INSURANCE.search(text):
        return INSURANCE
    if _POSTCODE.search(text):
        return POSTCODE
    if _PHONE.search(text):
        return PHONE
    if strong_only:
        return None
    if _has_date(text):
        return BIRTH
    return NAME if _is_name(text, column) else None


def _as_read(cell: str) -> str:
    """What an eye sees: plain digits and letters for wide ones, nothing for invisible characters."""
    if cell.isascii():
        return cell.strip()
    return "".join(c for c in unicodedata.normalize("NFKC", cell) if unicodedata.category(c) != "Cf").strip()


def _is_nhs_number(digits: str) -> bool:
    """Ten digits whose last is right by the NHS's modulus 11 (weights 10 to 2, eleven less the rest, 11 is 0)."""
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return rest % 11 == int(digits[9])


def _has_date(text: str) -> bool:
    parts = [(y, m, d) for y, m, d in _YEAR_FIRST.findall(text)]
    parts += [(y, m, d) for d, m, y in _YEAR_LAST.findall(text)] + [(y, m, d) for m, d, y in _YEAR_LAST.findall(text)]
    if re.fullmatch(r"\d{8}", text, re.ASCII):
        parts += [(text[:4], text[4:6], text[6:]), (text[4:], text[2:4], text[:2])]
    return any(_is_birthday(*map(int, part)) for part in parts) or bool(_MONTH.search(text))


def _is_birthday(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return year < 100 or 1900 <= year < 2100


def _is_name(text: str, column: str) -> bool:
    if column in PROSE:
        return bool(_CAPITAL_INSIDE.search(text)) and not _is_category(text)
    if column == "other":
        return bool(_CAPITALISED.fullmatch(text))
    words = _LETTERS.findall(text)
    if " " in text:
        return len(words) > 1 and max(map(len, words)) > 2
    if any(character.isdigit() for character in text) or text.lower() in _NOT_NAMES:
        return False
    return sum(map(len, words)) > (2 if text.isascii() else 0)


def _is_category(text: str) -> bool:
    """Whether all words with a capital are words of the field, as in "Postnatal Depression; Early Help". Abbreviations
    say nothing either way; a single capital may be an initial, and is none of them."""
    capitalised = [word for word in _LETTERS.findall(text) if not word[0].islower()]
    return all(word.lower() in CARE_WORDS for word in capitalised if len(word) == 1 or not word.isupper())


def are_names_numbered(references: Sequence[str]) -> bool:
    """Whether most references are a word and perhaps a number, and the words differ ("Jane-1985", "smith2"), which a
    site's or project's prefix ("OXF-0012") does not."""
    words = [match[1].lower() for reference in references if (match := _WORD_THEN_NUMBER.fullmatch(reference))]
    words = [word for word in words if len(word) > 2]
    return len(set(words)) > 2 and len(words) * 2 > len(references) and len(set(words)) * 5 > len(words)


class Findings:
    """Personal data met in a file: once a column and kind, with the first row and the number of cells, never a cell."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str, bool], int] = {}
        self._cells: dict[tuple[str, str, bool], int] = {}

    def add(self, row: int, column: str, kind: str, heading: bool = False) -> None:
        """Note one cell."""
        self._first.setdefault((column, kind, heading), row)
        self._cells[column, kind, heading] = self._cells.get((column, kind, heading), 0) + 1

    def __bool__(self) -> bool:
        return bool(self._first)

    def problems(self) -> list[Problem]:
        """One problem a column and kind."""
        return [
            Problem(row, column, self._text(column, kind, heading))
            for (column, kind, heading), row in self._first.items()
        ]

    def _text(self, column: str, kind: str, heading: bool) -> str:
        if heading:
            return f"The heading stands for {kind}, or is one. Take the column out."
        more = self._cells[column, kind, heading] - 1
        others = f" (and {more:,} more {'cell' if more == 1 else 'cells'} of the column)" if more else ""
        if column in PROSE and kind == NAME:
            return f"The cell looks like {kind}{others}. Leave names out, and write reasons in small letters."
        return f"The cell looks like {kind}{others}. Send references that say nothing of the person."
