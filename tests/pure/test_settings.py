"""What the portal refuses to start with, and that it says everything at once."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop",
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "postgresql://portal@localhost/portal",
    "OPERATOR": "Somewhere County Council",
    "CONTACT": "privacy@portal.example",
}
ASK = """
from django.conf import settings
print(settings.MODE, settings.SESSION_COOKIE_SECURE, settings.SHOW_EXAMPLES, settings.DEBUG, settings.SECRET_KEY)
"""


def start(var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py shell` (which needs settings and nothing else) with this environment alone."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE") or name == "PATH"}
    return subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", ASK],
        cwd=ROOT,
        env=kept | {"PORTAL_VAR": str(var)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_names_all_that_is_missing_at_once_and_without_a_traceback(tmp_path: Path) -> None:
    refused = start(tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.startswith("The portal cannot start.")
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "OPERATOR", "CONTACT", "DEMO=1"):
        assert name in refused.stderr
    assert "Traceback" not in refused.stderr


def test_production_starts_with_secrets_of_its_own(tmp_path: Path) -> None:
    started = start(tmp_path, **PRODUCTION)
    assert started.stdout.split()[:4] == ["production", "True", "False", "False"]


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        (PRODUCTION | {"SECRET_KEY": "short"}, "SECRET_KEY is too easy to guess"),
        (PRODUCTION | {"SECRET_KEY": "ab" * 40}, "SECRET_KEY is too easy to guess"),
        (PRODUCTION | {"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is *"),
        (PRODUCTION | {"DATABASE_URL": "sqlite:///portal.sqlite3"}, "DATABASE_URL must begin with postgresql://"),
        (PRODUCTION | {"PORTAL_SMALL": "4"}, "PORTAL_SMALL is 4"),
        (PRODUCTION | {"PORTAL_SMALL": "abc"}, "PORTAL_SMALL is abc: it must be a number"),
        ({"DEMO": "1", "HOST": "0.0.0.0"}, "HOST=0.0.0.0 is not loopback"),
        ({"DEMO": "1", "DATABASE_URL": PRODUCTION["DATABASE_URL"]}, "unset DATABASE_URL"),
        ({"PORTAL_MODE": "staging"}, "PORTAL_MODE is 'staging'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused(tmp_path: Path, environment: dict[str, str], says: str) -> None:
    refused = start(tmp_path, **environment)
    assert refused.returncode == 1
    assert says in refused.stderr


def test_the_demonstration_keeps_a_random_secret_that_only_its_owner_can_read(tmp_path: Path) -> None:
    mode, cookie_needs_tls, examples, debug, first = start(tmp_path, DEMO="1").stdout.split()
    again = start(tmp_path, DEMO="1").stdout.split()[-1]
    other = start(tmp_path / "other", DEMO="1").stdout.split()[-1]

    assert (mode, cookie_needs_tls, examples, debug) == ("demo", "False", "True", "False")
    assert first == again != other
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("secret-key*")] == ["secret-key"]
