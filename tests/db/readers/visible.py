"""What a reader, or a reader's software, is told by a page: its text, and the attributes that are read out."""

import re
from html.parser import HTMLParser

READ_OUT = {"alt", "title", "aria-label", "aria-description", "content", "placeholder"}


class _Reader(HTMLParser):
    def __init__(self, only: str) -> None:
        super().__init__()
        self.only, self.depth, self.parts, self.found = only, 0, [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.only and tag == self.only:
            self.depth += 1
        if (self.depth or not self.only) and ("name", "viewport") not in attrs:
            self.parts.extend(value for name, value in attrs if name in READ_OUT and value)

    def handle_endtag(self, tag: str) -> None:
        if self.only and tag == self.only and self.depth:
            self.depth -= 1
            if not self.depth:
                self.found.append(self._taken())

    def handle_data(self, data: str) -> None:
        if not self.only or self.depth:
            self.parts.append(data)

    def _taken(self) -> str:
        text, self.parts = " ".join(" ".join(self.parts).split()), []
        return text


def text(html: str) -> str:
    """All of a page's words, single-spaced; thin spaces are spaces."""
    reader = _Reader("")
    reader.feed(html)
    return reader._taken()


def each(html: str, tag: str) -> list[str]:
    """The words of every outermost `tag` of the page."""
    reader = _Reader(tag)
    reader.feed(html)
    return reader.found


def numbers(words: str) -> set[str]:
    """Every number written in digits: "36,000", "10.7", "85"."""
    return set(re.findall(r"\d+(?:[.,]\d+)*", words))
