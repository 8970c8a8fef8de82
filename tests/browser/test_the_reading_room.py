"""A commissioner's whole afternoon: look, mistype, narrow down, compare, ask what if, keep, take away; nothing else."""

import csv
import re
from pathlib import Path
from weakref import WeakSet

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Visitor
from tests.browser.faults import faults

THREE = ("Oxford Parent Infant Project", "Example: Harbour Light", "Example: Quiet Hours")
COVERAGE = "Scored twice, of those who started"
WITH_SCRIPT: WeakSet[BrowserContext] = WeakSet()
SLUGS = ("oxpip", "example-harbour-light", "example-quiet-hours")


@pytest.mark.smoke
@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)], ids=["desktop", "phone without script"])
def test_from_a_word_to_the_files(demo: None, visitor: Visitor, width: int, script: bool, tmp_path: Path) -> None:
    page = visitor(width, script=script)
    if script:
        WITH_SCRIPT.add(page.context)
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Case studies").click()

    when_they_mistype_and_follow_the_hint(page, script=script)
    when_they_choose_a_theme_and_a_coverage(page, script=script)
    when_they_tick_three_and_compare_them(page)
    then_they_see_what_compares_and_what_does_not(page)

    when_they_ask_what_a_target_would_take(page)
    then_the_answer_depends_on_what_is_supposed(page)

    when_they_put_the_three_on_a_shortlist(page)
    then_the_briefings_and_the_figures_are_real_files(page, tmp_path)


def nothing_is_wrong_with(page: Page) -> None:
    """What axe says, which is itself a script: the same pages without any are looked at where they have one."""
    if page.context in WITH_SCRIPT:
        assert faults(page) == []


def when_they_mistype_and_follow_the_hint(page: Page, *, script: bool) -> None:
    words = page.get_by_role("searchbox", name="Words")
    words.press_sequentially("depresion")
    if not script:
        words.press("Enter")
    expect(page.get_by_text("Did you mean depression?")).to_be_visible()
    nothing_is_wrong_with(page)
    page.get_by_role("link", name="depression", exact=True).click()
    expect(page.get_by_role("article")).to_have_count(6)


def when_they_choose_a_theme_and_a_coverage(page: Page, *, script: bool) -> None:
    fold = page.get_by_text("Choose by theme, place, age, measure and more")
    if fold.is_visible():
        fold.click()
    page.get_by_role("group", name="Theme").get_by_role("checkbox", name=re.compile("Perinatal")).check()
    page.get_by_text(COVERAGE, exact=True).first.click()
    coverage = page.get_by_role("group", name=COVERAGE, exact=True)
    coverage.get_by_role("checkbox", name=re.compile("^40 to 59")).check()
    coverage.get_by_role("checkbox", name=re.compile("^60 to 79")).check()
    if not script:
        page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("list", name="Chosen").get_by_role("link", name=re.compile("Take away"))).to_have_count(4)
    expect(page).to_have_url(
        "/case-studies/?q=depression&theme=perinatal-mental-health&coverage=40-to-59&coverage=60-to-79"
        if script
        else re.compile("q=depression.*theme=perinatal-mental-health.*coverage=40-to-59&coverage=60-to-79")
    )
    expect(page.get_by_role("status")).to_contain_text("1 case study, and 3 invented examples")
    nothing_is_wrong_with(page)


def when_they_tick_three_and_compare_them(page: Page) -> None:
    for name in THREE:
        page.get_by_role("checkbox", name=f"Compare {name}").check()
    page.get_by_role("button", name="Compare those ticked").click()
    expect(page.get_by_role("heading", level=1, name="Compare")).to_be_visible()
    assert page.url.count("case=") == 3


def then_they_see_what_compares_and_what_does_not(page: Page) -> None:
    results = page.get_by_role("table", name="Results, row by row")
    rate = results.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Rate of improvement"))
    expect(rate).to_contain_text("not comparable")
    expect(rate).to_contain_text("85 % of 144 parents on PIR-GAS (DC:0-3R)")
    expect(rate.get_by_role("cell")).to_have_count(3)
    expect(page.get_by_text("Some of these case studies are invented examples.")).to_be_visible()
    nothing_is_wrong_with(page)


def when_they_ask_what_a_target_would_take(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name=THREE[0]).click()
    page.get_by_role("link", name="What would a target take?").first.click()
    page.get_by_label("Target, %").fill("60")
    page.get_by_label("this share of them improved").check()
    page.get_by_label("This share, %").fill("50")
    page.get_by_role("button", name="Work it out").click()


def then_the_answer_depends_on_what_is_supposed(page: Page) -> None:
    """(122 or 123 + half of 190) of 334 is 65.0 or 65.3 %; with none of the 190 it is 36.5 or 36.8 %."""
    expect(page.get_by_text("It clears the target: 65 to 65.3 % over all who started")).to_be_visible()
    nothing_is_wrong_with(page)
    page.get_by_label("none of them improved", exact=True).check()
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_text("It does not clear the target: 36.5 to 36.8 % over all who started")).to_be_visible()


def when_they_put_the_three_on_a_shortlist(page: Page) -> None:
    page.goto("/case-studies/?q=depression&theme=perinatal-mental-health")
    for name in THREE:
        page.get_by_role("checkbox", name=f"Compare {name}").check()
    assert page.context.cookies() == [], "reading sets no cookie"
    page.get_by_role("button", name="Put them on your shortlist").click()
    expect(page.get_by_role("heading", level=1, name="Keep on your shortlist?")).to_be_visible()
    nothing_is_wrong_with(page)
    page.get_by_role("button", name="Keep them").click()
    expect(page.get_by_role("heading", level=1, name="Your shortlist")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(3)
    nothing_is_wrong_with(page)


def then_the_briefings_and_the_figures_are_real_files(page: Page, folder: Path) -> None:
    briefings = taken_away(page, "PDF", folder)
    words = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(briefings).pages).split())
    for said in (*THREE, "85 %", "334", "144", "Open Government Licence", "Invented example"):
        assert said in words, said
    with taken_away(page, "CSV", folder).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["case_study"] for row in rows} == set(SLUGS)
    (rate,) = [
        row
        for row in rows
        if row["case_study"] == "oxpip" and row["figure"] == "rate" and "individual" in row["cohort"]
    ]
    assert rate["in_words"] == "85 %"
    assert {row["provenance"] for row in rows if row["case_study"] != "oxpip"} == {"invented scores"}


def taken_away(page: Page, kind: str, folder: Path) -> Path:
    """A file as it comes to lie in somebody's folder; a browser may show a PDF instead of keeping it."""
    link = page.get_by_role("main").get_by_role("link", name=kind, exact=True)
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.ok
    file = folder / f"shortlist.{kind.lower()}"
    assert f'filename="{file.name}"' in answer.headers["content-disposition"]
    file.write_bytes(answer.body())
    return file
