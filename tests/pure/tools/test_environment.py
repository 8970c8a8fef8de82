"""The environment is made once, recognised afterwards, and made again when it is broken."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tools import environment

ROOT = Path(__file__).parents[3]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty environment that stands somewhere else, locked to nothing."""
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setattr(environment, "UNFINISHED", tmp_path / ".venv/unfinished")
    (tmp_path / "requirements").mkdir()
    for group in ("run", "dev"):
        (tmp_path / f"requirements/{group}.txt").write_text(f"# nothing for {group}\n")
    venv.create(tmp_path / ".venv", with_pip=False, symlinks=True)
    (tmp_path / ".venv/lib").joinpath(f"python{sys.version_info[0]}.{sys.version_info[1]}/site-packages/pip.py").touch()
    return tmp_path


def stamped(place: Path, group: str) -> None:
    (place / f".venv/installed-{group}").write_text(environment.stamp(group))


def test_an_environment_nobody_finished_is_not_current(place: Path) -> None:
    assert not environment.is_current("run")


@pytest.mark.parametrize(("has", "run", "dev"), [("run", True, False), ("dev", True, True)])
def test_what_is_enough_to_work_is_enough_to_serve(place: Path, has: str, run: bool, dev: bool) -> None:
    stamped(place, has)
    assert (environment.is_current("run"), environment.is_current("dev")) == (run, dev)


def test_a_changed_lock_is_noticed(place: Path) -> None:
    stamped(place, "run")
    (place / "requirements/run.txt").write_text("# something\n")
    assert not environment.is_current("run")


def test_an_interrupted_install_is_noticed(place: Path) -> None:
    stamped(place, "run")
    (place / ".venv/unfinished").touch()
    assert not environment.works()
    assert not environment.is_current("run")


def test_an_environment_that_does_not_start_is_noticed(place: Path) -> None:
    stamped(place, "run")
    (place / ".venv/bin/python").unlink()
    (place / ".venv/bin/python").symlink_to("/no/such/python")
    assert not environment.is_current("run")


def test_an_environment_that_was_moved_is_noticed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamped(place, "run")
    moved = place / "moved"
    (place / ".venv").rename(moved)
    monkeypatch.setattr(environment, "VENV", moved)
    monkeypatch.setattr(environment, "PYTHON", moved / "bin/python")
    monkeypatch.setattr(environment, "UNFINISHED", moved / "unfinished")
    assert not environment.works()


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def find_python(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the search with `folder` as the whole PATH."""
    env = {"PATH": str(folder), "HOME": str(folder)}
    script = ROOT / "tools/find-python"
    return subprocess.run(["/bin/sh", str(script)], env=env, capture_output=True, text=True, check=False)


def test_a_shim_that_refuses_to_run_and_a_python_that_is_too_old_are_passed_over(tmp_path: Path) -> None:
    program(tmp_path / "python3.13", "echo 'command not found' >&2; exit 127")
    program(tmp_path / "python3.14", "exit 1")
    program(tmp_path / "python3", f'exec {sys.executable} "$@"')
    found = find_python(tmp_path)
    assert found.returncode == 0
    assert Path(found.stdout.strip()).samefile(sys.executable)


@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("apt-get", "sudo apt-get install python3.13-venv"),
        ("dnf", "sudo dnf install python3.13"),
        ("brew", "brew install python@3.13"),
        ("anything-else", "pyenv install 3.13"),
    ],
)
def test_without_any_python_one_line_says_how_to_get_it(tmp_path: Path, tool: str, line: str) -> None:
    program(tmp_path / tool, "exit 0")
    program(tmp_path / "apt-cache", "exit 0")
    missing = find_python(tmp_path)
    assert missing.returncode == 1
    assert missing.stdout == ""
    assert missing.stderr.count("\n") == 1
    assert missing.stderr.strip().endswith(line)


@pytest.mark.parametrize("name", ["run", "dev"])
def test_the_lock_names_no_registry_and_every_file_has_its_hash(name: str) -> None:
    lines = (ROOT / f"requirements/{name}.txt").read_text().splitlines()
    entries = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert len(entries) > 20
    assert [line for line in entries if "==" not in line or not line.endswith("\\")] == []
    assert [line for line in lines if "://" in line or "--index" in line or "--find-links" in line] == []


def test_what_serves_is_what_was_tested() -> None:
    def pins(name: str) -> dict[str, str]:
        lines = (ROOT / f"requirements/{name}.txt").read_text().splitlines()
        return dict(line.split(" ")[0].split("==") for line in lines if line[:1].isalpha())

    served, tested = pins("run"), pins("dev")
    assert {name: tested.get(name) for name in served} == served


def test_no_group_of_that_name() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tools.environment", "all"],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert "tools.environment run" in told.stderr
