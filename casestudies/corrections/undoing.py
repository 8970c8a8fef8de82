"""Taking a merge back: what it moved and nobody has changed since goes back to where it was."""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from casestudies import access, workflow
from casestudies.corrections import naming, recomposing, references
from casestudies.corrections.merging import KINDS, affected
from casestudies.corrections.recomposing import Outcome
from casestudies.models import Membership, Merge, User
from casestudies.workflow import Refused
from outcomes.models import Place


@transaction.atomic
def preview_undo(merge: Merge, *, by: User) -> list[Outcome]:
    """What taking it back would change in editions that readers have: found by doing so and keeping nothing of it.
    Raises Refused as `undo` would."""
    found = _taken_back(_locked(merge, by), by=by)
    transaction.set_rollback(True)
    return [one for one in found if one.sentences]


@transaction.atomic
def undo(merge: Merge, *, by: User, reason: str, agreed: str | None = None) -> Merge:
    """Bring back what was merged away. Raises Refused after 30 days, and where its name or place is taken meanwhile.

    What was changed by hand since stays as it is. `agreed` is the signature of what `preview_undo` has shown to
    somebody; Refused also where that has changed.
    """
    merge = _locked(merge, by)
    if not (reason := reason.strip()):
        raise Refused("Taking it back needs a reason.")
    workflow.refuse_long(reason)
    found = _taken_back(merge, by=by)
    if agreed is not None and agreed != recomposing.signature(one for one in found if one.sentences):
        raise Refused(recomposing.NOT_SHOWN)
    merge.undone_at, merge.undone_by, merge.undone_reason, merge.remembered = timezone.now(), by, reason, {}
    merge.save()
    naming.index_again(merge)
    recomposing.queue(found, by=by, note=_told(merge))
    return merge


def _locked(merge: Merge, by: User) -> Merge:
    """As it is now and nobody else's until the transaction ends. Raises Refused where it cannot be taken back."""
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if not access.can_merge(by):
        raise Refused("Only a curator or an admin takes a merge back.")
    if merge.stands:
        raise Refused(merge.stands)
    return merge


def _told(merge: Merge) -> str:
    """What readers of the next edition are told."""
    return f"“{merge.gone_name}” is called so again, and is not “{merge.kept_name}”."


def _taken_back(merge: Merge, *, by: User) -> list[Outcome]:
    """Do it; what it does to each edition that readers have."""
    model: Any = KINDS[merge.kind].model
    kept = model.objects.select_for_update().filter(pk=merge.kept_id).first()
    if kept is None:
        raise Refused(f"{merge.kept_name} has itself been merged or taken out since. Take that back first.")
    why, remembered = f"merge taken back: {merge}"[:100], merge.remembered
    told = affected(kept) | naming.case_studies(merge.kind, merge.gone_key, merge.kept_key)
    ready = recomposing.unchanged(told)
    _give_back(kept, remembered["kept"], by=by, why=why)
    if not references.put_back(remembered["gone"], by=by, why=why):
        raise Refused(f"There is another one now called {merge.gone_name}, or with its key.")
    gone = model.objects.get(pk=remembered["gone"]["pk"])
    for label, column, pks in remembered["moved"]:
        for row in apps.get_model(label)._base_manager.filter(pk__in=pks):
            if getattr(row, f"{column}_id") in {kept.pk, None}:
                references.renamed(row, column, gone, by=by, why=why)
    for plain in remembered["dropped"]:
        references.put_back(plain, by=by, why=why)
    if isinstance(gone, Place) and gone in (around := Place.objects.get(pk=gone.pk).surroundings()):
        raise Refused(f"{around[0]} has been put into {gone} since. Take it out of there first.")
    Membership.objects.filter(pk__in=remembered["owners"]).update(role=Membership.Role.EDITOR)
    return recomposing.outcomes(told, ready, note=_told(merge))


def _give_back(kept: Any, changed: dict[str, list[Any]], *, by: User, why: str) -> None:
    """Set each column to what it was before, unless somebody has written into it since."""
    for name, (before, after) in changed.items():
        if getattr(kept, name) == after:
            setattr(kept, name, before)
    kept._history_user, kept._change_reason = by, why
    kept.save()
