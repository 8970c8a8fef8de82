"""Where the journeys find their browser, and what is said when there is none."""

from pathlib import Path

import pytest

from tools import chromium


def browser(path: Path) -> Path:
    """Put something that can be executed at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def _a_machine_without_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def test_the_one_that_was_named_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser(tmp_path / "bin/chromium")
    named = browser(tmp_path / "elsewhere/my-chromium")
    monkeypatch.setenv("CHROMIUM", str(named))
    assert chromium.find() == named


def test_then_the_systems_then_playwrights_newest(tmp_path: Path) -> None:
    browser(tmp_path / "home/.cache/ms-playwright/chromium-1000/chrome-linux/chrome")
    newest = browser(tmp_path / "home/.cache/ms-playwright/chromium-1200/chrome-linux64/chrome")
    assert chromium.find() == newest
    systems = browser(tmp_path / "bin/google-chrome")
    assert chromium.find() == systems


def test_without_one_and_without_the_right_to_install_it_one_line_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match=r"^Chromium is missing"):
        chromium.ensure()


def test_one_that_was_named_and_is_not_there_is_not_replaced_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser(tmp_path / "bin/chromium")
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(SystemExit, match="Chromium is missing"):
        chromium.ensure()
