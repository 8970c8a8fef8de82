"""From facts to a document. Pure: no Django, no clock, no database; the same facts compose the same document.

There is no second way to a figure: preview shows what this returns, publishing freezes it, tests drive it directly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from casestudies.editions import carried, document, facts
from casestudies.editions.pitfalls import pitfalls
from casestudies.editions.same_cohort import formerly
from outcomes import disclosure
from outcomes.derived import Mismatch, Scope, derive, nearest_percentages, per_person
from outcomes.figures import (
    Absent,
    Because,
    CohortBlock,
    EditionFigures,
    HeadBlock,
    Hidden,
    ProtectedFigures,
    Shown,
)

WORKED_EXAMPLE = "simulated"  # the provenance of made-up scores, kept out of everything else


def compose(
    case: facts.CaseFacts,
    *,
    edition: int,
    published: date,
    note: str = "",
    earlier: Sequence[tuple[int, ProtectedFigures]] = (),
    shown: Mapping[int, document.EditionDocument] | None = None,
    small: int,
) -> document.EditionDocument:
    """The document of edition number `edition`, its figures protected against the `earlier` ones still showing.

    `shown`: the documents of those editions by number, where there still is one. What is carried forward from one is
    said in its words: with the measure, period and follow-up, or the name of the outcome, that it had there, whatever
    those are today.
    `small`: counts of people from 0 to this many never leave (see `outcomes.disclosure`).
    """
    shown = shown or {}
    results, worked = _without_and_with(case.strands)
    protected = disclosure.protect(
        EditionFigures(
            cohorts=tuple(
                replace(cohort.figures, formerly=formerly(strand, cohort, case.strands, earlier, shown))
                for strand in results
                for cohort in strand.cohorts
            ),
            splits=(case.referrals,) if case.referrals else (),
            heads=(
                *(outcome.figures for outcome in case.other_outcomes),
                *((case.reach.figures,) if case.reach else ()),
            ),
        ),
        earlier,
        small=small,
    )
    made_up = disclosure.protect(
        EditionFigures(cohorts=tuple(cohort.figures for strand in worked for cohort in strand.cohorts)), (), small=small
    )
    strands = _strands(results, {block.key: block for block in protected.cohorts}, shown)
    heads = {block.key: block for block in protected.heads}
    return document.EditionDocument(
        schema=document.SCHEMA,
        slug=case.slug,
        edition=edition,
        published=published,
        note=note,
        case_number=case.case_number,
        area=case.area,
        theme=case.theme,
        headline=case.headline,
        invented=case.invented,
        project=replace(case.project, reach=_reach(case.reach, heads, shown)),
        strands=strands,
        other_outcomes=tuple(
            _other_outcome(outcome, heads[outcome.figures.key], shown) for outcome in case.other_outcomes
        ),
        referrals=document.Referrals(case.routes, next(iter(protected.splits), None), case.referral_period),
        funding=document.Funding(
            incomes=tuple(income.income for income in case.incomes),
            parts=case.funding,
            per_person=_per_person(case, strands),
        ),
        story=case.story,
        sources=_all_sources(case),
        worked_example=_strands(worked, {block.key: block for block in made_up.cohorts}, {}),
    )


def _without_and_with(
    strands: Sequence[facts.StrandFacts],
) -> tuple[tuple[facts.StrandFacts, ...], tuple[facts.StrandFacts, ...]]:
    """The strands with their results, and those that have a worked example with it alone."""
    real = tuple(replace(s, cohorts=tuple(c for c in s.cohorts if c.provenance != WORKED_EXAMPLE)) for s in strands)
    made_up = (replace(s, cohorts=tuple(c for c in s.cohorts if c.provenance == WORKED_EXAMPLE)) for s in strands)
    return real, tuple(s for s in made_up if s.cohorts)


def _strands(
    strands: Sequence[facts.StrandFacts],
    blocks: dict[str, CohortBlock],
    shown: Mapping[int, document.EditionDocument],
) -> tuple[document.Strand, ...]:
    return tuple(
        document.Strand(
            key=strand.key,
            name=strand.name,
            description=strand.description,
            unit=strand.unit,
            cohorts=tuple(_cohort(cohort, blocks[cohort.key], shown, strand.unit) for cohort in strand.cohorts),
        )
        for strand in strands
    )


def _cohort(
    cohort: facts.CohortFacts, block: CohortBlock, shown: Mapping[int, document.EditionDocument], unit: str
) -> document.Cohort:
    before = carried.cohort(block, shown)
    derived = before.derived if before else derive(block, cohort.scale, cohort.gain)
    cohort = carried.as_then(cohort, before) if before else cohort
    return document.Cohort(
        key=cohort.key,
        measure=cohort.measure,
        period=cohort.period,
        provenance=cohort.provenance,
        standing=cohort.standing,
        rated_by=cohort.rated_by,
        rated_independently=cohort.rated_independently,
        comparison_group=cohort.comparison_group,
        comparison_note=cohort.comparison_note,
        follow_up_months=cohort.follow_up_months,
        source=cohort.source,
        block=block,
        derived=derived,
        reported=_reported(cohort, block),
        pitfalls=pitfalls(cohort, block, derived, unit),
    )


def _reported(cohort: facts.CohortFacts, block: CohortBlock) -> document.Reported | None:
    """What the publication prints, as far as the block lets its counts be seen."""
    if cohort.reported is None:
        return None
    # Beside "at least 23 of 30" the printed 97 % would say 29.
    known = isinstance(block.improved, Shown) and block.improved.value.because is not Because.PRIVACY
    visible = block.basis == "reported" and known and block.carried_from is None
    return document.Reported(
        percent=cohort.reported.percent if visible else None,
        possible=block.improved if visible else Hidden(Absent.PRIVACY),
        gain=cohort.reported.gain if visible else None,
        gain_base=cohort.reported.gain_base,
        gain_is_our_reading=cohort.reported.gain_is_our_reading,
        source=cohort.reported.source,
    )


def _reach(
    reach: facts.ReachFacts | None, heads: dict[str, HeadBlock], shown: Mapping[int, document.EditionDocument]
) -> document.Reach | None:
    if reach is None:
        return None
    block = heads[reach.figures.key]
    said = carried.reach(block, shown) or reach
    return document.Reach(block, said.about, said.unit)


def _other_outcome(
    outcome: facts.OtherOutcomeFacts, block: HeadBlock, shown: Mapping[int, document.EditionDocument]
) -> document.OtherOutcome:
    """The outcome; where its figures are carried forward, in the words that were said with them."""
    if then := carried.outcome(block, shown):
        return replace(then, block=block)
    nearest: tuple[document.Nearest, ...] = ()
    match block.percent, block.denominator:
        case Shown(percent), Shown(people) if people.exact and not outcome.figures.around:
            pairs = nearest_percentages(percent, people.low)
            if all(rounded != percent for _, rounded in pairs):
                nearest = tuple(document.Nearest(count, rounded) for count, rounded in pairs)
    return document.OtherOutcome(
        key=outcome.figures.key,
        kind=outcome.kind,
        label=outcome.label,
        unit=outcome.unit,
        block=block,
        around=outcome.figures.around,
        words=outcome.words,
        nearest=nearest,
        period=outcome.period,
        source=outcome.source,
    )


def _per_person(case: facts.CaseFacts, strands: Sequence[document.Strand]) -> document.PerPerson:
    """Income a person, where the first stated income and one strand's people cover the same; else why not."""
    if not case.incomes:
        return document.PerPerson(None, None, "the project has not stated a year's income")
    if case.incomes[0].income.breakdown.stated.currency != "GBP":
        return document.PerPerson(None, None, "the income is not in pounds")
    counted = [(strand, cohort) for strand in strands for cohort in strand.cohorts]
    if not counted:
        return document.PerPerson(None, None, "how many people were seen in the same period is not stated")
    stated = case.incomes[0]
    whole = frozenset({"the whole project"})
    money = Scope(
        period=_both_days(stated.income.period),
        strands=frozenset(strand.key for strand in strands) if stated.covers_whole_project else None,
        places=whole if stated.covers_whole_project else None,
    )
    answers = [
        per_person(
            stated.income.breakdown.stated,
            money,
            cohort.block,
            Scope(_both_days(cohort.period), frozenset({strand.key}), whole),
        )
        for strand, cohort in counted
    ]
    for answer in answers:
        if isinstance(answer, tuple):
            return document.PerPerson(answer[0], answer[1], "")
    why = answers[0]
    return document.PerPerson(
        None, None, why.words if isinstance(why, Mismatch) else "the number of people is not shown"
    )


def _both_days(period: document.Period) -> tuple[date, date] | None:
    return (period.start, period.end) if period.start and period.end else None


def _all_sources(case: facts.CaseFacts) -> tuple[document.Source, ...]:
    """Every source the edition rests on, once, in the order readers meet them."""
    cohorts = [cohort for strand in case.strands for cohort in strand.cohorts if cohort.provenance != WORKED_EXAMPLE]
    found = [
        *(source for cohort in cohorts for source in (cohort.source, cohort.reported and cohort.reported.source)),
        *(outcome.source for outcome in case.other_outcomes),
        *(part.source for part in case.funding),
        *(income.income.source for income in case.incomes),
        *case.sources,
    ]
    return tuple({source.key: source for source in found if source}.values())
