"""Erasing what is held of one client: at once, everywhere, and without keeping the reference anywhere."""

import re

from django.db import connection, transaction

from casestudies import access, workflow
from casestudies.editions import records
from casestudies.models import CaseStudy, CohortRecord, Edition, Erasure, User
from casestudies.workflow import Refused
from outcomes.models import Cohort, Project
from outcomes.score_files import erasing
from outcomes.score_files.erasing import Held

NOT_YOURS = "Only a data protection officer or an admin erases."
NO_REASON = "Erasing needs a reason: it is all that is left of it."
REASON_TELLS = "The reason names the reference. Say why without it: the reason is kept."
NOTHING_HELD = "Nothing is held there under this reference."


def held(reference: str, project: Project, cohort: Cohort | None = None, *, by: User, reason: str) -> Held:
    """How much `erase` would delete now. Raises Refused for whoever may not erase, and for a reason it would refuse."""
    reference = reference.strip()
    _refuse_telling(by, reason, reference)
    return erasing.held(reference, project, cohort)


@transaction.atomic
def erase(reference: str, project: Project, cohort: Cohort | None = None, *, by: User, reason: str) -> Erasure:
    """Delete what a project (or one of its cohorts) holds under a client's reference, and write down that it was done.

    Published figures stay, because they tell of no single person; the edition after this one shows them again until
    enough has changed besides. Raises Refused where nothing is held, and for a reason that names the reference.
    """
    reference, reason = reference.strip(), reason.strip()
    _refuse_telling(by, reason, reference)
    transaction.on_commit(empty_the_log, robust=True)
    list(CaseStudy.objects.select_for_update().filter(project=project).values("pk"))  # then cohorts: as publishing does
    done = erasing.erase(reference, project, cohort, by=by)
    if not done:
        raise Refused(NOTHING_HELD)
    if done.scores or done.referrals:  # names, and what only waits, are behind no figure
        workflow.mark_stale(CaseStudy.objects.filter(project=project))
    return Erasure.objects.create(
        kind=Erasure.Kind.RECORDS,
        by=by,
        reason=reason,
        project=project.key,
        scores=done.scores,
        referrals=done.referrals,
        uploads=done.uploads,
        files=done.files,
        names=done.names,
        proof=_proof(project, cohort),
    )


def empty_the_log() -> None:
    """Let SQLite give up its log of changes, in which what was erased would stand until the log is used again.

    Once the transaction has ended; where somebody reads so long that it cannot, the log stays a while.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def refuse_unreasoned(by: User, reason: str) -> None:
    """Raise Refused for whoever may not erase, and where no reason is given or one longer than can be kept."""
    if not access.can_erase(by):
        raise Refused(NOT_YOURS)
    if not reason:
        raise Refused(NO_REASON)
    workflow.refuse_long(reason)


def _refuse_telling(by: User, reason: str, reference: str) -> None:
    """Also where the reason says whose records they are."""
    refuse_unreasoned(by, reason.strip())
    if re.search(_written_anyhow(reference), reason, re.IGNORECASE):
        raise Refused(REASON_TELLS)


def _written_anyhow(reference: str) -> str:
    """A pattern that finds a reference however its parts are joined: QZ-4711, QZ 4711, QZ4711."""
    parts = [re.escape(part) for part in re.findall(r"[^\W\d_]+|\d+", reference)] or [re.escape(reference)]
    return rf"(?<![A-Za-z0-9-]){r'[\W_]*'.join(parts)}(?![A-Za-z0-9-])"


def _proof(project: Project, cohort: Cohort | None) -> list[dict[str, object]]:
    """Of each cohort concerned the record that its live figures come from, by which they can still be proved."""
    live = Edition.objects.filter(case_study__project=project, current=True).first()
    if live is None:
        return []
    behind: dict[str, CohortRecord] = records.behind(live)
    return [
        {"cohort": key, "edition": record.edition.number, "sha256": record.sha256}
        for key, record in sorted(behind.items())
        if cohort is None or key == cohort.key
    ]
