"""What journeys through the admin share: who comes, and what each of its pages is looked at for."""

from django.conf import settings
from django.contrib.auth.models import Group
from playwright.sync_api import Page

from casestudies import access
from casestudies.groups import ensure_groups
from casestudies.models import User
from tests import factories as make
from tests.browser.conftest import SIZES
from tests.browser.faults import faults
from tests.people import signed_in


def somebody_of(group: str) -> User:
    """Staff, in this group and in no other."""
    ensure_groups()
    user: User = make.UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def an_admin(page: Page, base_url: str) -> Page:
    """The page, signed in as somebody of the admin group."""
    session = signed_in(somebody_of(access.ADMIN)).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}])
    return page


def looked_at(page: Page) -> None:
    """Nothing for axe to find and nothing too wide, on a phone and a desktop, in light and dark."""
    for scheme, width in (("light", 390), ("dark", 390), ("dark", 1280), ("light", 1280)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size(SIZES[width])  # type: ignore[arg-type]
        page.wait_for_load_state()
        page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")  # colours that fade
        assert faults(page) == [], (page.url, scheme, width)
