"""An admin signs in with a second factor: pages, styles and scripts come from this portal alone, nothing is blocked."""

import pytest
from playwright.sync_api import Page, expect

from casestudies.models import User
from tests.people import code, confirm_address, set_up_codes


@pytest.mark.smoke
def test_an_admin_signs_in(page: Page) -> None:
    admin = User.objects.create_superuser("admin@example.org", "a long passphrase")
    confirm_address(admin)
    set_up_codes(admin)

    page.goto("/admin/")
    page.get_by_label("E-mail address").fill("admin@example.org")
    page.get_by_label("Password").fill("a long passphrase")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
