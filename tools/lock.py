"""Writes requirements/run.txt and requirements/dev.txt from pyproject.toml, every file pinned by its hash.

One list serves Python 3.12 and newer on every system, names no registry, and holds only what has wheels.
"""

import os
import subprocess
import sys

from tools.environment import PYTHON, ROOT

OPTIONS = ["--universal", "--python-version", "3.12", "--generate-hashes", "--only-binary", ":all:"]
# Nothing of this machine may enter the files: not its configuration, not its registries, not its paths.
PLAIN = ["--no-config", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
LISTS: dict[str, list[str]] = {"run": [], "dev": ["--group", "dev", "--constraint", "requirements/run.txt"]}


def main() -> None:
    """Install the resolver beside the tools and run it; extra arguments (`--upgrade`) are passed on."""
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"], check=True)
    env = {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_"))}
    for name, options in LISTS.items():
        command = [str(PYTHON), "-m", "uv", "pip", "compile", "pyproject.toml", *OPTIONS, *PLAIN, *options]
        subprocess.run(
            [*command, *sys.argv[1:], "--output-file", f"requirements/{name}.txt"], cwd=ROOT, env=env, check=True
        )


if __name__ == "__main__":
    main()
