"""Two organisations, places or themes that mean the same become one; the other's name stays findable."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from casestudies import access, workflow
from casestudies.corrections import naming, recomposing, references
from casestudies.corrections.recomposing import Outcome
from casestudies.models import CaseStudy, JoinRequest, Membership, Merge, User
from casestudies.models.merge import UNDONE_WITHIN
from casestudies.workflow import Refused
from outcomes.models import Organisation, Place, Project, Theme

type Row = Any  # an Organisation, a Place or a Theme


@dataclass(frozen=True)
class MergeKind:
    """What can be merged. `tells_of`: the case studies whose editions may carry the row's name; `takes`: what the one
    that is kept takes over where it has nothing itself; `gains`: flags that are set where either had them."""

    model: type[Model]
    key: str
    tells_of: Callable[[Row], Q]
    takes: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()


def _of_an_organisation(row: Row) -> Q:
    return Q(project__provider=row) | Q(project__fundings__funders=row)


def _of_a_place(row: Row) -> Q:
    """A place's edition names all it lies in as well."""
    return Q(project__places__in=[row.pk, *_parts_of(row)])


def _of_a_theme(row: Row) -> Q:
    return Q(theme=row) | Q(project__themes=row)


KINDS: dict[str, MergeKind] = {
    Merge.Kind.ORGANISATION: MergeKind(
        Organisation, "key", _of_an_organisation, ("org_id", "website"), ("is_provider", "is_funder", "is_commissioner")
    ),
    Merge.Kind.PLACE: MergeKind(Place, "gss_code", _of_a_place),
    Merge.Kind.THEME: MergeKind(Theme, "key", _of_a_theme, ("description",)),
}


@transaction.atomic
def preview(gone: Row, kept: Row, *, by: User) -> tuple[list[tuple[str, int]], list[Outcome]]:
    """What would name `kept` from then on (what it is called, and how many), and what would change in editions that
    readers have: found by merging the two and keeping nothing of it. Raises Refused as `merge` would."""
    gone, kept = _locked(gone, kept)
    _refuse(gone, kept, by)
    counted: dict[str, int] = {}
    for column in references.columns_naming(type(gone)):
        counted[column.label] = counted.get(column.label, 0) + column.rows(gone).count()
    found = _made_one(gone, kept, _planned(gone, kept, by=by))
    transaction.set_rollback(True)
    return sorted((label, count) for label, count in counted.items() if count), [one for one in found if one.sentences]


@transaction.atomic
def merge(gone: Row, kept: Row, *, by: User, reason: str, agreed: str | None = None) -> Merge:
    """Let everything that names `gone` name `kept`, keep its names as former names, and take it away.

    Editions keep the name they were published with; what comes of their case studies `recomposing` says. `agreed` is
    the signature of what `preview` has shown to somebody. Raises Refused with the reason, also where that has changed.
    """
    gone, kept = _locked(gone, kept)
    _refuse(gone, kept, by)
    if not (reason := reason.strip()):
        raise Refused("Merging needs a reason.")
    workflow.refuse_long(reason)
    row = _planned(gone, kept, by=by, reason=reason)
    found = _made_one(gone, kept, row)
    if agreed is not None and agreed != recomposing.signature(one for one in found if one.sentences):
        raise Refused(recomposing.NOT_SHOWN)
    row.save()
    naming.index_again(row)
    recomposing.queue(found, by=by, note=_told(row))
    return row


def _planned(gone: Row, kept: Row, **said: Any) -> Merge:
    row = Merge(kind=_name_of(gone), kept_id=kept.pk, kept_name=kept.name, gone_name=gone.name, **said)
    row.gone_key, row.kept_key = (getattr(one, _kind_of(gone).key) for one in (gone, kept))
    return row


def _told(row: Merge) -> str:
    """What readers of the next edition are told."""
    return f"“{row.gone_name}” is called “{row.kept_name}” now."


def _made_one(gone: Row, kept: Row, row: Merge) -> list[Outcome]:
    """Do it, with what can be taken back remembered in `row`; what it does to each edition that readers have."""
    by, why = row.by, f"merged: {row}"
    told = affected(gone) | naming.case_studies(row.kind, row.gone_key)
    if any(getattr(gone, name) and not getattr(kept, name) for name in KINDS[row.kind].takes):
        told |= affected(kept)
    ready = recomposing.unchanged(told)
    dropped = _ended_requests(gone)
    owned = _owners_stay_owners(gone, kept)
    moved = references.move(gone, kept, by=by, why=why)
    remembered = references.dump(gone)
    gone._history_user, gone._change_reason = by, why[:100]
    gone.delete()
    kept.refresh_from_db()  # it may itself have named the other one
    row.moved = sum(len(pks) for _, _, pks in moved.rows) + len(moved.dropped) + len(dropped)
    row.remembered = {
        "gone": remembered,
        "kept": _take_over(remembered["fields"], kept, KINDS[row.kind], by=by, why=why),
        "moved": moved.rows,
        "dropped": [*dropped, *moved.dropped],
        "owners": owned,
    }
    return recomposing.outcomes(told, ready, note=_told(row))


def affected(row: Row) -> QuerySet[CaseStudy]:
    """The case studies whose editions may carry the row's name, as of now."""
    found = CaseStudy.objects.filter(_kind_of(row).tells_of(row))
    return CaseStudy.objects.filter(pk__in=list(found.values_list("pk", flat=True)))


def forget_old(now: datetime) -> int:
    """Empty what merges remember that can no longer be undone; returns how many. Safe to run as often as one likes."""
    return Merge.objects.filter(at__lte=now - UNDONE_WITHIN).exclude(remembered={}).update(remembered={})


def _refuse(gone: Row, kept: Row, by: User) -> None:
    if not access.can_merge(by):
        raise Refused("Only a curator or an admin merges.")
    if gone == kept:
        raise Refused("Choose two different ones.")
    if getattr(gone, "invented", False) != getattr(kept, "invented", False):
        raise Refused("One of them is made up for an example and the other is real.")
    if isinstance(gone, Place) and (gone.pk in _parts_of(kept) or kept.pk in _parts_of(gone)):
        raise Refused("One of these places lies in the other.")
    if isinstance(gone, Organisation):
        _refuse_people(gone, kept, by)


def _refuse_people(gone: Organisation, kept: Organisation, by: User) -> None:
    """Whoever works for the one gets at what the other has: nobody comes in by a merge who has not been let in."""
    if JoinRequest.objects.filter(organisation__in=[gone, kept], created_it=True, answer="waiting").exists():
        raise Refused("One of them was added by an editor and nobody has approved it. Answer that request first.")
    members = {row.pk: Membership.objects.filter(organisation=row).exists() for row in (gone, kept)}
    gives_access = members[gone.pk] or (members[kept.pk] and Project.objects.filter(provider=gone).exists())
    if gives_access and not access.is_admin(by):
        raise Refused("People would get at case studies that are not theirs now. Only an admin decides that.")


def _ended_requests(gone: Row) -> list[dict[str, Any]]:
    """Take away what says of an organisation that somebody has added it: of the one that is kept it would be untrue."""
    if not isinstance(gone, Organisation):
        return []
    rows = JoinRequest.objects.filter(organisation=gone, created_it=True)
    dumped = [references.dump(row) for row in rows]
    rows.delete()
    return dumped


def _owners_stay_owners(gone: Row, kept: Row) -> list[int]:
    """Of people who belong to both, make those owners who own the one that goes; returns their memberships."""
    if not isinstance(gone, Organisation):
        return []
    owners = Membership.objects.filter(organisation=gone, role=Membership.Role.OWNER).values("user")
    theirs = Membership.objects.filter(organisation=kept, role=Membership.Role.EDITOR, user__in=owners)
    pks = list(theirs.values_list("pk", flat=True))
    Membership.objects.filter(pk__in=pks).update(role=Membership.Role.OWNER)
    return pks


def _take_over(gone: dict[str, Any], kept: Row, kind: MergeKind, *, by: User, why: str) -> dict[str, list[Any]]:
    """Let `kept` have what it had not; returns each column that changed, as it was and as it is."""
    names = [kept.names_used, gone["name"], gone["names_used"]]
    lines = [line.strip() for text in names for line in text.splitlines() if line.strip() and line.strip() != kept.name]
    wanted: dict[str, Any] = {"names_used": "\n".join(dict.fromkeys(lines))}
    wanted |= {name: getattr(kept, name) or gone[name] for name in (*kind.takes, *kind.gains)}
    changed = {name: [getattr(kept, name), value] for name, value in wanted.items() if getattr(kept, name) != value}
    for name, (_, value) in changed.items():
        setattr(kept, name, value)
    kept._history_user, kept._change_reason = by, why[:100]
    kept.save()
    return changed


def _kind_of(row: Row) -> MergeKind:
    return KINDS[_name_of(row)]


def _name_of(row: Row) -> str:
    return next(name for name, kind in KINDS.items() if isinstance(row, kind.model))


def _locked(gone: Row, kept: Row) -> tuple[Row, Row]:
    """Both as they are now and nobody else's until the transaction ends. Raises Refused where one is there no more."""
    model = KINDS[_name_of(gone)].model
    rows = {
        row.pk: row for row in model._base_manager.select_for_update().filter(pk__in=[gone.pk, kept.pk]).order_by("pk")
    }
    if not {gone.pk, kept.pk} <= rows.keys():
        raise Refused("One of them is there no more: somebody else has merged it or taken it out.")
    return rows[gone.pk], rows[kept.pk]


def _parts_of(place: Row) -> set[int]:
    """All that lies in a place, however deep."""
    found: set[int] = set()
    inside = [place.pk]
    while inside:
        inside = list(Place.objects.filter(parent__in=inside).exclude(pk__in=found).values_list("pk", flat=True))
        found.update(inside)
    return found
