"""Runs every test suite, one after the other, and says at the end how each went: `python -m tools.run_tests [--long]`.

Pure tests run once, database tests on SQLite and on PostgreSQL, journeys in a browser on PostgreSQL and the smoke
journeys on SQLite too. What all of them together reach of the code, by branch, must be the share pyproject.toml says.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from tools import chromium, postgres, processes

ROOT = Path(__file__).resolve().parent.parent
SUMMARY = ROOT / "var/test-summary.txt"
COVERAGE = ROOT / "var/coverage"
TWO = ["-n", "2"]
WITHOUT_LIMIT = ["-o", "faulthandler_timeout=0"]  # ten minutes say of a test that it hangs, and of a search nothing

type Outcome = tuple[str, bool, str, float]  # suite, passed, pytest's last line, seconds


def run(suite: str, options: list[str], env: dict[str, str], *, measured: bool = True) -> Outcome:
    """Run pytest with `options`, passing on what it prints; a suite that finds no test has failed."""
    print(f"\n=== {suite} ===", flush=True)
    began, last = time.monotonic(), "nothing was reported"
    tracer = ["-m", "coverage", "run"] if measured else []
    command = [sys.executable, *tracer, "-m", "pytest", *options]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            print(line, end="", flush=True)
            if re.search(r"\d+ (passed|failed|error|deselected)|no tests ran", line):
                last = line.strip(" =\n")
    if child.returncode < 0:
        last = f"killed by signal {-child.returncode} ({signal.Signals(-child.returncode).name}); {last}"
    return suite, child.returncode == 0, last, time.monotonic() - began


def everything(env: dict[str, str], postgres_env: dict[str, str]) -> list[Outcome]:
    """Run the suites of `make test`."""
    return [
        run("pure", ["tests/pure", *TWO], env),
        run("database tests on SQLite", ["tests/db", *TWO], env),
        run("database tests on PostgreSQL", ["tests/db", *TWO], postgres_env),
        run("journeys on PostgreSQL", ["tests/browser", *TWO], postgres_env),
        run("smoke journeys on SQLite", ["tests/browser", "-m", "smoke and not long"], env),
    ]


def searches(env: dict[str, str]) -> list[Outcome]:
    """Run the suites of `make test-long`: properties on examples drawn anew, and what takes minutes each."""
    anew = ["tests/pure", "-m", "not long", "--hypothesis-profile", "long"]
    return [
        run("other examples", [*anew, *WITHOUT_LIMIT, *TWO], env, measured=False),
        run("deep searches", ["tests", "-m", "long", *WITHOUT_LIMIT, *TWO], env, measured=False),
    ]


def coverage(env: dict[str, str]) -> Outcome:
    """Add up what all suites reached; print what they did not."""
    print("\n=== coverage ===", flush=True)
    subprocess.run([sys.executable, "-m", "coverage", "combine", "--quiet"], cwd=ROOT, env=env, check=True)
    report = subprocess.run(
        [sys.executable, "-m", "coverage", "report"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )
    print(report.stdout)
    total = next((line for line in reversed(report.stdout.splitlines()) if line.startswith("TOTAL")), "TOTAL ?")
    return "coverage by branch", report.returncode == 0, total.split()[-1], 0.0


def main() -> int:
    """Run all suites even when one fails; return 0 only when every one passed."""
    processes.end_on_sigterm()
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DEMO", "PORTAL_MODE"}}
    env |= {"COVERAGE_FILE": str(COVERAGE / "data"), "CHROMIUM": str(chromium.ensure())}
    shutil.rmtree(COVERAGE, ignore_errors=True)
    COVERAGE.mkdir(parents=True)
    if "--long" in sys.argv[1:]:
        outcomes = searches(env)
    else:
        with postgres.server() as url:
            outcomes = everything(env, env | {"DATABASE_URL": url})
        outcomes.append(coverage(env))
    lines = [f"{'passed' if ok else 'FAILED'}  {name}: {last} [{took:.0f} s]" for name, ok, last, took in outcomes]
    SUMMARY.write_text("\n".join(lines) + "\n")
    print("\n" + SUMMARY.read_text(), end="")
    return 0 if all(ok for _, ok, _, _ in outcomes) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Interrupted.")
