"""Score files: from a CSV file or workbook to checked rows, in a process of its own (`read_scores`).

`outcomes.score_files.save` puts checked rows into the database: stage, confirm, undo. It stands apart so that the
reading process, which imports this package, needs no Django.
"""

from outcomes.score_files.answers import Checked, Problem, Refused, ScoreRow
from outcomes.score_files.child import read_scores
from outcomes.score_files.rules import Rules

__all__ = ["Checked", "Problem", "Refused", "Rules", "ScoreRow", "read_scores"]
