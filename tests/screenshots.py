"""Pictures of the demonstration: `python -m tests.screenshots [--base URL --accounts FILE] [--out DIR]`.

Without --base the portal is started on a free port, with content of its own in a folder that is thrown away. The
pictures of the README go to docs/images; --out takes every page type at two widths, in light and dark. The desk is
seen by the demonstration's editor, review by its reviewer, the admin by its admin.
"""

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, StorageState, sync_playwright

from tools import chromium

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SENT_BACK = "/desk/example-talk-and-tide/"
ROOM, DIFFERENCE = "/review/example-first-rhyme/", "/review/example-late-bus/difference/"
TASKS = ("project", "story", "funding", "referrals", "results", "sources", "check", "preview")
PAGES = {
    "home": "/",
    "list": "/case-studies/",
    "case-study": "/case-studies/oxpip/",
    "without-a-scale": "/case-studies/m-power/",
    "compare": "/compare/?case=oxpip&case=m-power&case=example-lullaby-lane&case=example-first-rhyme",
    "explorer": "/case-studies/oxpip/explorer/?target=70&assume=share&share=58.5",
    "measures": "/measures/",
    "measure": "/measures/wemwbs/",
    "theme": "/themes/early-years/",
    "places": "/places/",
    "nothing-yet": "/places/E06000017/",
    "funder": "/funders/henry-smith-charity/",
    "editions": "/case-studies/oxpip/editions/",
    "how-we-count": "/how-we-count/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "not-found": "/no-such-page/",
    "gallery": "/gallery/",
    "desk": "/desk/",
    "desk-start": "/desk/start/",
    "desk-organisations": "/desk/organisations/",
    "desk-organisation": "/desk/organisations/example-fernhill-families/",
    "desk-draft": "/desk/example-bumps-and-beyond/",
    "desk-sent": "/desk/example-saturday-dads/",
    "desk-sent-back": SENT_BACK,
    "desk-published": "/desk/example-lullaby-lane/",
    **{f"desk-{task}": f"{SENT_BACK}{task}/" for task in TASKS},
    "review": "/review/",
    "review-sent": "/review/example-saturday-dads/",
    "review-sent-back": "/review/example-talk-and-tide/",
    "review-room": ROOM,
    "review-difference": DIFFERENCE,
    "admin": "/admin/",
    "admin-case-studies": "/admin/casestudies/casestudy/",
}
README = {"home.png": ("/", 1280, "light"), "case-study.png": ("/case-studies/oxpip/", 1280, "light")}
README |= {"case-study-phone.png": ("/case-studies/oxpip/", 390, "dark")}
README |= {"desk.png": (SENT_BACK, 1280, "light"), "desk-phone.png": (f"{SENT_BACK}check/", 390, "dark")}
README |= {"review.png": (f"{ROOM}#checklist", 1280, "light"), "difference.png": (DIFFERENCE, 1280, "light")}
README |= {"admin.png": ("/admin/", 1280, "light")}
WIDTHS, SCHEMES = (390, 1280), ("light", "dark")


def main() -> None:
    """Read the command line, take the pictures, say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", help="address of a running portal; without it one is started")
    parser.add_argument("--accounts", type=Path, default=ROOT / "var" / "demo-accounts.txt", help="of that portal")
    parser.add_argument("--out", type=Path, help="folder for every page type, at 390 and 1280 pixels, light and dark")
    arguments = parser.parse_args()
    with contextlib.ExitStack() as stack:
        base, accounts = (
            (arguments.base, arguments.accounts) if arguments.base else stack.enter_context(demonstration())
        )
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=str(chromium.ensure()), args=chromium.QUIET)
        people = {role: signed_in(browser, base, accounts, role) for role in ("editor", "reviewer", "admin")}
        if arguments.out:
            for name, address in PAGES.items():
                for width in WIDTHS:
                    for scheme in SCHEMES:
                        path = arguments.out / f"{name}-{width}-{scheme}.png"
                        shoot(
                            browser, base + address, path, width, scheme, state=people.get(seen_by(address)), whole=True
                        )
        else:
            for name, (address, width, scheme) in README.items():
                shoot(browser, base + address, IMAGES / name, width, scheme, state=people.get(seen_by(address)))
                lighten(IMAGES / name)
        browser.close()
    sys.stdout.write(f"pictures are in {arguments.out or IMAGES}\n")


def seen_by(address: str) -> str:
    """Who looks at this page; everybody, where nobody is named."""
    return {"desk": "editor", "review": "reviewer", "admin": "admin"}.get(address.split("/")[1], "")


def signed_in(browser: Browser, base: str, accounts: Path, role: str) -> StorageState:
    """What the browser keeps when the demonstration's person of this role has signed in."""
    email, password = next(line.split()[1:] for line in accounts.read_text().splitlines() if line.startswith(role))
    page = browser.new_page(base_url=base)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/**")
    state = page.context.storage_state()
    page.close()
    return state


def shoot(
    browser: Browser,
    address: str,
    path: Path,
    width: int,
    scheme: str,
    *,
    state: StorageState | None = None,
    whole: bool = False,
) -> None:
    """One PNG of one page: the whole of it, or what a screen of this width shows first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    height = 900 if width > 600 else 844
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="en-GB",
        storage_state=state,
    )
    page.goto(address)
    if not whole and "#" in address:
        page.locator(f"#{address.partition('#')[2]}").evaluate("here => here.scrollIntoView({behavior: 'instant'})")
    page.screenshot(path=path, full_page=whole)
    page.close()


def lighten(path: Path) -> None:
    """The same picture in 64 colours, a third of the bytes: it is kept in the repository."""
    Image.open(path).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


@contextlib.contextmanager
def demonstration() -> Iterator[tuple[str, Path]]:
    """The portal with fresh demonstration content on a free port, gone afterwards; gives its address and accounts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="portal-pictures-") as var:
        environment = os.environ | {"DEMO": "1", "PORTAL_VAR": var, "PORT": str(port), "HOST": "127.0.0.1"}
        environment.pop("PORTAL_MODE", None)
        environment.pop("DATABASE_URL", None)
        subprocess.run([sys.executable, "manage.py", "prepare_demo"], cwd=ROOT, env=environment, check=True)
        server = subprocess.Popen([sys.executable, "-m", "tools.serve"], cwd=ROOT, env=environment)
        try:
            base = f"http://127.0.0.1:{port}"
            wait_for(base, server)
            yield base, Path(var) / "demo-accounts.txt"
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(base: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the portal answers; exit when it has not after a minute, or has ended."""
    for _ in range(120):
        if server.poll() is not None:
            sys.exit("the portal ended before it answered")
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"{base}/healthz", timeout=2).close()
            return
        time.sleep(0.5)
    sys.exit(f"the portal did not answer at {base}")


if __name__ == "__main__":
    main()
