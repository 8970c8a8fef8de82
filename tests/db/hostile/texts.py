"""What somebody types who wants to do harm, or does not know better; and what a page must never become by it."""

from html.parser import HTMLParser

MARK = "zq7"  # a word no page says by itself
MARKUP = {
    "script": f"{MARK}\"'><img src=x onerror=alert(1)><script>alert(1)</script> {{{{ 7|add:7 }}}} {{% now %}}",
    "javascript link": f"javascript:alert('{MARK}')",
    "markdown link": f"{MARK} [x](javascript:alert(1)) ![y](data:text/html,x) <a href='javascript:1'>z</a>",
}
HOSTILE = MARKUP | {
    "200 kB": f"{MARK} " + "a" * 200_000,
    "NUL": f"{MARK}\0tail' OR 1=1; --",
    "right to left": f"{MARK} \u202egnp.exe\u202c \u200f\u2066x\u2069\r\n\x0b\x0c\x1b[31m\u2028",
    "emoji": f"{MARK} 👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "no UTF-8": f"{MARK} \udcff\udcfe",  # two bytes that are none, once they are sent
    "Arabic digits": "٣٦٠٠٠",
    "underscore": "1_0",
    "nan": "NaN",
    "more than a column holds": "99999999999999999999",
}


class Elements(HTMLParser):
    """What a browser makes of a page: its elements, and whatever in them could run or lead somewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.harm: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        for name, value in attrs:
            said = (value or "").strip().lower()
            if name.startswith("on") or (name in {"href", "src", "action"} and said.startswith(("javascript", "data"))):
                self.harm.append(f"{tag} {name}={value}")
            if name in {"href", "src", "action"} and tag != "a" and MARK in said:
                self.harm.append(f"{tag} {name}={value}")
        if tag in {"script", "img", "iframe", "object", "embed"} and not any(name == "src" for name, _ in attrs):
            self.harm.append(tag)
        if ("src", "x") in attrs:
            self.harm.append(f"{tag} src=x")


def harm_in(page: str) -> list[str]:
    """What of a page could do harm."""
    elements = Elements(page)
    assert elements.found[0] == "html"
    return [*elements.harm, *(word for word in ("<script>alert", f"{MARK} 14 ") if word in page)]
