"""Every field of every form against text made to harm: a field error or safe text, never a failure, never markup."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from casestudies.forms.start import OnceForm, StartForm
from casestudies.forms.tasks import SHEETS
from tests.db.desk.conftest import Desk

MARK = "zq7"  # a word no page says by itself
HOSTILE = {
    "long": f"{MARK} " + "a" * 200_000,
    "nul": f"{MARK}\0tail",
    "right to left": f"{MARK} \u202egnp.exe\u202c \u200f\u2066x\u2069",
    "script": f"{MARK}<script>alert('{MARK}')</script>",
    "image": f"{MARK}\"'><img src=x onerror=alert(1)>",
    "javascript link": f"javascript:alert('{MARK}')",
    "markdown link": f"{MARK} [x](javascript:alert(1)) ![y](data:text/html,x) <a href='javascript:1'>z</a>",
    "template": f"{MARK} {{{{ 7|add:7 }}}} {{% load static %}}",
    "emoji": f"{MARK} 👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "arabic digits": "٣٦٠٠٠",
    "underscore": "1_0",
    "nan": "NaN",
    "infinity": "1e999",
    "minus": "-1",
    "quote": f"{MARK}' OR 1=1; --",
    "lines": f"{MARK}\r\n\x0b\x0c\x1b[31m\u2028",
}
FIELDS = [(task, name) for task, sheet in SHEETS.items() for name in sheet.form_class.base_fields]
FIELDS += [
    (task, f"{rows}-0-{name}")
    for task, sheet in SHEETS.items()
    for rows, spec in sheet.lists.items()
    for name in spec.row.base_fields
]


class Elements(HTMLParser):
    """What a browser makes of a page: its elements, and the attributes that could run or lead somewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.harm: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name in {"href", "src", "action"} and "script:" in (value or "")):
                self.harm.append(f"{tag} {name}={value}")
            if tag == "script" and MARK in (value or ""):
                self.harm.append(f"script {name}")
        if tag in {"script", "img", "iframe", "object", "embed"} and not any(name == "src" for name, _ in attrs):
            self.harm.append(tag)


def safe(page: str) -> bool:
    elements = Elements(page)
    assert elements.found[0] == "html"
    assert elements.harm == []
    assert "<script>alert" not in page
    assert "onerror=alert(1)>" not in page.replace("onerror=alert(1)&gt;", "")
    return True


def test_there_are_as_many_fields_as_the_forms_have() -> None:
    assert len(FIELDS) > 60


@pytest.mark.parametrize(("task", "field"), FIELDS, ids=[f"{task}:{field}" for task, field in FIELDS])
def test_hostile_text_in_any_field(desk: Desk, task: str, field: str) -> None:
    for text in HOSTILE.values():
        response = desk.client.post(desk.page(task), {"version": desk.version(task), field: text})
        assert response.status_code in {200, 302}
        page = response if response.status_code == 200 else desk.client.get(desk.page(task))
        assert safe(page.content.decode())
        assert "\0" not in page.content.decode()
    for page in ("check", ""):
        answer = desk.client.get(f"/desk/little-steps/{page + '/' if page else ''}")
        assert answer.status_code == 200
        assert safe(answer.content.decode())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_everywhere_at_once_in_the_story_and_in_its_page(desk: Desk, name: str) -> None:
    text = HOSTILE[name]
    story = {field: text for task, field in FIELDS if task == "story" and "row" not in field}
    response = desk.client.post(desk.page("story"), {"version": "0"} | story)
    assert response.status_code in {200, 302}
    if response.status_code == 302:
        assert safe(desk.client.get("/desk/little-steps/check/").content.decode())


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("field", [*StartForm.base_fields, *OnceForm.base_fields])
def test_hostile_text_where_something_begins_or_is_sent(desk: Desk, field: str, name: str) -> None:
    sent = {"name": "A project", "provider": desk.case_study.project.provider.key, "key": "0" * 32}
    response = desk.client.post("/desk/start/", sent | {field: HOSTILE[name]})
    assert response.status_code in {200, 302}
    response = desk.client.post("/desk/little-steps/check/", sent | {field: HOSTILE[name]})
    assert response.status_code == 200
    assert safe(response.content.decode())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_buttons_searches_and_totals(desk: Desk, name: str) -> None:
    text = HOSTILE[name]
    assert desk.client.get("/desk/places/", {"q": text[:5000]}).status_code == 200
    assert desk.client.get(desk.page("story"), {"add": text[:5000]}).status_code == 200
    assert desk.client.post("/desk/little-steps/funding/total/", {"parts-0-amount": text}).status_code == 200
    for button in ("add", "remove", "choose"):
        for task in SHEETS:
            response = desk.client.post(desk.page(task), {"version": desk.version(task), button: text})
            assert response.status_code in {200, 302}
            assert re.fullmatch(
                r"/desk/little-steps/(\w+/(\?add=\w*#list-\w+)?)?", response.get("Location", "/desk/little-steps/")
            )


@pytest.mark.parametrize("text", ["1_0", "٣", "NaN", "1e3", "0x10", "1.5", "-1", "１０", "99999999999", "+3", "1 0"])
def test_a_number_is_written_in_plain_digits(desk: Desk, text: str) -> None:
    response = desk.save("project", name="Little Steps", yearly_reach=text)
    assert response.status_code == 200
    assert "Write a whole number from 0 to 1,000,000, in digits." in response.content.decode()
    assert type(desk.case_study.project).objects.get(key="little-steps").yearly_reach is None


@pytest.mark.parametrize("text", ["1_0", "٣", "NaN", "1e3", "-5", "1,00", "10.005", "$5", "inf", "12345678901"])
def test_an_amount_is_pounds_and_pence(desk: Desk, text: str) -> None:
    typed = {"parts__0__label": "x", "parts__0__basis": "exact", "parts__0__amount": text}
    response = desk.save("funding", **typed)
    assert response.status_code == 200
    assert "Write an amount in pounds" in response.content.decode()
    assert desk.case_study.project.fundings.count() == 0


@pytest.mark.parametrize("text", ["2024-02-30", "٢٠٢٤-٠١-٠١", "1 April 2024", "0001-01-01", "2024-1-1"])
def test_a_day_is_one_of_the_calendar(desk: Desk, text: str) -> None:
    response = desk.save("sources", sources__0__title="Report", sources__0__accessed=text)
    assert response.status_code == 200
    assert "Write a day" in response.content.decode()


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/x", "//", "https://"])
def test_an_address_is_one_of_the_web(desk: Desk, text: str) -> None:
    response = desk.save("sources", sources__0__title="Report", sources__0__address=text)
    assert response.status_code == 200
    assert desk.case_study.sources.count() == 0


def test_too_many_fields_are_refused_and_not_half_read(desk: Desk, client: Client) -> None:
    many = {f"quotes-{number}-words": "x" for number in range(1200)}
    assert desk.client.post(desk.page("story"), {"version": "0"} | many).status_code == 400
    assert desk.case_study.drafts.count() == 0
