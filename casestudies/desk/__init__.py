"""The only writer of an editor's work: facts and the version of what was typed, in one transaction.

Each task has a module that reads its facts and writes them back in the same shape; `saving` decides who was first,
`starting` makes a case study, `standing` says how far each task has come.
"""

from casestudies.desk.being_open import Closed, closed, hold_open, mark_changed
from casestudies.desk.pictures import NewPicture
from casestudies.desk.saving import Answers, Conflict, Saved, draft_of, fingerprint, read, save
from casestudies.desk.standing import RESULTS, TITLES, TO_CORRECT, Standing, State, missing, status_of
from casestudies.desk.starting import new_key, once, start

__all__ = [
    "RESULTS",
    "TITLES",
    "TO_CORRECT",
    "Answers",
    "Closed",
    "Conflict",
    "NewPicture",
    "Saved",
    "Standing",
    "State",
    "closed",
    "draft_of",
    "fingerprint",
    "hold_open",
    "mark_changed",
    "missing",
    "new_key",
    "once",
    "read",
    "save",
    "start",
    "status_of",
]
