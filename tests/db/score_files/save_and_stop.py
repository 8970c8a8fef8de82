"""Confirms an upload in a process of its own that stops on the way, to be killed there.

`python -m tests.db.score_files.save_and_stop KIND DATABASE UPLOAD USER WHERE`, with KIND "scores" or "referrals" and
WHERE the number of a query of the save, or "commit": stops before it, says "stopped" and waits for ever. Says "saved"
where it never came to stop.
"""

import signal
import sys
from typing import Any

import django


def main(kind: str, database: str, upload: str, user: str, where: str) -> None:
    """Save until WHERE."""
    django.setup()
    from django.contrib.auth import get_user_model
    from django.db import connection

    from outcomes.models import ReferralUpload, ScoreUpload
    from outcomes.referral_files import save as save_referrals
    from outcomes.score_files import save as save_scores

    uploads, save = {"scores": (ScoreUpload, save_scores), "referrals": (ReferralUpload, save_referrals)}[kind]
    connection.settings_dict["NAME"] = database
    staged, by = uploads.objects.get(pk=upload), get_user_model().objects.get(pk=user)
    met = 0

    def watch(execute: Any, *query: Any) -> Any:
        nonlocal met
        met += 1
        if str(met) == where:
            stop()
        return execute(*query)

    if where == "commit":
        connection._commit = stop
    with connection.execute_wrapper(watch):
        save.confirm(staged, by=by)
    say("saved")


def stop() -> None:
    """Wait to be killed."""
    say("stopped")
    while True:
        signal.pause()


def say(word: str) -> None:
    """Tell the test how far this process is."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
