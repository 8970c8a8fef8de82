"""Who decided what, when and why, as a file for somebody who checks."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from operator import itemgetter
from typing import Any

from django.db.models import Q
from django.utils import timezone

from casestudies.corrections.facts import SHARED
from casestudies.models import CaseStudy, Decision, Erasure, Merge, Retirement, Tombstone, User
from casestudies.workflow.authors import KEPT_WITH_A_HISTORY
from outcomes import models as facts

COLUMNS = ("when", "what", "case study or project", "detail", "who", "second person", "why")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so

# every kind of fact with a history → the column it is known by; where that names another row, by what that is known by
KNOWN_BY: dict[Any, str] = {
    **dict.fromkeys((facts.Source, facts.Organisation, facts.Theme, facts.ReferralSource, facts.Measure), "key"),
    **dict.fromkeys(KEPT_WITH_A_HISTORY, "key"),
    facts.Place: "gss_code",
    facts.ProjectPlace: "place",
    facts.PublishedResult: "cohort",
    facts.ReferralRoute: "referral_source",
    CaseStudy: "slug",
}
# whose rows others are known by or belong to → the row that theirs belong to
ABOVE: dict[Any, str] = {
    facts.Place: "",
    facts.ReferralSource: "",
    facts.Project: "",
    facts.Strand: "project",
    facts.Cohort: "strand",
}
DONE = {"+": "added", "~": "changed", "-": "deleted"}
_OF_A_MERGE = Q(history_change_reason__startswith="merged: ") | Q(
    history_change_reason__startswith="merge taken back: "
)
_REASONED = Q(history_change_reason__gt="") & ~_OF_A_MERGE  # merges have lines of their own

type Line = tuple[datetime, str, str, str, User | str | None, User | None, str]


def as_csv() -> str:
    """Every decision, retirement, erasure, merge, undoing of one, and new wording of a tombstone; every edit of what
    projects share, deletion of a fact, and change of one by a file or with a reason. Oldest first.

    What was there before and after is in the histories, not here. No cell begins as a formula does.
    """
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for at, *cells in sorted(_lines(), key=itemgetter(0)):
        writer.writerow([_day(at), *(_plain("" if cell is None else str(cell)) for cell in cells)])
    return file.getvalue()


def _lines() -> Iterator[Line]:
    for d in Decision.objects.select_related("case_study", "by").order_by("pk"):
        kind = f" ({d.get_kind_display()})" if d.kind else ""
        stands = f", with {len(d.let_stand.splitlines())} let stand" if d.let_stand else ""
        why = " / ".join(filter(None, [d.reason, d.words_checked]))
        yield d.at, "decision", d.case_study.slug, f"{d.from_status} → {d.to_status}{kind}{stands}", d.by, None, why
    for r in Retirement.objects.select_related("edition", "by", "second_checker").order_by("pk"):
        yield r.at, "figures retired", r.edition.slug, str(r.edition), r.by, r.second_checker, r.reason
    for e in Erasure.objects.select_related("edition", "by", "second_person").order_by("pk"):
        yield e.at, "erasure", e.project, str(e.edition or _counts(e)), e.by, e.second_person, e.reason
    for m in Merge.objects.select_related("by", "undone_by").order_by("pk"):
        yield m.at, "merge", "", str(m), m.by, None, m.reason
        if m.undone_at:
            yield m.undone_at, "merge taken back", "", str(m), m.undone_by, None, m.undone_reason
    for t in Tombstone.history.filter(history_type="~").select_related("history_user").order_by("pk"):
        why = t.history_change_reason or ""
        yield t.history_date, "tombstone worded anew", t.slug, t.reason, t.history_user, None, why
    names = Names()
    for model in KNOWN_BY:
        yield from _from_history(model, names)


class Names:
    """What every row was called that a line may name: those deleted along with what the line is about are in it."""

    def __init__(self) -> None:
        self._rows = {model: {pk: rest for pk, *rest in _ever(model, above)} for model, above in ABOVE.items()}

    def of(self, model: Any, pk: int | None) -> str:
        """What it is known by; empty where there never was one."""
        return str(self._rows[model].get(pk, [""])[0])

    def of_project(self, model: Any, pk: int | None) -> str:
        """The key of the project that the row belongs to."""
        while above := ABOVE[model]:
            _, pk = self._rows[model].get(pk, ["", None])
            model = model._meta.get_field(above).related_model
        return self.of(model, pk)


def _ever(model: Any, above: str) -> Iterator[tuple[Any, ...]]:
    """Key, name, and the key of the row above of everything deleted and everything there."""
    columns = ("id", KNOWN_BY[model], *([above] if above else []))
    yield from model.history.filter(history_type="-").order_by("history_id").values_list(*columns)
    yield from model._base_manager.values_list(*columns)


def _from_history(model: Any, names: Names) -> Iterator[Line]:
    """Of one table's history, in one query: no value of a fact is read."""
    wanted = Q(history_type="-") | _REASONED
    if model in SHARED:
        wanted |= Q(history_type="~") & ~_OF_A_MERGE
    known_by, belongs_to = KNOWN_BY[model], KEPT_WITH_A_HISTORY.get(model, "id").partition("__")[0]
    called_after, above = (model._meta.get_field(column).related_model for column in (known_by, belongs_to))
    columns = ("history_date", "history_type", known_by, belongs_to, "history_user__email", "history_change_reason")
    rows = model.history.filter(wanted).order_by("history_id")
    for at, kind, name, pk, who, why in rows.values_list(*columns).iterator():
        of = names.of_project(above or model, pk) if model in KEPT_WITH_A_HISTORY else ""
        told = names.of(called_after, name) if called_after else name
        yield at, f"{model._meta.verbose_name} {DONE[kind]}", of, told, who, None, why


def _day(at: datetime) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")


def _counts(erasure: Erasure) -> str:
    counts = f"{erasure.scores} scores, {erasure.referrals} referrals, {erasure.uploads} uploads, {erasure.files} files"
    return f"{counts}, {erasure.names} file names"


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
