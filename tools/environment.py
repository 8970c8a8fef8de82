"""Makes `.venv` hold exactly what is locked: `python -m tools.environment run` (to serve) or `dev` (to work on it).

Run by any Python 3.12 or newer that has venv; needs nothing but pip and a package registry. A second run finds a stamp
and returns at once. An environment that is broken, was moved, or whose making was interrupted is made again.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
UNFINISHED = VENV / "unfinished"  # there while an install runs: still there afterwards, it was interrupted
COVERS = {"run": ("run", "dev"), "dev": ("dev",)}  # what is enough to serve is also in the list to work with


def locked(group: str) -> Path:
    """Return the hashed requirements of `group`."""
    return ROOT / "requirements" / f"{group}.txt"


def stamp(group: str) -> str:
    """Return what an environment of `group` is made from: the place (scripts hold it), and every locked line."""
    return f"{VENV}\n{hashlib.sha256(locked(group).read_bytes()).hexdigest()}\n"


def is_current(group: str) -> bool:
    """Tell whether `.venv` already holds `group` and still starts."""
    return works() and any(
        (VENV / f"installed-{name}").is_file() and (VENV / f"installed-{name}").read_text() == stamp(name)
        for name in COVERS[group]
    )


def works() -> bool:
    """Tell whether `.venv` starts, is new enough, stands where it was made, and was not left half made."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    ask = "import sys, pip; sys.exit(sys.version_info < (3, 12))"
    if subprocess.run([PYTHON, "-c", ask], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        return False
    scripts = VENV / "bin/activate"
    return not scripts.exists() or str(VENV) in scripts.read_text()


def make(group: str) -> None:
    """Make `.venv` if it does not work, and install what `group` locks; exit with pip's own words if that fails."""
    if not works():
        print(f"Making {VENV} with Python {sys.version.split()[0]} ...", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        VENV.mkdir()
        UNFINISHED.touch()
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    print(f"Installing requirements/{group}.txt (about a minute, once) ...", flush=True)
    UNFINISHED.touch()
    for old in VENV.glob("installed-*"):
        old.unlink()
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--root-user-action=ignore"]
    hashed: list[str | Path] = ["--require-hashes", "--only-binary", ":all:", "-r", locked(group)]
    done = subprocess.run([PYTHON, "-m", "pip", "install", *quiet, *hashed])
    if done.returncode != 0:
        sys.exit("The packages could not be installed (see above). Run the same command again once that is mended.")
    (VENV / f"installed-{group}").write_text(stamp(group))
    UNFINISHED.unlink()


def main() -> None:
    """Make the environment unless it is current; of two at the same time one waits for the other."""
    if len(sys.argv) != 2 or sys.argv[1] not in COVERS:
        sys.exit(__doc__)
    group = sys.argv[1]
    if is_current(group):
        return
    if not locked(group).exists():
        sys.exit(f"{locked(group)} is missing: `make lock` writes it")
    with (ROOT / "pyproject.toml").open() as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        os.environ.pop("PYTHONHOME", None)
        if not is_current(group):
            make(group)


if __name__ == "__main__":
    main()
