"""Who decided what, when and why, as a file for somebody who checks."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils import timezone

from casestudies.models import Decision, Erasure, Merge, Retirement, User

COLUMNS = ("when", "what", "case study or project", "detail", "who", "second person", "why")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so

type Line = tuple[object, str, str, str, User, User | None, str]


def as_csv() -> str:
    """Every decision, retirement, erasure and merge, oldest first; no cell begins as a formula does."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for at, *cells in sorted(_lines(), key=lambda line: str(line[0])):
        writer.writerow([at, *(_plain("" if cell is None else str(cell)) for cell in cells)])
    return file.getvalue()


def _lines() -> Iterator[Line]:
    for d in Decision.objects.select_related("case_study", "by").order_by("pk"):
        yield _day(d), "decision", d.case_study.slug, f"{d.from_status} → {d.to_status}", d.by, None, d.reason
    for r in Retirement.objects.select_related("edition", "by", "second_checker").order_by("pk"):
        yield _day(r), "figures retired", r.edition.slug, str(r.edition), r.by, r.second_checker, r.reason
    for e in Erasure.objects.select_related("edition", "by", "second_person").order_by("pk"):
        yield _day(e), "erasure", e.project, str(e.edition or _counts(e)), e.by, e.second_person, e.reason
    for m in Merge.objects.select_related("by").order_by("pk"):
        yield _day(m), "merge", "", str(m) + (" (taken back)" if m.undone_at else ""), m.by, None, m.reason


def _day(row: Decision | Retirement | Erasure | Merge) -> str:
    return timezone.localtime(row.at).isoformat(timespec="seconds")


def _counts(erasure: Erasure) -> str:
    return f"{erasure.scores} scores, {erasure.referrals} referrals, {erasure.uploads} uploads, {erasure.files} files"


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
