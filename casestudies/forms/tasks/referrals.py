"""The task "referrals"."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms

from casestudies.desk import referral_records
from casestudies.forms.strict import Day, Paragraphs, Whole, Words
from casestudies.forms.tasks.parts import ListOfRows, RowForm, Rows, RowsHere, TaskForm, TemplateHere, row_list
from casestudies.forms.tasks.sheet import Sheet
from outcomes.models import ReferralSource
from outcomes.referral_files.counts import Typed


def sources() -> list[tuple[str, str]]:
    """Who can send a family."""
    return [("", "Choose one"), *((source.key, source.name) for source in ReferralSource.objects.all())]


class ReferralsForm(TaskForm):
    """Who can be sent, and what it takes."""

    who_can_be_referred = Paragraphs(2000, rows=3, label="Who can be referred")
    referral_reasons = Words(300, label="Why families are referred", help_text="“Low mood, trouble with sleep.”")
    capacity = Words(200, label="Capacity", help_text="“About 40 families at a time.”")
    waiting_time = Words(200, label="Waiting time", help_text="“Four to six weeks.”")

    def lay_out(self) -> Iterable[Any]:
        who = Fieldset("Who can come", "who_can_be_referred", "referral_reasons", "capacity", "waiting_time")
        return [who, RowsHere("routes"), TemplateHere("desk/referrals/standing.html")]


class RouteRow(RowForm):
    """One way in: named only, or counted for a period."""

    noun = "route"
    prefilled = ()

    referral_source = forms.ChoiceField(label="Who refers", choices=sources)
    count = Whole(
        0, 1_000_000, label="How many people", help_text="Leave empty to name the route only. Small counts stay hidden."
    )
    period_start = Day(label="Counted from")
    period_end = Day(label="To")
    detail = Words(300, label="More precisely")

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        start, end = said.get("period_start"), said.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", "This is before it begins.")
        return said

    def lay_out(self) -> Iterable[Any]:
        counted = Div("count", "period_start", "period_end", css_class="beside")
        return [Div("referral_source", "detail", css_class="beside"), counted]


class Routes(Rows):
    """Each source once in a period."""

    def clean(self) -> None:
        seen = set()
        for form in self.forms:
            said = form.cleaned_data if form.is_valid() else {}
            if not said:
                continue
            route = (said["referral_source"], said["period_start"])
            if route in seen:
                form.add_error("referral_source", "This route stands here already for the same time.")
            seen.add(route)


class ReferralsSheet(Sheet):
    """Who can be sent, by whom, and how many came each way."""

    task = "referrals"
    lede = "How families come to you. A route can be named, or counted for a period."
    form_class = ReferralsForm
    lists = {"routes": ListOfRows(row_list(RouteRow, 30, Routes), "Routes")}

    @property
    def records(self) -> referral_records.Board:
        """Where the single referrals stand."""
        return referral_records.board(self.case_study)

    def check(self) -> None:
        """A number typed for a route is that of its records, where single referrals are held."""
        numbered = [
            (form, Typed(said["referral_source"], said["count"], said["period_start"], said["period_end"]))
            for form in self.rows["routes"].forms
            if form.is_valid() and (said := form.cleaned_data).get("count") is not None
        ]
        typed = [one for _, one in numbered]
        wrong = referral_records.contradicting(self.case_study.project, typed) if typed else {}
        for form, one in numbered:
            if why := wrong.get(one.route):
                form.add_error("count", f"{why} Leave it empty, and the records are counted.")
