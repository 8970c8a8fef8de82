"""The supervisor: two programs that live and die together, at an address that is free."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# Two children that note their process ids and then do nothing for a long time. Ctrl-C is listened to, also where the
# tests were started in the background of a shell, which has it ignored by all it starts.
TWO_SLEEPERS = """
import signal, sys
from tools import serve
signal.signal(signal.SIGINT, signal.default_int_handler)
note = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(300)"
sleeper = lambda name: [sys.executable, "-c", note, sys.argv[1] + name]
serve.commands = lambda host, port: {"web": sleeper("web"), "worker": sleeper("worker")}
sys.exit(serve.main())
"""


def eventually(condition, what: str, patience: float = 20):
    """Return the first true answer of `condition`; fail when there is none within `patience` seconds."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if answer := condition():
            return answer
        time.sleep(0.05)
    pytest.fail(f"waited in vain: {what}")


def runs(pid: int) -> bool:
    """Tell whether a process runs (one that has ended and waits to be reaped does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    env = os.environ | {"PORT": str(free_port()), "HOST": "127.0.0.1"}
    command = [sys.executable, "-c", TWO_SLEEPERS, f"{tmp_path}/"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) as running:
        yield running
        running.kill()


@pytest.fixture
def children(supervisor: subprocess.Popen[str], tmp_path: Path) -> dict[str, int]:
    def pids() -> dict[str, int]:
        found = {name: tmp_path / name for name in ("web", "worker")}
        return {n: int(p.read_text()) for n, p in found.items() if p.exists() and p.read_text()}

    return eventually(lambda: len(pids()) == 2 and pids(), "both children to start")


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_told_to_stop_it_stops_both(supervisor: subprocess.Popen[str], children: dict[str, int], by: int) -> None:
    supervisor.send_signal(by)
    assert supervisor.wait(20) == 0
    assert [name for name, pid in children.items() if runs(pid)] == []


@pytest.mark.parametrize("name", ["web", "worker"])
def test_when_one_is_killed_the_other_is_stopped_and_it_says_so(
    supervisor: subprocess.Popen[str], children: dict[str, int], name: str
) -> None:
    os.kill(children[name], signal.SIGKILL)
    assert supervisor.wait(20) == 1
    assert [name for name, pid in children.items() if runs(pid)] == []
    assert supervisor.stderr is not None
    assert f"The {name} ended by itself (status -9)" in supervisor.stderr.read()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_killed_itself_it_leaves_no_orphans(supervisor: subprocess.Popen[str], children: dict[str, int]) -> None:
    supervisor.kill()
    supervisor.wait(20)
    eventually(lambda: not any(map(runs, children.values())), "the children to end")


def check(**environment: str) -> subprocess.CompletedProcess[str]:
    """Ask `tools.serve --check` whether it could serve."""
    return subprocess.run(
        [sys.executable, "-m", "tools.serve", "--check"],
        cwd=ROOT,
        env=os.environ | {"HOST": ""} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_taken_port_is_said_in_one_line_with_a_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = check(PORT=str(port))
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert f"Port {port} of 127.0.0.1 cannot be used" in refused.stderr
    assert f"make run PORT={port + 1}" in refused.stderr


def test_a_free_port_is_fine() -> None:
    assert check(PORT=str(free_port())).returncode == 0


@pytest.mark.parametrize("port", ["eight", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    refused = check(PORT=port)
    assert refused.returncode == 1
    assert "must be a number from 1 to 65535" in refused.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
@pytest.mark.parametrize("mode", [{"DEMO": "1"}, {"PORTAL_MODE": "demo"}, {"PORTAL_MODE": "test"}], ids=str)
def test_only_production_listens_to_other_machines(host: str, mode: dict[str, str]) -> None:
    refused = check(**mode, HOST=host, PORT=str(free_port()))
    assert refused.returncode == 1
    assert f"HOST={host} is not loopback" in refused.stderr
