"""Reads an import in a process of its own that stops on the way, to be killed there.

`python -m tests.db.results.read_and_stop DATABASE FOLDER IMPORT WHERE`, with WHERE the number of a query,
or "commit" for that of its last transaction: stops before it, says "stopped" and waits for ever.
"""

import sys
from typing import Any

import django

from tests.db.score_files.save_and_stop import say, stop


def main(database: str, folder: str, one: str, where: str) -> None:
    """Read until WHERE."""
    django.setup()
    from django.conf import settings
    from django.db import connection

    from casestudies import tasks

    connection.settings_dict["NAME"] = database
    settings.UPLOADS_ROOT = folder
    met = 0

    def watch(execute: Any, *query: Any) -> Any:
        nonlocal met
        met += 1
        if str(met) == where:
            stop()
        return execute(*query)

    if where == "commit":
        connection._commit = stop  # type: ignore[method-assign]
    with connection.execute_wrapper(watch):
        tasks.read_score_import.call(int(one))
    say("saved")


if __name__ == "__main__":
    main(*sys.argv[1:])
