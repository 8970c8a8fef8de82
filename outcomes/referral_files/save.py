"""Puts checked referrals into the database. The only writer of ReferralUpload and of the referrals files bring."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from outcomes.models import Project, Referral, ReferralSource, ReferralUpload
from outcomes.referral_files.rows import ReferralRow, Rules, folded
from outcomes.score_files import staging
from outcomes.score_files.answers import Checked
from outcomes.score_files.staging import NotPossibleError, Person, undo

__all__ = ["NotPossibleError", "confirm", "expire", "rules", "stage", "undo"]


def rules() -> Rules:
    """What a file of referrals must obey, as of today: a route may be written as its name or as its key."""
    sources = ReferralSource.objects.all()
    routes = {folded(words): source.key for source in sources for words in (source.key, source.name)}
    return Rules(routes, timezone.localdate())


def stage(checked: Checked[ReferralRow], *, project: Project, by: Person) -> ReferralUpload:
    """Keep a checked file of a project's referrals for 24 hours, as `staging.stage` does."""
    return staging.stage(ReferralUpload, checked, owner=project, by=by)


def confirm(upload: ReferralUpload, *, by: Person) -> ReferralUpload:
    """Make a staged upload the referrals of its project, in place of all it held, as `staging.confirm` does."""
    sources = {source.key: source for source in ReferralSource.objects.all()}
    rows = [ReferralRow.from_json(cells) for cells in upload.staged_rows or ()]
    if any(row.source not in sources for row in rows):
        raise NotPossibleError("A route of the file is not in our list any more. Send the file again.")
    referrals = [_referral(upload, row, sources[row.source]) for row in rows]
    with transaction.atomic():
        staging.lock(upload.project)
        Referral.objects.filter(project=upload.project_id, upload=None).delete()
        return staging.confirm(upload, referrals, by=by, changed="The project")


def expire(now: datetime) -> int:
    """Empty the staged uploads of referrals whose 24 hours are over; returns how many."""
    return staging.expire(ReferralUpload, now)


def _referral(upload: ReferralUpload, row: ReferralRow, source: ReferralSource) -> Referral:
    return Referral(
        upload=upload,
        project_id=upload.project_id,
        client_reference=row.client_reference,
        referral_source=source,
        received_on=row.received_on,
        reasons=row.reasons,
        result=row.result,
    )
