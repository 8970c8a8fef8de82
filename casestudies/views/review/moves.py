"""The moves of the room: what is asked about each, what it does, and what is said when it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from casestudies import workflow
from casestudies.forms.review import (
    ApproveForm,
    ButtonForm,
    ConfirmForm,
    RejectForm,
    RequestChangesForm,
    ScheduleForm,
    WithdrawForm,
)
from casestudies.models import CaseStudy, User

type Said = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """One kind of move: its form, what it does with what was said there, and what is said then.

    `act` is told the newest decision the page knew of, so that nobody acts on a page that is out of date.
    """

    form: type[forms.Form]
    act: Callable[[CaseStudy, User, Said, int | None], object]
    done: str


def _approve(case: CaseStudy, by: User, said: Said, standing: int | None) -> object:
    return workflow.approve(
        case,
        by=by,
        note=said.get("note"),
        words_checked=said.get("words_checked", ""),
        seen=said["seen"],
        retire_earlier=said.get("retire", False),
        comments_stand=said.get("comments", ()),
        publish_at=said.get("at"),
        standing=standing,
    )


def _plain(verb: Callable[..., object]) -> Callable[[CaseStudy, User, Said, int | None], object]:
    """A move that takes what was said as it is."""
    return lambda case, by, said, standing: verb(case, by=by, standing=standing, **said)


# in the order of the page
MOVES: dict[str, Made] = {
    "claim": Made(ButtonForm, _plain(workflow.claim), "You have claimed it."),
    "approve": Made(ApproveForm, _approve, "It is approved, as it is now."),
    "confirm": Made(ConfirmForm, _plain(workflow.confirm), "You have confirmed it; it can be published."),
    "publish": Made(ButtonForm, _plain(workflow.publish), "It is published."),
    "schedule": Made(ScheduleForm, _plain(workflow.schedule), "The time is set."),
    "unschedule": Made(ButtonForm, _plain(workflow.unschedule), "It will not be published by itself any more."),
    "request_changes": Made(RequestChangesForm, _plain(workflow.request_changes), "It is back with its editors."),
    "reject": Made(RejectForm, _plain(workflow.reject), "It is turned down; its editors are told."),
    "release": Made(ButtonForm, _plain(workflow.release), "It waits for a reviewer again."),
    "withdraw": Made(WithdrawForm, _plain(workflow.withdraw), "It is withdrawn."),
}


def form_of(verb: str, file: workflow.Dossier, data: Any = None) -> forms.Form:
    """The form of a move, filled in with `data` if there is any."""
    extra: dict[str, Any] = {}
    if verb == "approve":
        initial = {"note": file.note, "retire": file.retires_earlier}
        extra = {"marked": file.marked, "is_first": file.is_first, "unsettled": file.unsettled, "initial": initial}
    return MOVES[verb].form(data, auto_id=f"{verb}_%s", **extra)
