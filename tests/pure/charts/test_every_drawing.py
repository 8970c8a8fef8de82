"""What holds for every chart in every state of the gallery, on a page and as a file."""

import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest

from casestudies.charts.drawing import Chart, draw
from casestudies.views.gallery import charts

SVG = "{http://www.w3.org/2000/svg}"
ALL = charts()


def tree(chart: Chart) -> ET.Element:
    """The chart as a file, parsed."""
    return ET.fromstring(draw(chart, standalone=True))


def words(chart: Chart) -> str:
    """All text that is drawn, without titles and descriptions."""
    return " ".join("".join(text.itertext()) for text in tree(chart).iter(f"{SVG}text"))


@pytest.mark.parametrize(("state", "chart"), ALL, ids=[state for state, _ in ALL])
class TestEveryDrawing:
    def test_is_a_file_of_its_own(self, state: str, chart: Chart) -> None:
        root = tree(chart)
        assert root.tag == f"{SVG}svg"
        assert root.get("viewBox") is not None
        ground = next(root.iter(f"{SVG}rect"))
        assert any(rect.get("fill") == "#ffffff" for rect in root.iter(f"{SVG}rect")), ground

    def test_has_a_name_and_a_description(self, state: str, chart: Chart) -> None:
        root = tree(chart)
        by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
        assert by_id[root.get("aria-labelledby")].text == chart.title
        assert len(by_id[root.get("aria-describedby")].text or "") > 20

    def test_names_every_mark(self, state: str, chart: Chart) -> None:
        for mark in tree(chart).iter(f"{SVG}g"):
            if mark.get("role") == "img":
                assert mark.get("aria-label")
                assert mark.findtext(f"{SVG}title") == mark.get("aria-label")

    def test_is_painted_without_a_stylesheet(self, state: str, chart: Chart) -> None:
        drawing = draw(chart)
        assert "var(" not in drawing
        assert " style=" not in drawing
        for rect in tree(chart).iter(f"{SVG}rect"):
            assert re.fullmatch(r"#[0-9a-f]{6}|url\(#[\w-]+\)", rect.get("fill") or "")

    def test_uses_only_textures_it_brings(self, state: str, chart: Chart) -> None:
        drawing = draw(chart)
        assert set(re.findall(r"url\(#([\w-]+)\)", drawing)) <= set(re.findall(r'id="([\w-]+)"', drawing))

    def test_stays_inside_its_width(self, state: str, chart: Chart) -> None:
        for rect in tree(chart).iter(f"{SVG}rect"):
            x, width = rect.get("x", "0"), rect.get("width", "0")
            if x.endswith("%") and width.endswith("%"):
                assert 0 <= float(x[:-1]) <= 100
                assert float(x[:-1]) + float(width[:-1]) <= 100.02

    def test_has_lines_a_phone_can_hold(self, state: str, chart: Chart) -> None:
        if not getattr(chart, "small", False):
            longest = max(
                "".join(text.itertext()) for text in tree(chart).iter(f"{SVG}text") if text.text != chart.title
            )
            assert len(longest) <= 60

    def test_has_a_table_beside_it(self, state: str, chart: Chart) -> None:
        table = chart.table()
        assert table.rows
        assert all(len(row) == len(table.head) for row in table.rows)
        assert all(cell for row in table.rows for cell in row)


def test_made_up_numbers_say_so_inside_the_drawing() -> None:
    made_up = [chart for _, chart in ALL if chart.made_up]
    assert len(made_up) >= 3
    assert all("made-up scores" in words(chart) for chart in made_up)
    assert not any("made-up" in words(chart) for _, chart in ALL if not chart.made_up)


def test_no_two_charts_of_a_page_share_an_id() -> None:
    ids = Counter(found for _, chart in ALL for found in re.findall(r'\bid="([\w-]+)"', draw(chart)))
    assert [name for name, times in ids.items() if times > 1] == []
    assert len(ids) > 100
