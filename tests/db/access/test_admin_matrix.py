"""Every address and action of the admin, asked by each group, by staff in none, by an editor and by a stranger."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.admin import site
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from casestudies.groups import ensure_groups
from casestudies.models import CaseStudy, User
from outcomes.models import Project
from tests import factories as make
from tests.addresses import addresses
from tests.db.access.admin_matrix import GROUPS, MAY, PAGES, SITE, WITHOUT_HISTORY
from tests.db.access.asking import SIGN_IN
from tests.db.access.matrix import LINES
from tests.db.admin.test_every_model import LISTS
from tests.people import set_up_codes, signed_in

# simple-history asks for no relations of a row that has none, in a way that Django will stop taking in 2028
pytestmark = pytest.mark.filterwarnings("ignore:Calling select_related\\(\\) with no arguments")

WORDS = {200: "ok", 403: "stop", 404: "no"}
OF_ONE_PROJECT = ("project", "strand", "cohort", "statedincome", "funding", "otheroutcome")
ONE_BY_ONE = (*OF_ONE_PROJECT, "measure", "organisation", "place", "referralsource", "source", "theme")
ROOMS = {f"{model._meta.app_label}.{model._meta.model_name}": model for model in site._registry}


class Room:
    """One of everything that has a list, and somebody of each kind."""

    def __init__(self) -> None:
        ensure_groups()
        self.rows = {model: factory() for model, (factory, _) in LISTS.items()}
        for project in Project.objects.filter(case_study=None):
            make.CaseStudyFactory(project=project)
        CaseStudy.objects.update(status="submitted")
        self.users = {group: make.UserFactory(is_staff=True) for group in (*GROUPS, "staff")}
        for group in GROUPS:
            self.users[group].groups.add(Group.objects.get(name=group))
        self.users["editor"] = make.MembershipFactory(organisation=make.OrganisationFactory()).user
        self.clients = {who: signed_in(user, second_factor=user.is_staff) for who, user in self.users.items()}
        self.clients["stranger"] = Client()
        self.rows[Authenticator] = Authenticator.objects.get(user=self.users["reviewer"])

    def ask(self, who: str, address: str, data: dict[str, Any] | None = None) -> str:
        """The word for what `who` gets; with `data` it is sent, and taken back."""
        with transaction.atomic():
            client = self.clients[who]
            answer: Any = client.get(address) if data is None else client.post(address, data)
            transaction.set_rollback(True)
        return word(answer)

    def address(self, model: Any, page: str) -> str:
        """Of a page of its list, or of a row of it."""
        row = self.rows.get(model)
        key = str(row.pk) if row else "1"
        args = {"change": [key], "history": [key], "delete": [key]}.get(page, [])
        if page == "simple_history":
            args = [key, row.history.latest().history_id]
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def word(answer: HttpResponse) -> str:
    if answer.status_code == 302:
        return "in" if answer["Location"].startswith(SIGN_IN) else "go"
    return WORDS.get(answer.status_code, str(answer.status_code))


@pytest.fixture(scope="module")
def room(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Room]:
    """Built once, gone when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Room()
        transaction.set_rollback(True)


def pages_of(model: Any) -> list[str]:
    names = {pattern.name for pattern in site._registry[model].urls if pattern.name}
    before = f"{model._meta.app_label}_{model._meta.model_name}_"
    return [page for page in PAGES if before + page in names]


def test_every_list_and_address_has_a_line() -> None:
    assert ROOMS.keys() == MAY.keys()
    lists = {
        f"{model._meta.app_label}_{model._meta.model_name}_{page}"
        for model in ROOMS.values()
        for page in pages_of(model)
    }
    ours = {line.case.removeprefix("admin:") for line in LINES if line.case.startswith("admin:")}
    found = {pattern.name for _, pattern in addresses(site.get_urls()) if pattern.name}
    assert found == lists | ours | SITE.keys() | {"auth_user_password_change"}


@pytest.mark.parametrize("noun", MAY)
def test_each_group_gets_the_pages_its_letters_say(room: Room, noun: str) -> None:
    model = ROOMS[noun]
    found, said = {}, {}
    for page in pages_of(model):
        if page in {"history", "simple_history"} and model not in room.rows:
            continue
        address = room.address(model, page)
        for group in GROUPS:
            found[page, group] = room.ask(group, address)
            said[page, group] = "ok" if PAGES[page] in MAY[noun][group] else "stop"
        found |= {(page, who): room.ask(who, address) for who in ("staff", "editor", "stranger")}
        said |= {(page, "staff"): "stop", (page, "editor"): "no", (page, "stranger"): "in"}
        if page == "history" and noun in WITHOUT_HISTORY:
            said |= {(page, who): "no" for who in (*GROUPS, "staff")}
    assert {cell: got for cell, got in found.items() if got != said[cell]} == {}


SENT = {"change": "c", "add": "a", "delete": "d", "import": "i"}


@pytest.mark.parametrize("noun", MAY)
def test_what_is_sent_is_taken_from_those_alone_who_may(room: Room, noun: str) -> None:
    """An empty form: those who may are told what is missing, or have it done."""
    model = ROOMS[noun]
    for page in set(SENT) & set(pages_of(model)):
        address = room.address(model, page)
        for group in GROUPS:
            got = room.ask(group, address, {"post": "yes"} if page == "delete" else {"_save": "1"})
            may = SENT[page] in MAY[noun][group]
            protected = page == "delete" and got == "stop"  # what others hang on is not deleted by anybody
            assert got in ({"ok", "go"} if may and not protected else {"stop"}), (page, group, got)
        assert room.ask("staff", address, {"_save": "1"}) == "stop"
        assert room.ask("editor", address, {"_save": "1"}) == "no"
        assert room.ask("stranger", address, {"_save": "1"}) == "in"


@pytest.mark.parametrize("noun", MAY)
def test_each_group_is_offered_its_actions_and_no_other_is_done(room: Room, noun: str) -> None:
    model = ROOMS[noun]
    address = room.address(model, "changelist")
    for who in (*GROUPS, "staff"):
        request = RequestFactory().get(address)
        request.user = room.users[who]
        letters = MAY[noun].get(who, "")
        may = "d" in letters
        if "l" in letters:
            several = (
                may and model._meta.model_name not in ONE_BY_ONE
            )  # what readers see goes one by one, with a reason
            assert list(site._registry[model].get_actions(request)) == (["delete_selected"] if several else []), who
        else:
            assert room.ask(who, address, {"action": "make_verified"}) == "stop", who
        row = room.rows.get(model)
        if row is not None and not (may and model._meta.model_name not in ONE_BY_ONE):
            sent = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
            with transaction.atomic():
                room.clients[who].post(address, sent)
                assert model._default_manager.filter(pk=row.pk).exists()
                transaction.set_rollback(True)
    assert room.ask("editor", address, {"action": "delete_selected"}) == "no"


@pytest.mark.parametrize("name", SITE)
def test_what_is_about_no_list(room: Room, name: str) -> None:
    of_a_group, of_none = SITE[name]
    theme = ContentType.objects.get_for_model(ROOMS["outcomes.theme"])
    args = {"app_list": ["outcomes"], "view_on_site": [theme.pk, room.rows[ROOMS["outcomes.theme"]].pk]}
    address = reverse(f"admin:{name}", args=args.get(name, []))
    if name == "autocomplete":
        address += "?app_label=outcomes&model_name=project&field_name=provider"
    for group in GROUPS:
        assert room.ask(group, address) == of_a_group, group
    assert room.ask("staff", address) == of_none
    assert room.ask("editor", address) == "no"
    assert room.ask("stranger", address) == "in"


@pytest.mark.parametrize("who", ["editor", "stranger"])
def test_what_never_was_answers_no_otherwise(room: Room, who: str) -> None:
    said = {"editor": "no", "stranger": "in"}[who]
    for address in ("/admin/no/such/", "/admin/outcomes/score/", "/admin/outcomes/theme/999999/change/", "/admin/x"):
        assert room.ask(who, address) == said, address


@pytest.mark.parametrize("noun", OF_ONE_PROJECT)
@pytest.mark.parametrize("group", ["reviewer", "data protection officer"])
def test_facts_of_a_draft_are_not_looked_at_by_who_only_looks(room: Room, noun: str, group: str) -> None:
    model = ROOMS[f"outcomes.{noun}"]
    before = CaseStudy.objects.get(project=_project_of(room.rows[model]))
    CaseStudy.objects.filter(pk=before.pk).update(status="draft")
    try:
        listed = room.clients[group].get(room.address(model, "changelist")).context["cl"].queryset
        assert not listed.filter(pk=room.rows[model].pk).exists()
        for page in ("change", "history", "simple_history"):
            assert room.ask(group, room.address(model, page)) != "ok", page
        assert room.ask("curator", room.address(model, "change")) == "ok"
    finally:
        CaseStudy.objects.filter(pk=before.pk).update(status="submitted")


def _project_of(row: Any) -> Project:
    if isinstance(row, Project):
        return row
    return row.project if hasattr(row, "project") else row.strand.project


def test_no_way_up(room: Room) -> None:
    """Who looks after people makes nobody a superuser, and takes no superuser's account over."""
    ann: User = make.UserFactory()
    root: User = make.UserFactory(is_superuser=True, is_staff=True)
    change = reverse("admin:casestudies_user_change", args=[ann.pk])
    form = room.clients["admin"].get(change).context["adminform"].form
    assert {"is_staff", "groups"} <= form.fields.keys()
    assert "is_superuser" not in form.fields
    for name in ("admin:casestudies_user_change", "admin:auth_user_password_change"):
        assert room.ask("admin", reverse(name, args=[root.pk]), {"email": "mine@example.org"}) == "stop"
    assert room.ask("admin", reverse("admin:auth_user_password_change", args=[ann.pk])) == "ok"
    set_up_codes(root)
    gone = reverse("admin:mfa_authenticator_delete", args=[root.authenticator_set.get().pk])
    assert room.ask("admin", gone, {"post": "yes"}) == "stop"
