"""What a reviewer has gone through of what was sent: each point ticked on the very document that is then approved."""

from collections.abc import Mapping
from dataclasses import dataclass

from casestudies.editions import publish as editions
from casestudies.models import CaseStudy, ChecklistPoint, Point, User
from casestudies.workflow.drafts import CHANGED_SINCE_SEEN, composed, newest_submission
from casestudies.workflow.rules import Refused, moving


@dataclass(frozen=True)
class Said:
    """What is said about one point: whether it is sound, and what there is to note about it."""

    sound: bool
    note: str = ""


def check(
    case_study: CaseStudy,
    said: Mapping[str, Said],
    *,
    by: User,
    seen: str = "",
    retire_earlier: bool = False,
    standing: int | None = None,
) -> None:
    """Keep what `by` says about points of the checklist, with the newest sending; what was said before is replaced.

    `seen` and `retire_earlier` as for `approve`. Raises Refused where the document is another one by now.
    """
    with moving("check", case_study, by=by, standing=standing) as case:
        now = editions.fingerprint(composed(case, retire_earlier=retire_earlier), but_for_the_note=True)
        if seen and seen != now:
            raise Refused(CHANGED_SINCE_SEEN)
        submission = newest_submission(case)
        for point in Point:
            if point in said:
                found = {"sound": said[point].sound, "note": said[point].note.strip(), "seen": now, "by": by}
                ChecklistPoint.objects.update_or_create(submission=submission, point=point, defaults=found)


def kept(case_study: CaseStudy) -> dict[str, ChecklistPoint]:
    """What has been said about what was sent last, by point."""
    newest = newest_submission(case_study)
    return {row.point: row for row in newest.checklist.select_related("by")} if newest else {}


def holds(row: ChecklistPoint | None, *, by: User | None, fingerprint: str) -> bool:
    """Whether this point is ticked by `by`, and on the document of this fingerprint."""
    return row is not None and row.sound and row.by == by and row.seen == fingerprint


def refuse_unchecked(case_study: CaseStudy, *, by: User, fingerprint: str) -> None:
    """Raise Refused with the points that `by` has not ticked on this very document."""
    rows = kept(case_study)
    open_points = [point.label for point in Point if not holds(rows.get(point), by=by, fingerprint=fingerprint)]
    if open_points:
        raise Refused(f"Go through the checklist first. Not ticked yet for what it is now: {'; '.join(open_points)}.")
