"""Results as sentences: the number, its base and what one has to know, and never a claim of cause."""

import re
from dataclasses import replace
from decimal import Decimal

from casestudies.editions import document, receipts, sentences
from casestudies.editions.compose import compose
from casestudies.editions.document import Nearest, OtherOutcome, Period, Reported
from casestudies.editions.facts import CohortFacts
from casestudies.editions.ledger import ledger
from casestudies.templatetags.editions import lead_result, story
from outcomes.figures import Absent, Because, Count, HeadBlock, Hidden, Shown
from tests.pure.editions.cases import case, cohort
from tests.pure.editions.test_compose import TODAY

# 41 people with two scores: 25 rose by 4 points, 8 stayed, 8 fell by 2
PAIRS = [(5, 9)] * 25 + [(6, 6)] * 8 + [(9, 7)] * 8
NOT_STATED = Hidden(Absent.NOT_STATED)


def composed(*cohorts: CohortFacts, **changes: object) -> document.EditionDocument:
    return compose(case(*cohorts, **changes), edition=1, published=TODAY, small=7)


def outcome(**changes: object) -> OtherOutcome:
    block = HeadBlock("goals", NOT_STATED, Shown(Count.of(33)), Shown(75))
    plain = OtherOutcome(
        key="goals",
        kind="goal",
        label="achieved all their goals",
        unit="clients",
        block=block,
        around=False,
        words="",
        nearest=(),
        period=Period(None, None),
        source=None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_the_result_has_its_base_and_its_gap_in_one_breath() -> None:
    said = sentences.statement(composed(cohort(PAIRS, started=60)))
    assert str(said) == (
        "Of 41 parents scored before and after, 61\u202f% had a higher score afterwards. "
        "19 of 60 were not scored twice. No comparison group."
    )


def test_lower_is_said_to_be_better_where_it_is() -> None:
    turned = [(after, before) for before, after in PAIRS]
    said = sentences.statement(composed(cohort(turned, started=60, higher_is_better=False)))
    assert said.after == "had a lower (better) score afterwards."


def test_no_sentence_claims_a_cause() -> None:
    said = str(sentences.statement(composed(cohort(PAIRS, started=60))))
    assert not re.search(r"\b(help|led to|because|thanks|caus|effective|works?)\b", said)


def test_too_few_is_a_sentence_without_a_number() -> None:
    said = str(sentences.statement(composed(cohort(PAIRS[:15], started=18))))
    assert said.startswith("Too few to say.")
    assert not re.search(r"\d", said)


def test_a_strand_that_nobody_was_counted_in_has_no_people_to_be_few() -> None:
    document = composed(cohort(PAIRS, started=60))
    empty = replace(document, strands=tuple(replace(strand, cohorts=()) for strand in document.strands))
    assert sentences.statement(empty).figure == "No result yet."


def test_few_not_scored_hides_how_many_started() -> None:
    said = str(sentences.statement(composed(cohort(PAIRS, started=44))))
    assert "Fewer than 8 were not scored twice." in said
    assert "44" not in said


def test_a_line_of_a_list_has_figure_and_base() -> None:
    line = sentences.line(composed(cohort(PAIRS, started=60)))
    assert (line.figure, line.after) == (
        "61\u202f%",
        "scored higher afterwards, of 41 parents with two scores; 60 came",
    )


def test_without_a_scale_the_project_is_the_one_who_reports() -> None:
    said = sentences.statement(replace(composed(), strands=(), other_outcomes=(outcome(),)))
    assert (said.before, said.figure) == ("Of 33 clients,", "75\u202f%")
    assert said.after == "achieved all their goals, the project reports."
    assert sentences.line(replace(composed(), strands=(), other_outcomes=(outcome(),))).figure == "75\u202f%"


def test_no_outcome_at_all() -> None:
    assert sentences.statement(replace(composed(), strands=())).figure == "No result yet."
    in_words = outcome(
        kind="words", words="Some moved into work.", block=HeadBlock("w", NOT_STATED, NOT_STATED, NOT_STATED)
    )
    said = sentences.statement(replace(composed(), strands=(), other_outcomes=(in_words,)))
    assert said.before == "Some moved into work."


def test_outcomes_without_a_scale_in_words() -> None:
    of = Shown(Count.of(30))
    at_least = HeadBlock("h", Shown(Count(23, 30, Because.PRIVACY)), of, NOT_STATED)
    assert sentences.sentence(outcome()) == "75\u202f% of 33 clients achieved all their goals."
    assert sentences.sentence(outcome(around=True)) == "Around 75\u202f% of 33 clients achieved all their goals."
    assert sentences.sentence(outcome(block=at_least)) == "At least 23 of 30 clients achieved all their goals."
    helped = outcome(label="people helped", block=HeadBlock("p", Shown(Count.of(33)), NOT_STATED, NOT_STATED))
    assert sentences.sentence(helped) == "People helped: 33."


def test_a_percentage_no_whole_number_rounds_to_is_explained() -> None:
    near = (Nearest(24, 73), Nearest(25, 76))
    assert sentences.plausibility(outcome(nearest=near)) == (
        "No whole number out of 33 rounds to 75\u202f%: 24 is 73\u202f%, 25 is 76\u202f%."
    )
    assert sentences.plausibility(outcome()) == ""


def test_the_receipt_goes_from_started_to_source() -> None:
    document = composed(cohort(PAIRS, started=60))
    steps = receipts.of_cohort(document.strands[0], document.cohorts[0])
    assert [name for name, _ in steps] == [
        *("Started", "Scored twice", "Improved", "Formula", "Interval"),
        *("Coverage", "Possible range", "Source"),
    ]
    assert steps[1] == ("Scored twice", "41 (68\u202f% of those who started)")
    assert steps[3] == ("Formula", "improved ÷ scored = 25 ÷ 41 = 61\u202f%")
    assert steps[5] == ("Coverage", "scored ÷ started = 41 ÷ 60 = 68\u202f%")
    assert steps[6][1].endswith("25 ÷ 60, to (25 + 19) ÷ 60 = 42 to 73\u202f%")


def test_a_percentage_without_a_scale_has_its_receipt_too() -> None:
    printed = dict(receipts.of_outcome(outcome(nearest=(Nearest(24, 73), Nearest(25, 76)))))
    assert printed["Of"] == "33 clients"
    assert printed["Whole numbers near it"] == "24 is 73\u202f%, 25 is 76\u202f%"
    assert printed["Published as"] == "75\u202f%; not worked out here"
    counted = HeadBlock("goals", Shown(Count.of(30)), Shown(Count.of(50)), Shown(60))
    assert dict(receipts.of_outcome(outcome(block=counted)))["Formula"] == "30 ÷ 50 = 60\u202f%"
    alone = HeadBlock("goals", Shown(Count.of(30)), NOT_STATED, NOT_STATED)
    assert receipts.of_outcome(outcome(block=alone)) == []
    assert receipts.of_outcome(outcome(words="Around half met their goals.")) == []


def test_every_figure_is_a_line_or_missing_for_a_reason() -> None:
    document = composed(cohort(PAIRS, started=60))
    book = ledger(document.strands[0], document.cohorts[0])
    lines = {line.label: line.figure for line in book.lines}
    assert lines["Parents who started"] == "60"
    assert lines["Improved"] == "25"
    assert lines["Of these, worse"] == "8"
    assert lines["Average gain of those who improved"] == "4 points"
    assert lines["Average change of all scored"] == "+2 points"  # (25 × 4 − 8 × 2) ÷ 41 = 2.049
    missing = {label: reason.why for reason in book.missing for label in reason.labels}
    assert missing["Reliably improved"] == "not computable: what it takes is not published for this measure"
    assert not set(lines) & set(missing)


def test_a_published_average_says_whose_it_is_and_no_more() -> None:
    shown = composed(cohort(PAIRS, started=60))
    strand, recorded = shown.strands[0], shown.cohorts[0]
    silent = Hidden(Absent.FROM_SUMMARY)
    summary = replace(recorded, block=replace(recorded.block, means=silent, gain_of_improved=silent))

    def lines(base: str, *, ours: bool = False) -> dict[str, tuple[str, str]]:
        printed = Reported(61, Shown(Count.of(25)), Decimal("3.4"), base, ours, None)
        book = ledger(strand, replace(summary, reported=printed))
        return {line.label: (line.figure, line.note) for line in book.lines if "verage" in line.label}

    assert lines("all") == {"Average change of all scored": ("+3.4 points", "as published")}
    assert lines("improved") == {"Average gain of those who improved": ("3.4 points", "")}
    reading = "as the source is read; it does not say whose average it is"
    assert lines("improved", ours=True) == {"Average gain of those who improved": ("3.4 points", reading)}
    nobodys = "the source does not say whose average it is"
    assert lines("not_stated") == {"Average change as published": ("+3.4 points", nobodys)}


def test_too_few_people_leave_only_reasons() -> None:
    document = composed(cohort(PAIRS[:15], started=18))
    book = ledger(document.strands[0], document.cohorts[0])
    assert book.lines == ()
    assert all(reason.why for reason in book.missing)


def test_a_story_keeps_paragraphs_and_loses_everything_that_could_act() -> None:
    html = story(
        "One *two*.\n\n<script>alert(1)</script>\n\n[link](javascript:alert(1)) ![x](http://example.invalid/x.png)"
    )
    assert html.startswith("<p>One <em>two</em>.</p>")
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


def test_an_invented_result_never_leads_the_home_page() -> None:
    class Published:
        figures_retired = False

        def __init__(self, shown: document.EditionDocument) -> None:
            self.document = shown

    real, invented = composed(cohort(PAIRS, started=60)), composed(cohort(PAIRS, started=60), invented=True)
    assert lead_result([Published(invented)]) is None  # type: ignore[list-item]
    assert (lead_result([Published(invented), Published(real)]) or {})["document"] is real  # type: ignore[list-item]
