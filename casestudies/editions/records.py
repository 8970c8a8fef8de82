"""What the records behind an edition came to on the day it was published, kept privately so that it can be proved."""

import hashlib
import json

from pydantic import TypeAdapter

from casestudies.editions import document
from casestudies.models import CohortRecord, Edition
from outcomes import summaries
from outcomes.figures import CohortFigures
from outcomes.models import Cohort

_figures = TypeAdapter(CohortFigures)


def keep(edition: Edition) -> list[CohortRecord]:
    """Write down the unprotected figures of every cohort with scores, and the hash of its counted pairs.

    To be called in the transaction that freezes the edition, with the cohorts' rows locked: the scores must be those
    it was composed from.
    """
    cohorts = Cohort.objects.filter(strand__project=edition.case_study.project_id).order_by("pk")
    found = list(cohorts.select_related("measure", "published_result").prefetch_related("measure__bands"))
    pairs = summaries.paired_scores(found)
    return CohortRecord.objects.bulk_create(
        CohortRecord(
            edition=edition,
            cohort=cohort.key,
            sha256=digest(pairs[cohort.pk]),
            figures=_figures.dump_json(
                summaries.cohort_figures(cohort, pairs[cohort.pk], summaries.bands_of(cohort.measure))
            ).decode(),
        )
        for cohort in found
        if pairs.get(cohort.pk)
    )


def digest(pairs: summaries.CountedPairs) -> str:
    """SHA-256 of how often each (before, after) occurs, in the order of the scores. No reference goes into it."""
    return hashlib.sha256(json.dumps(sorted([*pair, people] for pair, people in pairs.items())).encode()).hexdigest()


def figures(record: CohortRecord) -> CohortFigures:
    """The unprotected figures as they were; for proving, and for nothing that anybody reads."""
    return _figures.validate_json(record.figures)


def behind(edition: Edition) -> dict[str, CohortRecord]:
    """Cohort's key → the record its figures in `edition` come from: for those carried forward an earlier edition's.

    Empty for an edition whose document has been erased.
    """
    if edition.document is None:
        return {}
    dated = {
        cohort.key: cohort.block.carried_from or edition.number for cohort in document.load(edition.document).cohorts
    }
    rows = CohortRecord.objects.filter(edition__slug=edition.slug, cohort__in=dated).select_related("edition")
    return {row.cohort: row for row in rows if row.edition.number == dated[row.cohort]}
