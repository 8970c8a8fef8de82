"""The test database: a server for one command, gone afterwards."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).parents[3]
SERVE = [sys.executable, "-m", "tools.postgres", sys.executable, "-c"]


def folder(url: str) -> Path:
    """Return the folder in which the server of `url` has its socket and its data."""
    return Path(unquote(url.partition("@")[2].partition("/")[0]))


def test_the_command_gets_a_server_that_is_not_root_and_its_status_is_passed_on() -> None:
    ask = (
        "import os, pathlib, psycopg2; url = os.environ['DATABASE_URL']; connection = psycopg2.connect(url);"
        "cursor = connection.cursor(); cursor.execute('SHOW data_directory'); data = cursor.fetchone()[0];"
        "print(url, pathlib.Path(data).owner()); raise SystemExit(7)"
    )
    ran = subprocess.run([*SERVE, ask], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 7, ran.stderr
    url, owner = ran.stdout.split()
    assert owner != "root"
    assert not folder(url).exists()


def test_interrupted_it_leaves_nothing_behind() -> None:
    wait = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(300)"
    with subprocess.Popen([*SERVE, wait], cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        place = folder(running.stdout.readline().strip())
        assert (place / "data/PG_VERSION").exists() or os.geteuid() != 0
        running.send_signal(signal.SIGTERM)
        assert running.wait(30) == 128 + signal.SIGTERM
    until = time.monotonic() + 10
    while place.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not place.exists()
