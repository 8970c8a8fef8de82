"""Files of referrals: one row a person, who sent them and when. Read by the machinery of score files.

`outcomes.referral_files.save` puts checked rows into the database. It stands apart so that the reading process, which
imports this package, needs no Django.
"""

import tempfile

from outcomes.referral_files.rows import ReferralRow, Rules
from outcomes.score_files import limits
from outcomes.score_files.answers import Checked, Refused
from outcomes.score_files.child import ask_child

MAX_BYTES = 2 * 1024 * 1024  # it is read while the sender waits
WALL_SECONDS = 15.0

__all__ = ["MAX_BYTES", "WALL_SECONDS", "Checked", "ReferralRow", "Refused", "Rules", "limits", "read_referrals"]


def read_referrals(data: bytes, file_name: str, rules: Rules) -> Checked[ReferralRow] | Refused:
    """Read and check a file of referrals in a process of its own, in at most WALL_SECONDS and a moment.

    The bytes reach it through a file without a name, which is gone whatever happens.
    """
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        return ask_child(
            "outcomes.referral_files.read",
            *(file, file_name, rules.to_json(), ReferralRow.from_json),
            wall_seconds=WALL_SECONDS,
        )
