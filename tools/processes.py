"""Children that never outlive their parent: how the supervisor and the test database start and stop programs."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

PR_SET_PDEATHSIG = 1  # prctl(2), Linux


def start(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, user: str | None = None
) -> subprocess.Popen[bytes]:
    """Start `command` as leader of its own process group, as `user` when given (only root may).

    Ctrl-C reaches the parent alone, which then stops its children in order. Where the system can (Linux), the child is
    sent SIGTERM when the parent dies without having stopped it, as by `kill -9`.
    """
    return subprocess.Popen(
        command,
        env=env,
        start_new_session=True,
        preexec_fn=_die_with_parent,  # noqa: PLW1509
        user=user,
        group=group_of(user),
        extra_groups=[] if user else None,
    )


def group_of(user: str | None) -> int | None:
    """Return the number of the group that `user` belongs to first; None without a user."""
    return pwd.getpwnam(user).pw_gid if user else None


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(child: subprocess.Popen[bytes], *, by: signal.Signals = signal.SIGTERM, patience: float = 10) -> None:
    """Ask `child` to end with signal `by`; once it has, or after `patience` seconds, kill what is left of its group."""
    if child.poll() is None:
        child.send_signal(by)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(patience)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def end_on_sigterm() -> None:
    """Let SIGTERM and SIGHUP end this program as Ctrl-C does, so that every `finally` runs."""

    def end(signum: int, frame: FrameType | None) -> None:
        sys.exit(128 + signum)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGHUP, end)
