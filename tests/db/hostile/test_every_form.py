"""Every field of every form, at its real address, against text made to harm.

A field error or safe text; never a failure, never markup, neither at once nor on any page that shows it afterwards.
"""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve

from tests.addresses import addresses, example
from tests.db.hostile.conftest import World
from tests.db.hostile.forms import Form, forms_in
from tests.db.hostile.texts import HOSTILE, MARKUP, harm_in
from tests.factories import UserFactory
from tests.people import signed_in

PAGES = (
    *("task project", "task story", "task funding", "task referrals", "task sources", "start", "check"),
    *("add a strand", "strand", "add a cohort", "cohort", "summary", "remove a strand", "remove a cohort"),
    *("scores", "scores that wait", "scores to take back"),
    *("referrals", "referrals that wait", "referrals to take back"),
    *("organisations", "an organisation", "invite", "join", "create", "invitation", "open again"),
    *("sign in", "sign up", "reset password", "new password", "code", "confirm an address"),
    *("sign out", "change password", "password again", "code again"),
    *("set codes up", "remove codes", "new recovery codes"),
    *("review what is waiting", "review what is judged", "review what is approved", "review what is live"),
    *("shortlist", "keep on the shortlist"),
)
# asked by a script of ours, in no form: the same fields as the task "funding"
BY_SCRIPT = {"desk-totals"}
SIGN_OUT = "/accounts/logout/"
ALLOWED = {200, 302, 403, 404, 409, 422, 429}
# the case study of the editor, wherever what was typed may come out again
SHOWN_AT = ("", "check/", "preview/", "results/", "project/", "story/", "funding/", "referrals/", "sources/")


def posted_forms(client: Client, address: str) -> list[Form]:
    """The forms of a page, as it is now; that for signing out, which stands on every page, is met on its own."""
    page = client.get(address, follow=True)
    assert page.status_code == 200
    at = page.redirect_chain[-1][0] if page.redirect_chain else address
    return [form for form in forms_in(page.content.decode(), at) if form.action != SIGN_OUT or address == SIGN_OUT]


def attempts(form: Form, texts: dict[str, str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each text in each field in turn, in the buttons too, and as a file and its name: field, text's name, data."""
    for what, text in texts.items():
        sent = [text.encode(errors="surrogateescape")]
        for name in dict.fromkeys([*form.fields, *(button for button, _ in form.buttons)]):
            yield name, what, form.fields | {name: sent}
        for name in form.files:
            file = SimpleUploadedFile("x.csv", sent[0])
            file.name = f"{text[:200].encode(errors='replace').decode()}.csv"
            yield name, what, form.fields | {name: file}
        if not form.fields and not form.buttons and not form.files:
            yield "nothing but a button", what, {"x": sent}


@pytest.mark.parametrize("what", PAGES)
def test_hostile_text_in_every_field(world: World, what: str) -> None:
    who, address = world.pages[what]
    client = world.people[who]
    forms = posted_forms(client, address)
    assert forms, address
    tried = 0
    for form in forms:
        for name, text, data in attempts(form, HOSTILE):
            before, cookies = transaction.savepoint_create(), copy.deepcopy(client.cookies)
            answer = client.post(form.action, data)
            told = f"{form.action} {name}: {text}"
            assert answer.status_code in ALLOWED, told
            if answer.status_code == 302:
                assert_leads_home(answer["Location"], told)
            elif answer["Content-Type"].startswith("text/html"):
                assert harm_in(answer.content.decode()) == [], told
            if answer.status_code == 302 and text in MARKUP:
                assert_safe_wherever_it_is_shown(client, form, told)
            transaction.savepoint_rollback(before)
            client.cookies = cookies
            tried += 1
    assert tried >= len(HOSTILE)


def assert_leads_home(location: str, told: str) -> None:
    assert location.startswith("/"), told
    assert not location.startswith("//"), told
    assert "javascript:" not in location.partition("?")[0], told


def assert_safe_wherever_it_is_shown(client: Client, form: Form, told: str) -> None:
    """What was saved, on the pages that show it: its own, the check, the preview, the list of organisations."""
    pages = [form.action]
    if form.action.startswith("/desk/organisations/"):
        pages.append("/desk/organisations/")
    elif form.action.startswith("/shortlist/"):
        pages.append("/shortlist/")
    elif form.action.startswith(("/desk/", "/review/")):
        study = f"/desk/{form.action.split('/')[2]}/"
        pages += [f"{study}preview/", f"{study}check/"]
    for page in pages:
        shown = client.get(page, follow=True)
        if shown.status_code == 200:
            assert harm_in(shown.content.decode()) == [], f"{told}, then {page}"
            assert b"\0" not in shown.content, f"{told}, then {page}"


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.parametrize("task", ["project", "story", "funding", "referrals", "sources"])
def test_one_text_in_every_field_of_a_task_at_once(world: World, task: str, text: str) -> None:
    client = world.people["editor"]
    (form,) = posted_forms(client, f"/desk/little-steps/{task}/")
    kept = {name for name in form.fields if name == "version" or name.endswith("-row")}
    data = {name: said if name in kept else MARKUP[text] for name, said in form.fields.items()}
    assert client.post(form.action, data).status_code in {200, 302}
    for place in SHOWN_AT:
        page = client.get(f"/desk/little-steps/{place}").content.decode()
        assert harm_in(page) == []


def test_markup_that_was_saved_is_there_as_text(world: World) -> None:
    """The tests above would pass if nothing were ever saved."""
    client = world.people["editor"]
    (form,) = posted_forms(client, "/desk/little-steps/story/")
    data = form.fields | {"headline": MARKUP["script"], "quotes-0-speaker": MARKUP["script"]}
    assert client.post(form.action, data).status_code == 302
    for place in ("check/", "preview/"):
        page = client.get(f"/desk/little-steps/{place}").content.decode()
        assert "&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;" in page


# ------------------------------------------------------------------------------------------------ nothing is left out


def test_every_address_that_takes_a_form_is_filled_in(world: World) -> None:
    """All there are, asked one by one whether they take a form at all; whatever does not says 405."""
    met = {
        resolve(form.action.partition("?")[0]).url_name
        for who, address in world.pages.values()
        for form in posted_forms(world.people[who], address)
    }
    ours = [(route, p) for route, p in addresses(get_resolver().url_patterns) if not route.startswith("admin/")]
    admin = UserFactory(email="admin@example.org", is_superuser=True, is_staff=True)
    takes = set()
    for route, pattern in ours:
        answer = signed_in(admin).post(example(route))
        if answer.status_code != 405 and pattern.name not in {"desk-nowhere", "review-nowhere"}:
            takes.add(pattern.name)
    assert len(takes) > 40
    assert takes - met - BY_SCRIPT == NO_FORM_OF_THEIRS


# one answers a post as it answers anything; the other is a button in the form of a task, which sends that form's fields
NO_FORM_OF_THEIRS = {"mfa_download_recovery_codes", "desk-settle"}


def test_every_page_is_tried(world: World) -> None:
    assert set(PAGES) == set(world.pages)


def test_the_forms_have_many_fields(world: World) -> None:
    fields = {
        (form.action, name)
        for who, address in world.pages.values()
        for form in posted_forms(world.people[who], address)
        for name in [*form.fields, *form.files, *(button for button, _ in form.buttons)]
    }
    assert len(fields) > 120
