"""One of everything that an editor, an owner, a reviewer or a stranger can fill in, and who fills it in."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from casestudies import workflow
from casestudies.groups import REVIEWER, ensure_groups
from casestudies.models import CaseStudy, User
from tests import factories as make
from tests import lives
from tests.db.desk.conftest import Desk, begin_desk
from tests.db.results.conftest import client, cohort, olive, study, uploads  # noqa: F401  fixtures
from tests.people import confirm_address, set_up_codes, signed_in

PASSWORD = "a password for one test"
# the tests take minutes where a machine is busy, and a page that asks for the password would take the place of another
NOBODY_IS_ASKED_AGAIN = {"ACCOUNT_REAUTHENTICATION_TIMEOUT": 86_400, "ACCOUNT_LOGIN_TIMEOUT": 86_400}
SENT = {
    "project": {
        "name": "Little Steps",
        "purpose": "Help.",
        "theme": "early-years",
        "places-0-place": "Suffolk",
        "places-0-role": "lead",
    },
    "story": {
        "headline": "Families get on",
        "background": "A need.",
        "action": "Work.",
        "outcome": "A change.",
        "quotes-0-words": "It works.",
        "quotes-0-speaker": "A. Manager",
        "quotes-0-consent": "on",
    },
    "funding": {
        "incomes-0-row": "0000000a",
        "incomes-0-label": "a year's income",
        "incomes-0-basis": "exact",
        "incomes-0-amount": "90000",
        "parts-0-row": "0000000b",
        "parts-0-funders": "Harbour Trust",
        "parts-0-basis": "about",
        "parts-0-amount": "36000",
    },
    "referrals": {"capacity": "40 families", "routes-0-referral_source": "midwives"},
    "sources": {"agreed": "on", "sources-0-row": "0000000c", "sources-0-title": "A report"},
}


@dataclass
class World:
    """Who may do things, and the addresses at which they find a form. `pages`: what it is → who asks, and where."""

    people: dict[str, Client] = field(default_factory=dict)
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)


def _user(email: str, **more: object) -> User:
    user = make.UserFactory(email=email, **more)
    user.set_password(PASSWORD)
    user.save()
    confirm_address(user)
    return user


@pytest.fixture(scope="module")
def made_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Made once: what a test does to it is taken back."""
    media = tmp_path_factory.mktemp("media")
    at_hand = override_settings(MEDIA_ROOT=media, UPLOADS_ROOT=media, **NOBODY_IS_ASKED_AGAIN)
    with django_db_blocker.unblock(), transaction.atomic(), at_hand:
        ensure_groups()
        cache.clear()
        desk, made = begin_desk(), World()
        _an_editors_pages(desk, made)
        _an_owners_pages(desk, made)
        _a_reviewers_pages(desk, made)
        _a_strangers_pages(made)
        _a_commissioners_pages(made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def world(made_world: World, db: None) -> Iterator[World]:
    """The world, with every browser as it was."""
    cookies = {who: copy.deepcopy(browser.cookies) for who, browser in made_world.people.items()}
    yield made_world
    for who, browser in made_world.people.items():
        browser.cookies = cookies[who]


def _an_editors_pages(desk: Desk, made: World) -> None:
    for task, sent in SENT.items():
        assert desk.client.post(desk.page(task), {"version": desk.version(task), **sent}).status_code == 302, task
        made.pages[f"task {task}"] = ("editor", desk.page(task))
    make.PictureFactory(case_study=desk.case_study, alt_text="a room")
    project = desk.case_study.project
    strand = make.StrandFactory(project=project, name="One to one", unit="parents")
    empty = make.StrandFactory(project=project, name="Groups")
    span = {"period_start": date(2014, 4, 1), "period_end": date(2015, 3, 31)}
    scored = make.CohortFactory(strand=strand, provenance="recorded", started=40, **span)
    said = make.CohortFactory(strand=strand, measure__key="other", provenance="summary", started=40, **span)
    make.PublishedResultFactory(cohort=said, scored=30, improved=20)
    held = make.ScoreUploadFactory(cohort=scored)
    staged = make.ScoreUploadFactory(cohort=scored, state="staged", staged_rows=[["A1", "40", None, "55", None]])
    rows = [["R1", "midwives", None, "", ""]]
    referrals = make.ReferralUploadFactory(project=project, state="staged", staged_rows=rows)
    sent = make.ReferralUploadFactory(project=project)
    results, files = "/desk/little-steps/results/", "/desk/little-steps/referrals/"
    made.people["editor"] = desk.client
    at = {
        "start": "/desk/start/",
        "check": desk.page("check"),
        "add a strand": f"{results}strands/add/",
        "strand": f"{results}strands/{strand.pk}/",
        "add a cohort": f"{results}strands/{strand.pk}/cohorts/add/",
        "remove a strand": f"{results}strands/{empty.pk}/remove/",
        "cohort": f"{results}cohorts/{scored.pk}/facts/",
        "remove a cohort": f"{results}cohorts/{said.pk}/remove/",
        "summary": f"{results}cohorts/{said.pk}/summary/",
        "scores": f"{results}cohorts/{scored.pk}/upload/",
        "scores that wait": f"{results}uploads/{staged.pk}/",
        "scores to take back": f"{results}uploads/{held.pk}/undo/",
        "referrals": f"{files}upload/",
        "referrals that wait": f"{files}uploads/{referrals.pk}/",
        "referrals to take back": f"{files}uploads/{sent.pk}/undo/",
    }
    made.pages |= {what: ("editor", address) for what, address in at.items()}


def _an_owners_pages(desk: Desk, made: World) -> None:
    owner = _user("owner@example.org")
    provider = desk.case_study.project.provider
    make.MembershipFactory(user=owner, organisation=provider, role="owner")
    make.JoinRequestFactory(organisation=provider)
    make.InvitationFactory(organisation=provider)
    invited = make.InvitationFactory(email="newcomer@example.org")
    live = make.CaseStudyFactory(project__key="live", project__provider=provider)
    lives.publish(live)
    made.people["owner"] = signed_in(owner)
    newcomer = _user("newcomer@example.org")
    made.people["newcomer"] = signed_in(newcomer, second_factor=False)
    made.people["newcomer, asked again"] = _asked_again(newcomer)
    made.people["owner, asked again"] = _asked_again(owner)
    desks = "/desk/organisations/"
    at = {
        "organisations": ("owner", desks),
        "an organisation": ("owner", f"{desks}{provider.key}/"),
        "invite": ("owner", f"{desks}{provider.key}/invite/"),
        "open again": ("owner", "/desk/live/"),
        "join": ("newcomer", f"{desks}join/"),
        "create": ("newcomer", f"{desks}new/"),
        "invitation": ("newcomer", f"{desks}invitations/{invited.token}/"),
        "sign out": ("owner", "/accounts/logout/"),
        "change password": ("owner", "/accounts/password/"),
        "password again": ("owner", "/accounts/reauthenticate/"),
        "code again": ("owner", "/accounts/codes/reauthenticate/"),
        "set codes up": ("newcomer, asked again", "/accounts/codes/set-up/"),
        "remove codes": ("owner, asked again", "/accounts/codes/remove/"),
        "new recovery codes": ("owner, asked again", "/accounts/codes/recovery/new/"),
    }
    made.pages |= at


def _asked_again(user: User) -> Client:
    """Who has just given the password once more, as allauth wants it before the second factor is changed."""
    browser = Client()
    browser.force_login(user)
    request = HttpRequest()
    request.session, request.user = browser.session, user
    record_authentication(request, user, method="password", reauthenticated=True)
    request.session.save()
    return browser


def _a_reviewers_pages(desk: Desk, made: World) -> None:
    rita = _user("rita@example.org", is_staff=True)
    rita.groups.add(Group.objects.get(name=REVIEWER))
    made.people["reviewer"] = signed_in(rita)

    def one(key: str) -> CaseStudy:
        return make.CaseStudyFactory(project__key=key, project__provider=desk.case_study.project.provider)

    lives.submitted(one("waiting"))
    marked = one("judged")
    marked.outcome = "Only two mothers stayed."
    marked.save()
    judged = lives.claimed(marked, by=rita)
    workflow.comment(judged, section="story", words="Shorter?", by=rita)
    lives.approved(one("approved"), by=rita)
    names = ("waiting", "judged", "approved", "live")
    made.pages |= {f"review what is {name}": ("reviewer", f"/review/{name}/") for name in names}


def _a_strangers_pages(made: World) -> None:
    made.people["stranger"] = Client()
    half_way, keys = Client(), _user("half-way@example.org")
    set_up_codes(keys)
    half_way.post("/accounts/login/", {"login": "half-way@example.org", "password": PASSWORD})
    made.people["half signed in"] = half_way
    reset = Client()
    made.people["forgetful"] = reset
    made.pages |= {
        "sign in": ("stranger", "/accounts/login/"),
        "sign up": ("stranger", "/accounts/signup/"),
        "reset password": ("stranger", "/accounts/password/reset/"),
        "code": ("half signed in", "/accounts/login/code/"),
        "new password": ("forgetful", _reset_address(reset, keys)),
        "confirm an address": ("stranger", _confirmation_address()),
    }


def _a_commissioners_pages(made: World) -> None:
    lives.publish(make.CaseStudyFactory(project__key="kept"))
    browser = Client()
    browser.force_login(_user("commissioner@example.org"))
    browser.post("/shortlist/add/?case=kept")
    made.people["commissioner"] = browser
    made.pages |= {
        "shortlist": ("commissioner", "/shortlist/"),
        "keep on the shortlist": ("commissioner", "/shortlist/add/?case=kept"),
    }


def _reset_address(browser: Client, user: User) -> str:
    """Where the link of a reset leads, as the mail has it."""
    link = f"/accounts/password/reset/{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}/"
    return str(browser.get(link)["Location"])


def _confirmation_address() -> str:
    user = make.UserFactory(email="fresh@example.org")
    address = EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    return f"/accounts/confirm/{EmailConfirmationHMAC(address).key}/"
