"""Whatever is put right later and has a public consequence: records erased, documents erased, twins merged.

Each verb names who acts (`by`), is one transaction and says why it was done. None of them publishes over an open draft:
a live edition that no longer says what the records say is marked stale, and the reviewers' queue shows it, until a task
has made the next one where nothing else has changed (`recomposing`).
"""

from casestudies.corrections.documents import ask_to_erase, erase_document, take_back
from casestudies.corrections.erasing import NOTHING_HELD, erase, held
from casestudies.corrections.merging import KINDS, forget_old, merge, preview
from casestudies.corrections.undoing import preview_undo, undo
from casestudies.workflow import Refused

__all__ = [
    "KINDS",
    "NOTHING_HELD",
    "Refused",
    "ask_to_erase",
    "erase",
    "erase_document",
    "forget_old",
    "held",
    "merge",
    "preview",
    "preview_undo",
    "take_back",
    "undo",
]
