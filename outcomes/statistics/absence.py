"""Why a figure is not there. "Too few to say" is a value of this portal, never an exception and never a blank."""

from enum import StrEnum


class Absent(StrEnum):
    """The reasons a figure can be missing; the words a reader sees for each are in the templates."""

    PRIVACY = "privacy"  # hidden to protect privacy
    TOO_FEW = "too_few"  # too few people to say
    FROM_SUMMARY = "from_summary"  # a published summary is held, not scores
    NOT_STATED = "not_stated"  # the project has not said
    NO_THRESHOLD = "no_threshold"  # the measure has no published threshold, reliability or reference values for this
    BEING_CORRECTED = "being_corrected"  # a wrong figure was withdrawn, its successor may not show yet
    NOT_APPLICABLE = "not_applicable"  # the question does not arise (no scale was used, no cut-off exists)
