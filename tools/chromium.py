"""Chromium for the journeys and the screenshots: the system's own, or the one Playwright has downloaded."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# --no-sandbox: tests may run as root in a container; the rest keeps the browser from calling home.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "Chromium is missing. Install it: apt-get install chromium (or set CHROMIUM to the path of one)."


def find() -> Path | None:
    """Return the browser's path, or None: $CHROMIUM, then the system's, then Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if os.access(named, os.X_OK) else None
    for name in NAMES:
        if path := shutil.which(name):
            return Path(path)
    return _playwrights()


def _playwrights() -> Path | None:
    caches = [os.environ.get("PLAYWRIGHT_BROWSERS_PATH"), "~/.cache/ms-playwright", "~/Library/Caches/ms-playwright"]
    for cache in filter(None, caches):
        for pattern in (
            "chromium-*/chrome-linux*/chrome",
            "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
        ):
            found = sorted(Path(cache).expanduser().glob(pattern))
            if found:
                return found[-1]
    return None


def ensure() -> Path:
    """Return the browser's path, installing Debian's package when root asks; else exit, saying what to do."""
    if path := find():
        return path
    if "CHROMIUM" not in os.environ and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Chromium is missing: installing Debian's package ...", flush=True)
        env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in ("apt-get update", "apt-get install -y --no-install-recommends chromium"):
            subprocess.run(command.split(), stdout=subprocess.DEVNULL, env=env)
        if path := find():
            return path
    sys.exit(MISSING)
