"""Who decided what, when and why, as a file for somebody who checks."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

from django.utils import timezone

from casestudies.models import Decision, Erasure, Merge, Retirement, Tombstone, User

COLUMNS = ("when", "what", "case study or project", "detail", "who", "second person", "why")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so

type Line = tuple[object, str, str, str, User | None, User | None, str]


def as_csv() -> str:
    """Every decision, retirement, erasure, merge, undoing of one, and new wording of a tombstone, oldest first.

    No cell begins as a formula does.
    """
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for at, *cells in sorted(_lines(), key=lambda line: str(line[0])):
        writer.writerow([at, *(_plain("" if cell is None else str(cell)) for cell in cells)])
    return file.getvalue()


def _lines() -> Iterator[Line]:
    for d in Decision.objects.select_related("case_study", "by").order_by("pk"):
        kind = f" ({d.get_kind_display()})" if d.kind else ""
        yield _day(d.at), "decision", d.case_study.slug, f"{d.from_status} → {d.to_status}{kind}", d.by, None, d.reason
    for r in Retirement.objects.select_related("edition", "by", "second_checker").order_by("pk"):
        yield _day(r.at), "figures retired", r.edition.slug, str(r.edition), r.by, r.second_checker, r.reason
    for e in Erasure.objects.select_related("edition", "by", "second_person").order_by("pk"):
        yield _day(e.at), "erasure", e.project, str(e.edition or _counts(e)), e.by, e.second_person, e.reason
    for m in Merge.objects.select_related("by", "undone_by").order_by("pk"):
        yield _day(m.at), "merge", "", str(m), m.by, None, m.reason
        if m.undone_at:
            yield _day(m.undone_at), "merge taken back", "", str(m), m.undone_by, None, ""
    for t in Tombstone.history.filter(history_type="~").select_related("history_user").order_by("pk"):
        why = t.history_change_reason or ""
        yield _day(t.history_date), "tombstone worded anew", t.slug, t.reason, t.history_user, None, why


def _day(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _counts(erasure: Erasure) -> str:
    return f"{erasure.scores} scores, {erasure.referrals} referrals, {erasure.uploads} uploads, {erasure.files} files"


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
