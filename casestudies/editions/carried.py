"""What an earlier edition said of figures that are carried forward from it: they are told in its words again.

Its counts were drawn at its thresholds, of the people of its period, and of what an outcome was called in it. `shown`
are the documents of earlier editions by number; of one that was erased there are no words any more.
"""

from collections.abc import Mapping
from dataclasses import replace

from casestudies.editions.document import Cohort, EditionDocument, OtherOutcome, Reach
from casestudies.editions.facts import CohortFacts
from outcomes.figures import CohortBlock, HeadBlock

type Editions = Mapping[int, EditionDocument]


def cohort(block: CohortBlock, shown: Editions) -> Cohort | None:
    """The cohort whose figures these are, as it was told then; None where nothing is carried forward."""
    edition = shown.get(block.carried_from or 0)
    return next((one for one in edition.cohorts if one.key == block.key), None) if edition else None


def as_then(now: CohortFacts, before: Cohort) -> CohortFacts:
    """Today's facts, with all that says which figures these are as it was said with them."""
    return replace(
        now,
        measure=before.measure,
        period=before.period,
        provenance=before.provenance,
        standing=before.standing,
        follow_up_months=before.follow_up_months,
        source=before.source,
    )


def outcome(block: HeadBlock, shown: Editions) -> OtherOutcome | None:
    """The same of an outcome without a scale."""
    edition = shown.get(block.carried_from or 0)
    return next((one for one in edition.other_outcomes if one.key == block.key), None) if edition else None


def reach(block: HeadBlock, shown: Editions) -> Reach | None:
    """The same of how many people are served in a year."""
    edition = shown.get(block.carried_from or 0)
    return edition.project.reach if edition else None
