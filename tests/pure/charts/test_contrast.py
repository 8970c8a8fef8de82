"""The tokens' colours: every pair in use meets WCAG 2.2 AA, in light and in dark, and charts print the light ones."""

import re
from pathlib import Path

import pytest

from casestudies.charts import palette

CSS = Path(__file__).parents[3] / "static" / "css"
TEXT, MARK = 4.5, 3.0  # WCAG 2.2: 1.4.3 for text, 1.4.11 for marks and borders one has to see

TEXT_PAIRS = [
    ("ink", "paper"), ("ink", "raised"), ("muted", "paper"), ("muted", "raised"), ("accent", "paper"),
    ("accent", "raised"), ("improved", "paper"), ("worse", "paper"), ("paper", "accent"), ("paper", "ink"),
    ("on-dark-part", "part-1"), ("on-dark-part", "part-2"), ("on-light-part", "part-3"), ("on-light-part", "part-4"),
]  # fmt: skip
MARK_PAIRS = [
    ("edge", "paper"), ("focus", "paper"), ("improved", "paper"), ("improved", "interval"), ("worse", "paper"),
    ("same", "paper"), ("unknown", "paper"),
]  # fmt: skip


def tokens() -> dict[str, dict[str, str]]:
    """The colours of tokens.css by scheme; dark inherits what it does not say."""
    light, dark = (CSS / "tokens.css").read_text().split("@media", 1)
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]
    return {"light": found[0], "dark": found[0] | found[1]}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_ruler_measures_what_wcag_says() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48  # the grey that famously just fails


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_can_be_read(scheme: str, front: str, back: str) -> None:
    colours = tokens()[scheme]
    assert contrast(colours[front], colours[back]) >= TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), MARK_PAIRS)
def test_marks_can_be_seen(scheme: str, front: str, back: str) -> None:
    colours = tokens()[scheme]
    assert contrast(colours[front], colours[back]) >= MARK


def test_dark_gives_every_light_colour_anew() -> None:
    light, dark = (CSS / "tokens.css").read_text().split("@media", 1)
    names = re.compile(r"--([\w-]+): #")
    assert set(names.findall(light)) == set(names.findall(dark))
    assert len(set(names.findall(light))) > 15


def test_files_and_paper_get_the_light_tokens() -> None:
    names = ["PAPER", "INK", "MUTED", "RULE", "TRACK", "IMPROVED", "INTERVAL", "SAME", "WORSE", "UNKNOWN"]
    assert {name: getattr(palette, name) for name in names} == {name: tokens()["light"][name.lower()] for name in names}


def test_parts_of_a_stack_get_the_light_tokens() -> None:
    assert list(palette.PARTS) == [tokens()["light"][f"part-{i}"] for i in (1, 2, 3, 4)]


def test_no_stylesheet_shouts() -> None:
    sheets = list(CSS.rglob("*.css"))
    assert len(sheets) > 20
    assert [sheet.name for sheet in sheets if "!important" in sheet.read_text()] == []


def test_every_sheet_is_in_a_layer() -> None:
    site = (CSS / "site.css").read_text()
    imported = set(re.findall(r'@import url\("([\w/.-]+)"\) layer\(', site))
    own = {str(sheet.relative_to(CSS)) for sheet in CSS.rglob("*.css") if sheet.name not in {"site.css", "admin.css"}}
    assert imported == own | {"../bootstrap/css/bootstrap-reboot.css"}
