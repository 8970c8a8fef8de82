"""From nobody to somebody with an organisation, with script and without; and what such pages are like to use."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from casestudies.groups import ensure_groups
from casestudies.models import Membership, OutgoingMail
from tests.browser.faults import faults
from tests.factories import InvitationFactory, JoinRequestFactory, MembershipFactory, UserFactory
from tests.people import confirm_address

PASSWORD = "paper-lantern-north-cellar"
AS_A_TESTER = "a password for one test"


def sign_in(page: Page, email: str, password: str = AS_A_TESTER) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def link_in_the_mail_to(address: str) -> str:
    """Where the newest mail to `address` leads."""
    newest = OutgoingMail.objects.filter(to=address).latest("pk")
    (link,) = re.findall(r"https?://[^/\s]+(/\S+)", newest.body)
    return link


@pytest.fixture(params=[{"java_script_enabled": True}, {"java_script_enabled": False}], ids=["script", "no script"])
def browser_context_args(browser_context_args: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    """A browser that runs scripts, and one that runs none."""
    return browser_context_args | request.param


for_axe = pytest.mark.parametrize("browser_context_args", [{"java_script_enabled": True}], indirect=True, ids=["axe"])


@pytest.mark.smoke
def test_sign_up_confirm_and_add_an_organisation(page: Page) -> None:
    ensure_groups()
    UserFactory(email="admin@example.org").groups.add(Group.objects.get(name="admin"))

    page.goto("/")
    page.get_by_role("link", name="Desk").click()
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("E-mail address").fill("ann@example.org")
    page.get_by_label("Password").fill("too short")
    page.get_by_role("button", name="Make the account").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("This password is too short")
    expect(summary).to_be_focused()
    summary.get_by_role("link").press("Enter")
    expect(page.get_by_label("Password")).to_be_focused()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look at your mail")

    page.goto(link_in_the_mail_to("ann@example.org"))
    page.get_by_role("button", name="Yes, confirm it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your case studies")

    page.get_by_role("link", name="Join the one that employs you, or add it.").click()
    page.get_by_role("link", name="Add one that is not here").click()
    page.get_by_label("Name of the organisation").fill("Harbour Nurseries")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Nurseries")
    expect(page.get_by_text("An admin has yet to approve")).to_be_visible()
    assert "Harbour Nurseries" in OutgoingMail.objects.get(to="admin@example.org").body

    page.get_by_role("button", name="Sign out").click()
    page.goto("/desk/organisations/harbour-nurseries/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_an_invitation_brings_a_colleague(page: Page) -> None:
    owner = MembershipFactory(role="owner", organisation__name="Fernhill Families", organisation__key="fernhill").user
    for person in (owner, UserFactory(email="ben@example.org")):
        confirm_address(person)

    sign_in(page, owner.email)
    page.get_by_role("link", name="Organisations").click()
    page.get_by_role("link", name="Fernhill Families").click()
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("E-mail address").fill("ben@example.org")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("Sent to ben@example.org.")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    page.goto(link_in_the_mail_to("ben@example.org"))
    page.get_by_label("E-mail address").fill("ben@example.org")
    page.get_by_label("Password").fill(AS_A_TESTER)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Welcome. You work for Fernhill Families now.")).to_be_visible()
    assert Membership.objects.get(user__email="ben@example.org").role == "editor"


# ---------------------------------------------------------------------------------------------------- for whoever comes

ENTRANCE = ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/confirm/made-up/")
INSIDE = (
    *("/desk/organisations/", "/desk/organisations/fernhill/", "/desk/organisations/fernhill/invite/"),
    *("/desk/organisations/join/", "/desk/organisations/new/", "/accounts/", "/accounts/password/"),
)


def check(page: Page, address: str = "") -> None:
    """No rule of axe is broken and nothing is wider than the window, at both widths, in light and dark."""
    if address:
        page.goto(address)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert faults(page) == [], (page.url, width, scheme)


@for_axe
def test_every_page_can_be_used_by_everybody(page: Page) -> None:
    mine = MembershipFactory(role="owner", organisation__key="fernhill", organisation__is_provider=True)
    MembershipFactory(organisation=mine.organisation)
    JoinRequestFactory(organisation=mine.organisation)
    InvitationFactory(organisation=mine.organisation, email="a-very-long-address-of-somebody@nurseries.example.org")
    confirm_address(mine.user)

    for address in ENTRANCE:
        check(page, address)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in").click()
    check(page)

    sign_in(page, mine.user.email)
    for address in INSIDE:
        check(page, address)
    page.goto("/accounts/codes/set-up/")
    check(page)
    page.get_by_label("Password").fill(AS_A_TESTER)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("img", name="The key below")).to_be_visible()
    check(page)


def test_signing_in_needs_the_keyboard_alone(page: Page) -> None:
    confirm_address(UserFactory(email="ann@example.org"))
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type("ann@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(AS_A_TESTER)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sign in")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your case studies")
