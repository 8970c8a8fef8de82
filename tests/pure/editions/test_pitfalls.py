"""Each of the six pitfalls is present, absent or not stated; what nobody has said is never "absent"."""

from dataclasses import replace
from datetime import date

from casestudies.editions import document, facts
from casestudies.editions.compose import compose
from casestudies.editions.document import State
from tests.pure.editions.cases import case, cohort

HALF_AND_HALF = [(5, 9)] * 30 + [(9, 5)] * 30


def states(found: facts.CohortFacts) -> dict[str, tuple[State, str]]:
    edition = compose(case(found), edition=1, published=date(2026, 11, 2), small=7)
    return {pitfall.key: (pitfall.state, pitfall.reason) for pitfall in edition.cohorts[0].pitfalls}


def test_silence_is_never_absent() -> None:
    silent = replace(cohort(HALF_AND_HALF, started=None), comparison_group="", follow_up_months=None)
    assert {key: state for key, (state, _) in states(silent).items()} == {
        "comparison": State.NOT_STATED,
        "drop-out": State.NOT_STATED,
        "left-out": State.NOT_STATED,
        "measurement": State.NOT_STATED,
        "sample": State.ABSENT,  # how many were scored is known, and shown
        "follow-up": State.NOT_STATED,
    }


def test_a_project_that_did_everything_well() -> None:
    careful = replace(
        cohort(HALF_AND_HALF, started=62),
        comparison_group="present",
        comparison_note="Families on the waiting list.",
        rated_independently=True,
        follow_up_months=12,
    )
    found = states(careful)
    assert {state for state, _ in found.values()} == {State.ABSENT}
    assert found["comparison"][1] == "Families on the waiting list."
    assert found["left-out"][1] == "Fewer than 8 parents were left out."
    assert found["follow-up"][1] == "Scores were taken again 12 months after the help ended."


def test_a_project_with_every_weakness_says_how_large_it_is() -> None:
    weak = replace(cohort(HALF_AND_HALF, started=144), rated_independently=False, follow_up_months=3)
    found = states(weak)
    assert [key for key, (state, _) in found.items() if state is State.PRESENT] == [
        "comparison",
        "drop-out",
        "left-out",
        "measurement",
        "follow-up",
    ]
    assert found["drop-out"][1] == "84 of 144 parents were not scored twice."
    assert "the 84 parents without two scores" in found["left-out"][1]
    assert "3 months" in found["follow-up"][1]


def test_eight_in_ten_scored_is_enough_and_fewer_is_not() -> None:
    assert states(cohort(HALF_AND_HALF, started=75))["drop-out"][0] is State.ABSENT
    assert states(cohort(HALF_AND_HALF, started=76))["drop-out"][0] is State.PRESENT


def test_too_few_scored_says_so_without_a_number_of_people() -> None:
    found = states(cohort(HALF_AND_HALF[25:41], started=40))
    assert found["sample"] == (State.PRESENT, "Fewer than 20 parents were scored twice.")
    assert not any("16" in reason for _, reason in found.values())


def test_nobody_followed_up_is_present() -> None:
    nobody = replace(cohort(HALF_AND_HALF, started=60), follow_up_months=0)
    assert states(nobody)["follow-up"] == (State.PRESENT, "Nobody was scored again after the help had ended.")


def test_the_pitfalls_have_names() -> None:
    edition = compose(case(cohort(HALF_AND_HALF)), edition=1, published=date(2026, 11, 2), small=7)
    assert isinstance(edition, document.EditionDocument)
    assert [pitfall.name for pitfall in edition.cohorts[0].pitfalls] == [
        "No comparison group",
        "Many not followed up",
        "People left out of the analysis",
        "Measured by those with a stake in it",
        "Too small a sample",
        "No long-term follow-up",
    ]
