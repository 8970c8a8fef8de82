"""Disclosure control: the only way from what was computed to what readers may see.

`protect` takes all figures of an edition at once, with all that earlier editions still show; `marks` finds what a
reviewer has to look at in the words around them. `trees` holds the rules for a cohort's counts, `bands`, `means` and
`room` those for what may stand beside them, `splits` and `heads` those for other figures, `bases` for all of them side
by side, `reported` for a publication beside scores, `editions` and `steps` for an edition beside earlier ones,
`first_told` for what those have told under another key.
"""

from outcomes.disclosure.bases import shown_counts
from outcomes.disclosure.first_told import first_told, told_before
from outcomes.disclosure.protection import SMALL, Earlier, protect
from outcomes.disclosure.text import TextMark, marks
from outcomes.figures import HeadBlock

__all__ = [
    "SMALL",
    "Earlier",
    "HeadBlock",
    "TextMark",
    "first_told",
    "marks",
    "protect",
    "shown_counts",
    "told_before",
]
