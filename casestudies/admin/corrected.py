"""Whoever changes what is curated may say why. Lists of facts: the editions that readers have are looked at again, and
who deletes what readers see has to say why."""

from copy import copy
from itertools import chain
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import capfirst
from django.utils.timezone import localtime

from casestudies.corrections import facts, recomposing
from casestudies.models import CaseStudy, Membership
from outcomes.models import Organisation, Referral, ReferralUpload, Score, ScoreImport, ScoreUpload

CHANGE = ["why", "seen"]
LONGEST = 100  # characters of a reason in a history
ABOUT_CLIENTS = {Referral, ReferralUpload, Score, ScoreImport, ScoreUpload}
NOT_SAVED = "Nothing of yours is saved yet: look at its history, then save again what is to stay."
SHOWN = "Readers have an edition of this case study. Say why this is deleted: it is kept in the history."


class Seen(forms.IntegerField):
    """A line of a history. Having seen another one changes nothing."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never."""
        return False


class Reasoned(forms.ModelForm):
    """A row, and why it is changed; `seen` is the newest line of its history when the page was opened."""

    why = forms.CharField(
        label="Why", required=False, max_length=LONGEST, help_text="Kept in the history with your name, never public."
    )
    seen = Seen(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = None if self.is_bound else _newest(self.instance)
        self.initial["seen"] = newest and newest.pk

    def clean(self) -> dict[str, Any]:
        """What somebody has saved meanwhile is saved over only by who has been told so."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        newest, seen = _newest(self.instance, hold=True), said.get("seen")
        if newest is not None and seen is not None and newest.pk != seen:
            typed: Any = self.data
            self.data = told = typed.copy()
            told[self.add_prefix("seen")] = newest.pk
            who, when = newest.history_user or "Somebody", localtime(newest.history_date)
            self.add_error(None, f"{who} saved this at {when:%H:%M}, after you had opened it. {NOT_SAVED}")
        return said


class Because(Reasoned):
    """A fact, and why it is put right."""

    def clean(self) -> dict[str, Any]:
        """A row of the page that is ticked to be deleted wants a reason as well, where readers see it."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        deletes = any(name.endswith("-DELETE") for name in self.data)
        if deletes and not said.get("why") and "why" not in self.errors:
            model = type(self.instance)
            if facts.with_readers(facts.concerned(model, self.instance.pk)).exists():
                self.add_error("why", SHOWN)
        return said


class WhyForm(forms.Form):
    """Why something is deleted."""

    why = forms.CharField(label="Why", max_length=LONGEST, error_messages={"required": SHOWN})


def _newest(row: Model, *, hold: bool = False) -> Any:
    """The newest line of a row's history; None where it has none. `hold` keeps others from adding one meanwhile."""
    history = getattr(row, "history", None) if row.pk else None
    if hold and history is not None:
        type(row)._base_manager.select_for_update().filter(pk=row.pk).order_by().first()
    return history.order_by("-history_id").first() if history is not None else None


class Asking(admin.ModelAdmin):
    """Asks why, and keeps the answer in the history."""

    form = Reasoned

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """The question comes last, and only where something can be changed."""
        sets = [
            (title, {**shown, "fields": [name for name in shown["fields"] if name not in CHANGE]})
            for title, shown in super().get_fieldsets(request, obj)
        ]
        asked = obj is not None and self.has_change_permission(request, obj)
        return [*sets, ("Your change", {"fields": CHANGE})] if asked else sets

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """With the answer, for the history."""
        obj._change_reason = form.cleaned_data.get("why") or None
        super().save_model(request, obj, form, change)


class Answered(Asking):
    """Facts. Nothing is deleted in bulk."""

    form = Because
    actions = None
    delete_confirmation_template = "admin/facts/delete.html"

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Without the rows that only tie one to another: they have no name that would say anything."""
        gone, counts, lacking, protected = super().get_deleted_objects(objs, request)
        ties = [model._meta for model in apps.get_models(include_auto_created=True) if model._meta.auto_created]
        one, many = {str(tie.verbose_name) for tie in ties}, {str(tie.verbose_name_plural) for tie in ties}
        kept = {name: count for name, count in counts.items() if str(name) not in many}
        return _without({capfirst(name) for name in one}, gone), kept, lacking, protected

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Rows of the page are changed and deleted for the reason given for the page."""
        why = form.cleaned_data.get("why", "")
        for row in formset.forms:
            row.instance._change_reason = why or None
        formset.delete_existing = lambda obj, commit=True: facts.delete(obj, why=why)
        super().save_formset(request, form, formset, change)


def _without(kinds: set[str], told: list[Any]) -> list[Any]:
    """Of a list in lists, all lines but those that begin with one of `kinds`."""
    return [
        _without(kinds, line) if isinstance(line, list) else line
        for line in told
        if isinstance(line, list) or line.partition(":")[0] not in kinds
    ]


def _kept(case_studies: QuerySet[CaseStudy]) -> QuerySet[CaseStudy]:
    """Those that are among them now, whatever is changed afterwards."""
    return CaseStudy.objects.filter(pk__in=list(case_studies.values_list("pk", flat=True)))


class Corrected(Answered):
    """Facts of one project. Each deletion has its own reason, where readers see it."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """First hold what may have to be marked."""
        concerned = facts.projects_of(self.model, obj.pk)
        facts.hold(concerned)
        super().save_model(request, obj, form, change)
        request.concerned = concerned | facts.projects_of(self.model, obj.pk)  # type: ignore[attr-defined]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Then, with everything saved, look at it again; also at the project a fact has been taken from."""
        super().save_related(request, form, formsets, change)
        facts.look_again(request.concerned)  # type: ignore[attr-defined]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Ask why, where readers see it; without a reason the page is shown again, and nothing is deleted."""
        row = self.get_object(request, unquote(object_id))
        told = facts.with_readers(facts.concerned(self.model, row.pk)) if row else CaseStudy.objects.none()
        form = WhyForm(request.POST if request.method == "POST" else None)
        if not told.exists() or form.is_valid():
            return super().delete_view(request, object_id, extra_context)
        looks = copy(request)  # Django deletes whenever something is sent
        looks.method, looks.POST = "GET", QueryDict()
        shown = {"why": form, "told": told.select_related("project")}
        return super().delete_view(looks, object_id, shown)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Hold, delete, look again."""
        told = _kept(facts.concerned(self.model, obj.pk))
        recomposing.hold(told)
        facts.delete(obj, why=request.POST.get("why", "").strip()[:LONGEST])
        recomposing.look_again(told)


class Shared(Answered):
    """What many projects name: whatever its editions are told of it changes for all of them."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What still names it is changed first, also where Django would take its name out of a list without a word.

        Of clients it is said that there are some: how many, and which, is for those who may open their lists, and there
        may be a million.
        """
        if clients := self._clients(objs):
            return [], {}, set(), clients
        gone, counts, lacking, protected = super().get_deleted_objects(objs, request)
        lists = [one for one in self.model._meta.related_objects if one.many_to_many]
        naming = chain.from_iterable(
            one.related_model._base_manager.filter(**{f"{one.field.name}__in": objs}) for one in lists
        )
        protected = [*protected, *(capfirst(f"{row._meta.verbose_name}: {row}") for row in naming)]
        if self.model is Organisation and (members := Membership.objects.filter(organisation__in=objs).count()):
            protected.append(f"People who work for it: {members}")
        return gone, counts, set() if protected else lacking, protected

    def _clients(self, objs: Any) -> list[str]:
        """What is held of clients and names it, by kind alone."""
        return [
            f"{capfirst(one.related_model._meta.verbose_name_plural)} name it"
            for one in self.model._meta.related_objects
            if one.related_model in ABOUT_CLIENTS
            and one.related_model._base_manager.filter(**{f"{one.field.name}__in": objs}).exists()
        ]

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Look at those that named it before and those that do now."""
        named = _kept(facts.concerned(self.model, obj.pk))
        recomposing.hold(named)
        super().save_model(request, obj, form, change)
        if change and form.changed_data:
            recomposing.look_again(named | facts.concerned(self.model, obj.pk))
