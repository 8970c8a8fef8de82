"""Starts the web server, one worker and the clock, and stops all: `python -m tools.serve`.

Whichever ends first takes the others with it, so that whoever runs this (systemd, a container, a person at a terminal)
sees one thing that is up or down. HOST and PORT say where; everything else is in `casestudies/settings.py`.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tools import processes

ROOT = Path(__file__).resolve().parent.parent
PAUSE = 5  # seconds between two looks for what is due: a mail one waits for should not take a minute
HERE_ONLY = ("127.0.0.1", "localhost", "::1")


def address() -> tuple[str, int]:
    """Return host and port from HOST and PORT; exit with one line when they make no sense or may not be used."""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65_536:
        sys.exit(f"PORT is {port!r}: it must be a number from 1 to 65535.")
    if (os.environ.get("DEMO") == "1" or os.environ.get("PORTAL_MODE") in {"demo", "test"}) and host not in HERE_ONLY:
        sys.exit(f"Only production is for other machines than this one: HOST={host} is not loopback.")
    return host, int(port)


def check_free(host: str, port: int) -> None:
    """Exit with one line that says the way out when something listens at `host` and `port` already."""
    family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as refusal:
            sys.exit(
                f"Port {port} of {host} cannot be used ({refusal.strerror}). Take another: make run PORT={port + 1}"
            )


def commands(host: str, port: int) -> dict[str, list[str]]:
    """Return what is run, by name."""
    threads = min(8, 2 * (os.cpu_count() or 1) + 1)  # they take turns at one lock: more would only queue in here
    web = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws", "--log-level", "warning"]
    web += ["--workers", os.environ.get("WEB_PROCESSES") or "1", "--blocking-threads", str(threads)]
    web += ["casestudies.wsgi:application"]
    manage = [sys.executable, "manage.py"]
    return {
        "web server": [sys.executable, "-m", *web],
        "worker": [*manage, "db_worker", "--queue-name", "*", "--verbosity", "0", "--skip-checks"],
        "clock": [*manage, "tick", "--every", str(PAUSE), "--skip-checks"],
    }


def answers(url: str) -> bool:
    """Tell whether the portal is up at `url`."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError:
        return True  # up, and refusing this question: production wants https, or another host name
    except OSError:
        return False


def watch(children: dict[str, subprocess.Popen[bytes]], url: str) -> str:
    """Say when the portal answers at `url`; return the name of the first child to end."""
    silent = True
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                return name
        if silent and answers(url):
            print(f"\nThe portal is at {url}/ (Ctrl-C stops it)", flush=True)
            silent = False
        time.sleep(0.2)


def main() -> int:
    """Run until told to stop (status 0) or until one of them ends by itself (status 1)."""
    processes.end_on_sigterm()
    os.chdir(ROOT)
    host, port = address()
    check_free(host, port)
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands(host, port).items():
            children[name] = processes.start(command)
        ended = watch(children, f"http://{f'[{host}]' if ':' in host else host}:{port}")
        print(f"The {ended} ended by itself (status {children[ended].returncode}): stopping.", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        for child in children.values():
            processes.stop(child)


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        check_free(*address())
    else:
        sys.exit(main())
