"""What was computed, as frozen values: unprotected figures on the private side, `Shown | Hidden` on the public side.

The private side (`Tree`, `CohortFigures`, `Split`, `HeadCount`, gathered in `EditionFigures`) may hold counts of a
single person and never leaves the process. `disclosure.protect` is the only maker of the public side (`CohortBlock`,
`SplitBlock`, `HeadBlock`, gathered in `ProtectedFigures`); an edition's document accepts nothing else.
"""

from outcomes.figures.protected import (
    BandCount,
    CohortBlock,
    Derived,
    HeadBlock,
    Means,
    Note,
    ProtectedFigures,
    SplitBlock,
)
from outcomes.figures.shown import Because, Count, Figure, Hidden, Shown
from outcomes.figures.unprotected import CohortFigures, EditionFigures, HeadCount, Part, ScoreRange, Split, Tree
from outcomes.money import Amount, Breakdown
from outcomes.statistics.absence import Absent
from outcomes.statistics.bands import BandMargin
from outcomes.statistics.costs import PerHead
from outcomes.statistics.funnel import Limits
from outcomes.statistics.moments import Moments
from outcomes.statistics.pooling import Heterogeneity, Pool
from outcomes.statistics.proportions import Rate
from outcomes.statistics.span import Span

__all__ = [
    "Absent",
    "Amount",
    "BandCount",
    "BandMargin",
    "Because",
    "Breakdown",
    "CohortBlock",
    "CohortFigures",
    "Count",
    "Derived",
    "EditionFigures",
    "Figure",
    "HeadBlock",
    "HeadCount",
    "Heterogeneity",
    "Hidden",
    "Limits",
    "Means",
    "Moments",
    "Note",
    "Part",
    "PerHead",
    "Pool",
    "ProtectedFigures",
    "Rate",
    "ScoreRange",
    "Shown",
    "Span",
    "Split",
    "SplitBlock",
    "Tree",
]
