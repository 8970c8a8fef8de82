"""The six pitfalls of evaluation, each present, absent or not stated for a cohort; silence is never "absent".

The list is the Early Intervention Foundation's ("Evaluating early intervention programmes: six common pitfalls, and
how to avoid them", 2018); the lines between present and absent are ours and stand in `docs/decisions.md`.
"""

from casestudies.editions.document import Pitfall, State
from casestudies.editions.facts import CohortFacts
from outcomes.figures import CohortBlock, Count, Derived, Figure, Note, Shown

ENOUGH_COVERAGE = 0.8  # of those who started, scored twice
LONG_TERM_MONTHS = 12
SMALL_SAMPLE = 20


def pitfalls(cohort: CohortFacts, block: CohortBlock, derived: Derived, unit: str) -> tuple[Pitfall, ...]:
    """The six pitfalls, from what the project has stated and from shown figures only."""
    return (
        _comparison(cohort),
        _drop_out(block, derived, unit),
        _left_out(block, unit),
        _measurement(cohort),
        _sample(block, unit),
        _follow_up(cohort),
    )


def _comparison(cohort: CohortFacts) -> Pitfall:
    state, reason = {
        "present": (State.ABSENT, cohort.comparison_note or "There is a comparison group."),
        "none": (
            State.PRESENT,
            "No comparison group is described, so nobody can say how many would have changed without this help.",
        ),
    }.get(cohort.comparison_group, (State.NOT_STATED, "Whether there is a comparison group is not stated."))
    return Pitfall("comparison", "No comparison group", state, reason)


def _drop_out(block: CohortBlock, derived: Derived, unit: str) -> Pitfall:
    key, name = "drop-out", "Many not followed up"
    if not isinstance(derived.coverage, Shown):
        return Pitfall(
            key, name, State.NOT_STATED, f"How many of the {unit} who started were scored twice is not shown."
        )
    share = derived.coverage.value
    if share.low < ENOUGH_COVERAGE:
        return Pitfall(
            key,
            name,
            State.PRESENT,
            f"{_words(block.not_scored)} of {_words(block.started)} {unit} were not scored twice.",
        )
    return Pitfall(key, name, State.ABSENT, "At least four in five of those who started were scored twice.")


def _left_out(block: CohortBlock, unit: str) -> Pitfall:
    key, name = "left-out", "People left out of the analysis"
    if not isinstance(block.not_scored, Shown):
        return Pitfall(key, name, State.NOT_STATED, "How many were left out is not shown.")
    if Note.FEW_NOT_SCORED in block.notes:
        return Pitfall(key, name, State.ABSENT, f"Fewer than {block.not_scored.value.high + 1} {unit} were left out.")
    return Pitfall(
        key,
        name,
        State.PRESENT,
        f"The rate leaves out the {_words(block.not_scored)} {unit} without two scores; "
        "the possible range says how much they could matter.",
    )


def _measurement(cohort: CohortFacts) -> Pitfall:
    state, reason = {
        True: (
            State.ABSENT,
            f"{cohort.measure.short_name} is a published scale, scored by somebody who did not give the help.",
        ),
        False: (State.PRESENT, "Those who gave the help, or received it, also gave the scores."),
        None: (State.NOT_STATED, "Who gave the scores, and whether they also gave the help, is not stated."),
    }[cohort.rated_independently]
    return Pitfall("measurement", "Measured by those with a stake in it", state, reason)


def _sample(block: CohortBlock, unit: str) -> Pitfall:
    key, name = "sample", "Too small a sample"
    if isinstance(block.scored, Shown) and block.scored.value.low >= SMALL_SAMPLE:
        return Pitfall(
            key,
            name,
            State.ABSENT,
            f"{_words(block.scored)} {unit} were scored twice; the interval says what chance alone can do.",
        )
    if {Note.TOO_FEW_SCORED, Note.TOO_FEW_STARTED} & set(block.notes):
        return Pitfall(key, name, State.PRESENT, f"Fewer than {SMALL_SAMPLE} {unit} were scored twice.")
    return Pitfall(key, name, State.NOT_STATED, "How many were scored twice is not shown.")


def _follow_up(cohort: CohortFacts) -> Pitfall:
    key, name, months = "follow-up", "No long-term follow-up", cohort.follow_up_months
    if months is None:
        return Pitfall(key, name, State.NOT_STATED, "Whether the change lasted is not stated.")
    if months == 0:
        return Pitfall(key, name, State.PRESENT, "Nobody was scored again after the help had ended.")
    if months < LONG_TERM_MONTHS:
        return Pitfall(
            key, name, State.PRESENT, f"Scores were taken again {months} months after the help ended, not later."
        )
    return Pitfall(key, name, State.ABSENT, f"Scores were taken again {months} months after the help ended.")


def _words(figure: Figure[Count]) -> str:
    if not isinstance(figure, Shown):
        return "some"
    count = figure.value
    if count.exact:
        return f"{count.low}"
    if count.low == 0:
        return f"fewer than {count.high + 1}"
    return f"{count.low} to {count.high}"
