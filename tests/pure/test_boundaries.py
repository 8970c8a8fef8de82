"""What the source promises: who knows of whom, who needs an account, and that nothing grows out of hand."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve

from casestudies import urls
from tests.addresses import addresses, example

ROOT = Path(__file__).resolve().parents[2]
APPS = ("casestudies", "outcomes")

LONGEST_MODULE, LONGEST_TEMPLATE, LONGEST_VIEW = 250, 120, 25
LONGER_FOR_A_REASON = {
    "casestudies/editions/gather.py": "every record an edition is made from, field by field",
    "casestudies/triggers.py": "every rule of the database in one list",
    "casestudies/settings.py": "one settings file, so that no second one can disagree",
}

# Addresses that anybody may read. Adding to this list is a decision about what the public may see.
PUBLIC = {
    *("home", "case-studies", "case-study", "editions", "edition", "picture"),
    *("how-we-count", "accessibility", "privacy"),
    *("case-study-file", "edition-file", "case-study-chart", "edition-chart", "list-file", "shortlist-file"),
    *("data", "funding-file", "edition-schema", "feed", "sitemap", "robots", "security"),
    *("api-editions", "api-edition", "api-numbered_edition", "api-history", "api-search", "api-named"),
    *("api-tombstones", "api-pooled", "api-openapi", "api-docs", "api-root", "api-nowhere"),
    *("explorer", "compare", "measures", "measure", "themes", "theme", "places", "place"),
    *("funders", "funder", "providers", "provider"),
    *("healthz", "readyz"),
    "gallery",  # in tests and the demonstration only
}
# Addresses on the way in. They are other for whoever is signed in, but open to strangers.
ENTRANCE = {
    *("account_login", "mfa_authenticate", "account_logout", "account_signup", "account_inactive"),
    *("account_email_verification_sent", "account_confirm_email"),
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
}
# Addresses that are other for whoever keeps something in their own browser, and open to strangers.
SHORTLIST = {"shortlist", "shortlist-add", "shortlist-remove"}
SIGN_IN = ("/accounts/login/", "/admin/login/")  # the second leads to the first


def modules(*folders: str) -> list[Path]:
    """Our Python files under `folders`, but for what makemigrations wrote."""
    return [
        path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts
    ]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# -------------------------------------------------------------------------------------------------- who knows of whom

EXTENDS = re.compile(r'{% extends "([^"]+)" %}')


def test_facts_never_name_the_stories_told_about_them() -> None:
    files = [path for path in (ROOT / "outcomes").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert len(files) > 50
    assert [name(path) for path in files if "casestudies" in path.read_text(encoding="utf-8")] == []


def test_views_and_templates_ask_the_database_for_nothing() -> None:
    """They get what they show from `shelf`, which reads editions only."""
    files = [*modules("casestudies/views"), *(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.svg")]
    assert len(files) > 30
    queries = re.compile(r"\.filter\(|\.objects\b|\.raw\(|connection\.cursor")
    assert [name(path) for path in files if queries.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_happens_behind_a_save() -> None:
    """No signals but those that keep the database's triggers in place, and no model does more than save when saved."""
    hidden = re.compile(
        r"django\.dispatch|django\.db\.models\.signals|(pre|post)_(save|delete)|m2m_changed|^ +def (save|delete)\(",
        re.MULTILINE,
    )
    found = {name(path) for path in modules(*APPS) if hidden.search(path.read_text(encoding="utf-8"))}
    assert found == {"casestudies/apps.py"}
    imported = re.search(r"models\.signals import (.*)", (ROOT / "casestudies/apps.py").read_text(encoding="utf-8"))
    assert imported is not None
    assert imported[1] == "post_migrate, pre_migrate"


# ------------------------------------------------------------------------------------------------ nothing out of hand


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_modules_are_short() -> None:
    long = {name(path) for path in modules(*APPS, "tools") if lines(path) > LONGEST_MODULE}
    assert long == set(LONGER_FOR_A_REASON)


def test_templates_are_short() -> None:
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    assert len(templates) > 20
    assert [name(path) for path in templates if lines(path) > LONGEST_TEMPLATE] == []


def views(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions of a module, and of its classes, that answer a request."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and "request" in {argument.arg for argument in node.args.args[:2]}:
            yield node


def test_every_page_has_a_title_of_its_own() -> None:
    texts = {name(path).removeprefix("templates/"): path.read_text() for path in (ROOT / "templates").rglob("*.html")}
    above = {page: found[1] for page, text in texts.items() if (found := EXTENDS.search(text))}
    leaves = [page for page in above if page not in above.values()]
    assert len(leaves) > 40

    def titled(page: str) -> bool:
        return page in texts and page != "base.html" and ("{% block title %}" in texts[page] or titled(above[page]))

    assert [page for page in leaves if page.split("/")[0] != "admin" and not titled(page)] == []


def test_views_are_short() -> None:
    found = [(path, view) for path in modules("casestudies/views", "casestudies/admin") for view in views(path)]
    assert len(found) > 20
    length = {f"{name(path)}: {view.name}": (view.end_lineno or 0) - view.lineno + 1 for path, view in found}
    assert {view: n for view, n in length.items() if n > LONGEST_VIEW} == {}


# ------------------------------------------------------------------------------------------------ who needs an account


ALL = list(addresses(get_resolver().url_patterns))
OPEN = [*urls.PUBLIC, *urls.SHORTLIST, *urls.ENTRANCE]
CLOSED = [(route, pattern) for route, pattern in ALL if pattern not in OPEN and pattern.name != "login"]


def test_what_is_public_is_on_the_written_list() -> None:
    assert {pattern.name for pattern in urls.PUBLIC} == PUBLIC
    open_to_all = {p.name for _, p in ALL if getattr(p.callback, "login_required", True) is False}
    assert {pattern.name for pattern in urls.ENTRANCE} == ENTRANCE
    assert {pattern.name for pattern in urls.SHORTLIST} == SHORTLIST
    assert open_to_all == PUBLIC | SHORTLIST | ENTRANCE | {"login"}


@pytest.mark.parametrize(("route", "pattern"), CLOSED, ids=[route for route, _ in CLOSED])
def test_every_other_address_asks_who_is_there(client: Client, route: str, pattern: URLPattern) -> None:
    """Not even whether something exists is said to a stranger; and nothing is looked up for one (no database here)."""
    address = example(route)
    assert resolve(address).func == pattern.callback
    for ask in (client.get, client.post):
        response = ask(address)
        assert response.status_code == 302
        assert response["Location"].startswith(SIGN_IN)


def test_our_own_pages_of_the_admin_are_among_them() -> None:
    names = {pattern.name for _, pattern in CLOSED}
    assert {f"casestudies_casestudy_{page}" for page in ("preview", "submit", "reopen", "withdraw")} <= names
    assert len(names) > 4 * len(admin.site._registry)


@pytest.mark.parametrize(
    "address",
    [
        "/admin",
        "/admin/oxpip",
        "/desk/",
        "/desk/x/y/z/",
        "/desk/organisations/x/y",
        "/admin/outcomes/score/",
        "/admin/outcomes/score/1/change/",
    ],
)
def test_an_address_that_does_not_exist_is_no_way_in(client: Client, address: str) -> None:
    response = client.get(address, follow=True)
    assert response.status_code == 404 or response.redirect_chain[-1][0].startswith(SIGN_IN)
