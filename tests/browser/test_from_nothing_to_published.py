"""From nobody to a published case study: an editor, an admin, a reviewer and a reader, by labels and roles alone."""

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from casestudies.demo import fixtures
from casestudies.groups import ensure_groups
from outcomes.models import Score
from tests.browser.conftest import Visitor
from tests.browser.test_accounts import PASSWORD, link_in_the_mail_to, sign_in
from tests.factories import UserFactory
from tests.people import code, confirm_address, set_up_codes
from tests.pure.score_files.samples import csv

# 144 of 200 families were scored twice: 108 rose by 12 points, 16 stayed, 20 fell by 6
PAIRS = [*[12] * 108, *[0] * 16, *[-6] * 20]
LINES = [f"HN{number:03},{30 + number % 25},{30 + number % 25 + gain},," for number, gain in enumerate(PAIRS, 1)]


@dataclass(frozen=True)
class People:
    """Each has a browser of their own."""

    editor: Page
    admin: Page
    reviewer: Page
    reader: Page


@pytest.fixture(params=[pytest.param(True, marks=pytest.mark.smoke), False], ids=["with script", "without script"])
def people(
    transactional_db: None, visitor: Visitor, settings: Any, tmp_path: Path, request: pytest.FixtureRequest
) -> People:
    """The portal as it is set up, with staff who have their second factor; the editor is nobody yet."""
    settings.UPLOADS_ROOT, settings.MEDIA_ROOT = tmp_path / "uploads", tmp_path / "media"
    fixtures.load(fixtures.REFERENCE)
    ensure_groups()
    for role in ("admin", "reviewer"):
        user = UserFactory(email=f"{role}@example.org", is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        confirm_address(user)
        set_up_codes(user)
    return People(*(visitor(1280, script=request.param) for _ in range(4)))


def test_from_nothing_to_published(people: People) -> None:
    editor, reviewer = people.editor, people.reviewer
    given_somebody_with_an_account_and_an_organisation(editor)
    given_an_admin_has_approved_it(people.admin)

    when_they_start_a_case_study(editor)
    when_they_tell_of_the_project(editor)
    when_they_tell_its_story(editor)
    when_they_say_who_pays(editor)
    when_they_say_who_refers(editor)
    when_they_give_the_results(editor)
    when_they_name_sources_and_give_their_word(editor)
    when_they_check_and_send(editor)

    when_the_reviewer_asks_about_the_story_and_sends_it_back(reviewer)
    then_the_editor_sees_what_is_asked_beside_the_task(editor)
    when_they_reword_it_and_send_it_again(editor)
    when_the_reviewer_sees_what_is_new_and_approves(reviewer)
    when_somebody_else_confirms_the_words(people.admin)
    when_the_reviewer_publishes(reviewer)

    then_anybody_reads_the_figures(people.reader)


# ------------------------------------------------------------------------------------- small handwork


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill(where: Page | Locator, answers: dict[str, str]) -> None:
    """Fill fields by what their labels begin with."""
    for label, text in answers.items():
        where.get_by_label(re.compile(f"^{re.escape(label)}")).fill(text)


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def opens_task(page: Page, name: str) -> None:
    page.get_by_role("listitem").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def saves_task(page: Page, name: str) -> None:
    """Save; the list of tasks then says that this one is done."""
    press(page, "Save and go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Steps")
    expect(task_line(page, name)).to_contain_text("Completed")


def task_line(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=name, exact=True))


def adds_another(page: Page, noun: str, number: int) -> Locator:
    page.get_by_role("button", name=f"Add another {noun}").click()
    return row(page, f"{noun.capitalize()} {number}")


def done(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


# ------------------------------------------------------------------------------------- before the first word


def given_somebody_with_an_account_and_an_organisation(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Desk").click()
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("E-mail address").fill("ann@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Make the account")
    page.goto(link_in_the_mail_to("ann@example.org"))
    press(page, "Yes, confirm it")
    page.get_by_role("link", name="Join the one that employs you, or add it.").click()
    page.get_by_role("link", name="Add one that is not here").click()
    fill(page, {"Name of the organisation": "Harbour Nurseries"})
    press(page, "Add it")
    expect(page.get_by_text("An admin has yet to approve")).to_be_visible()


def given_an_admin_has_approved_it(page: Page) -> None:
    sign_in_with_code(page, "admin@example.org", "/desk/organisations/")
    page.get_by_role("button", name="Approve ann@example.org, Harbour Nurseries").click()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)


def sign_in_with_code(page: Page, email: str, address: str) -> None:
    sign_in(page, email)
    page.get_by_label("Code").fill(code())
    press(page, "Sign in")
    expect(page.get_by_text(email)).to_be_visible()
    page.goto(address)


# ------------------------------------------------------------------------------------- the tasks


def when_they_start_a_case_study(page: Page) -> None:
    page.get_by_role("link", name="Your desk").click()
    page.get_by_role("link", name="Start a case study").click()
    fill(page, {"Name of the project": "Harbour Steps"})
    press(page, "Start")
    expect(task_line(page, "The project")).to_contain_text("Not started")
    expect(task_line(page, "Check and send")).to_contain_text("Cannot start yet")


def when_they_tell_of_the_project(page: Page) -> None:
    opens_task(page, "The project")
    fill(page, {"Purpose": "To help parents and babies find each other.", "Ages, in words": "birth to two"})
    page.get_by_label("Theme", exact=True).select_option("Early years")
    fill(row(page, "Place 1"), {"Place": "Suffolk"})
    row(page, "Place 1").get_by_label("What happens there").select_option("lead area")
    second = adds_another(page, "place", 2)
    fill(second, {"Place": "Ipswich"})
    second.get_by_label("What happens there").select_option("delivery")
    fill(page, {"Sessions": "10 weekly sessions", "Staff": "4 therapists"})
    saves_task(page, "The project")


def when_they_tell_its_story(page: Page) -> None:
    opens_task(page, "Its story")
    fill(page, {"Headline": "Time together brings parents and babies closer", "Background": "Many parents felt alone."})
    fill(
        page,
        {"Action": "A therapist meets parent and baby every week.", "Outcome": "Most relationships were rated higher."},
    )
    quotation = row(page, "Quotation 1")
    fill(quotation, {"Words": "We learned to wait.", "Who says it": "R. Ashdown", "Their role": "lead therapist"})
    quotation.get_by_label("They have agreed to be quoted").check()
    picture = io.BytesIO()
    Image.new("RGB", (640, 400), "teal").save(picture, "JPEG")
    page.get_by_label("Add a picture").set_input_files(
        [{"name": "room.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}]
    )
    press(page, "Add this picture")
    fill(row(page, "Picture 1"), {"What it shows": "A room with cushions on the floor"})
    row(page, "Picture 1").get_by_label("Everybody who can be recognised has agreed").check()
    saves_task(page, "Its story")


def when_they_say_who_pays(page: Page) -> None:
    opens_task(page, "Who pays")
    income = row(page, "Income 1")
    fill(income, {"What it is": "income of 2024", "Pounds": "200,000"})
    income.get_by_label("How well it is known").select_option("exactly")
    exact = row(page, "Funding 1")
    fill(exact, {"Who pays": "Marlow Lane Trust", "Pounds": "£80,000"})
    exact.get_by_label("How well it is known").select_option("exactly")
    exact.get_by_label("Part of which income").select_option("Income 1")
    yearly = adds_another(page, "funding", 2)
    fill(yearly, {"Who pays": "Copper Beech Foundation\nWearside Forum", "Pounds": "10,000", "Paid each year": "3"})
    yearly.get_by_label("How well it is known").select_option("about")
    yearly.get_by_label("Others too").check()
    between = adds_another(page, "funding", 3)
    fill(between, {"Who pays": "Taff Foundation", "Pounds": "5,000", "Up to": "8,000"})
    between.get_by_label("How well it is known").select_option("between")
    unknown = adds_another(page, "funding", 4)
    fill(unknown, {"Who pays": "Quayside Council"})
    unknown.get_by_label("How well it is known").select_option("not stated")
    saves_task(page, "Who pays")


def when_they_say_who_refers(page: Page) -> None:
    opens_task(page, "Who refers")
    fill(page, {"Who can be referred": "Parents of a baby under two."})
    for number, (source, how_many) in enumerate([("health visitors", "120"), ("midwives", "80")], 1):
        route = row(page, "Route 1") if number == 1 else adds_another(page, "route", number)
        route.get_by_label("Who refers").select_option(source)
        fill(route, {"How many people": how_many, "Counted from": "2024-04-01", "To": "2025-03-31"})
    saves_task(page, "Who refers")


def when_they_give_the_results(page: Page) -> None:
    opens_task(page, "Results")
    page.get_by_role("link", name="Add a strand").click()
    fill(page, {"Name of the strand": "Parent and baby sessions", "Whom it counts": "families"})
    press(page, "Save")
    page.get_by_role("link", name="Add a cohort").click()
    measures = page.get_by_label("Measure")
    replaced = measures.get_by_role("option", name=re.compile(r"^PIR-GAS .*replaced by LOAF"))
    measures.select_option(replaced.text_content())
    fill(page, {"First day of the period": "2024-04-01", "Last day of the period": "2025-03-31"})
    fill(page, {"How many started": "200"})
    page.get_by_label("The scores themselves").check()
    press(page, "Save")
    page.get_by_role("link", name="Upload or paste scores").click()

    wrong = {6: "HN007,400,47,,", 40: "HN040,45,57,,", 99: "HN100,n/a,42,,"}
    sends_scores(page, [wrong.get(at, line) for at, line in enumerate(LINES)])
    expect(page.get_by_role("heading", name="3 things to put right in scores.csv")).to_be_visible()
    for place in ("Row 8, before", "Row 42, client", "Row 101, before"):
        expect(page.get_by_role("listitem").filter(has_text=place)).to_be_visible()
    page.get_by_role("link", name="Send the scores again").click()
    sends_scores(page, LINES)
    expect(page.get_by_text("108 better, 16 the same, 20 worse")).to_be_visible()
    assert Score.objects.count() == 0, "nothing is kept before it is confirmed"
    press(page, "Confirm: save these scores")
    done(page, "The scores are saved.")
    assert Score.objects.count() == 144
    page.get_by_role("link", name="Harbour Steps").click()
    expect(task_line(page, "Results")).to_contain_text("Completed")


def sends_scores(page: Page, lines: list[str]) -> None:
    page.get_by_label("A file of scores").set_input_files(
        [{"name": "scores.csv", "mimeType": "text/csv", "buffer": csv(*lines)}]
    )
    press(page, "Check these scores")


def when_they_name_sources_and_give_their_word(page: Page) -> None:
    opens_task(page, "Sources and consent")
    fill(row(page, "Source 1"), {"Title": "Yearly report of Harbour Steps", "When (optional)": "2025-06"})
    page.get_by_label("Whoever is named, quoted or shown has agreed").check()
    saves_task(page, "Sources and consent")


def when_they_check_and_send(page: Page) -> None:
    opens_task(page, "Check and send")
    expect(page.get_by_text("Still missing")).to_have_count(0)
    expect(page.get_by_role("region", name="The project")).to_contain_text("Ipswich, district in Suffolk")
    press(page, "Send for review")
    expect(page.get_by_text("Reference PA-")).to_be_visible()
    expect(page.get_by_text("It has been sent, and is changed only when")).to_be_visible()


# ------------------------------------------------------------------------------------- the review


def when_the_reviewer_asks_about_the_story_and_sends_it_back(page: Page) -> None:
    sign_in_with_code(page, "reviewer@example.org", "/review/")
    page.get_by_role("link", name="Harbour Steps").click()
    press(page, "Claim it")
    done(page, "You have claimed it.")
    for section, words in (("story", "How many weeks?"), ("results", "Who gave the scores?")):
        page.get_by_label("Section").select_option(section)
        page.get_by_label("What should change, or what you ask").fill(words)
        press(page, "Add the comment")
        expect(page.get_by_role("region", name="Comments")).to_contain_text(words)
    fill(page, {"Why it goes back": "Two small things."})
    press(page, "Request changes")
    done(page, "It is back with its editors.")


def then_the_editor_sees_what_is_asked_beside_the_task(page: Page) -> None:
    page.goto(link_in_the_mail_to("ann@example.org"))
    expect(page.get_by_text("Two small things.")).to_be_visible()
    opens_task(page, "Results")
    expect(page.get_by_text("Who gave the scores?", exact=True)).to_be_visible()
    page.get_by_role("link", name="Harbour Steps").click()
    opens_task(page, "Its story")
    expect(page.get_by_text("How many weeks?", exact=True)).to_be_visible()


def when_they_reword_it_and_send_it_again(page: Page) -> None:
    fill(page, {"Action": "A therapist meets parent and baby for ten weeks."})
    saves_task(page, "Its story")
    opens_task(page, "Results")
    page.get_by_role("link", name="PIR-GAS").click()
    page.get_by_role("link", name="Change these facts").click()
    fill(page, {"Who gave the scores": "the families' own therapists"})
    press(page, "Save")
    done(page, "saved at")
    page.get_by_role("link", name="Harbour Steps").click()
    opens_task(page, "Check and send")
    press(page, "Send for review")
    expect(page.get_by_text("It has been sent, and is changed only when")).to_be_visible()


def when_the_reviewer_sees_what_is_new_and_approves(page: Page) -> None:
    page.goto("/review/")
    page.get_by_role("link", name="Harbour Steps").click()
    new = page.get_by_role("region", name="What is new")
    expect(new.get_by_role("deletion")).to_have_text("A therapist meets parent and baby every week.")
    expect(new.get_by_role("insertion")).to_have_text(
        ["the families' own therapists", "A therapist meets parent and baby for ten weeks."]
    )
    press(page, "Claim it")
    for words in ("How many weeks?", "Who gave the scores?"):
        page.get_by_role("button", name=words).click()
        done(page, "The comment is settled.")
    for box in page.get_by_role("region", name="Checklist").get_by_role("checkbox").all():
        box.check()
    press(page, "Keep the checklist")
    done(page, "The checklist is kept with this review.")
    page.get_by_role("checkbox", name="In the ages served: …birth to two…").check()
    fill(page, {"Why these words may stand": "It is an age."})
    press(page, "Approve it")
    done(page, "It is approved")
    expect(page.get_by_role("button", name="Publish it")).to_have_count(0)


def when_somebody_else_confirms_the_words(page: Page) -> None:
    page.goto("/review/")
    page.get_by_role("link", name="Harbour Steps").click()
    fill(page, {"Why you agree": "It is an age."})
    press(page, "Confirm it")
    done(page, "You have confirmed it; it can be published.")


def when_the_reviewer_publishes(page: Page) -> None:
    page.reload()
    press(page, "Publish it")
    done(page, "It is published.")


# ------------------------------------------------------------------------------------- the reader


def then_anybody_reads_the_figures(page: Page) -> None:
    """By hand: 108/144 = 75 %; Wilson (z = 1.96) 67.3 to 81.4 %; 108/200 = 54 %, (108 + 56)/200 = 82 %; 144/200 = 72 %.

    (108 × 12 − 20 × 6)/144 = 1176/144 = 8.2 points on average of all scored.
    """
    page.goto("/case-studies/")
    page.get_by_role("link", name="Time together brings parents and babies closer").click()
    opening = page.get_by_role("region", name="In short")
    expect(opening).to_contain_text("Of 144 families scored before and after, 75 % had a higher score afterwards.")
    expect(opening).to_contain_text("56 of 200 were not scored twice.")
    changed = page.get_by_role("region", name="What changed")
    for words in ("108 of 144", "67 to 81 %", "54 to 82 %", "72 %", "8.2 points"):
        expect(changed).to_contain_text(words)
    paid = page.get_by_role("region", name="Who paid")
    for words in ("Marlow Lane Trust", "£80,000", "about £10,000 a year", "£5,000 to £8,000"):
        expect(paid).to_contain_text(words)
    expect(page.get_by_role("region", name="Who came and how")).to_contain_text("120")
    page.get_by_text("We learned to wait.").scroll_into_view_if_needed()
    expect(page.get_by_role("img", name="A room with cushions on the floor")).to_be_visible()
    expect(page.get_by_text("We learned to wait.")).to_be_visible()
    assert "HN001" not in page.content()
