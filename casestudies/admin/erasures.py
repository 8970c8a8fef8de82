"""Where a data protection officer erases a client's records, and two people the document of an edition."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern

from casestudies import access, corrections
from casestudies.admin import asking
from casestudies.forms.corrections import EraseForm, ReasonForm
from casestudies.models import Edition, Erasure, ErasureRequest
from outcomes.admin.people import LookedAtOnly

LIST = "admin:casestudies_erasure_changelist"
ABOUT_RECORDS = (
    "Deletes at once, for good, all that the project holds under this reference: scores, referrals, rows that wait for"
    " confirmation and files that wait to be read. Names of files that hold it are replaced. Published figures stay;"
    " they tell of nobody. Ask the project to take the client out of its own files too, or the next one it sends brings"
    " them back."
)
ABOUT_A_DOCUMENT = (
    "Empties the document of this edition for good: its address will say that it was erased, and its pictures go with"
    " it. A second person has to do it. To take down a whole case study, withdraw it instead."
)
DECIDED = "Nothing waits there any more: somebody has erased the document meanwhile, or taken the request back."


@admin.register(Erasure)
class ErasureAdmin(LookedAtOnly):
    list_display = ["at", "kind", "project", "edition", "by", "second_person", "reason"]
    list_filter = ["kind"]
    list_select_related = ["by", "second_person", "edition"]
    date_hierarchy = "at"
    exclude = ["figures"]

    def get_urls(self) -> list[URLPattern]:
        """The page that erases, before the list's own."""
        return [asking.address(self, "erase/", self.erase, "erasure_erase"), *super().get_urls()]

    def erase(self, request: HttpRequest) -> HttpResponse:
        """Ask whose records, say how many there are, and erase them once that is confirmed."""
        by, form = asking.staff(request, access.can_erase), EraseForm(request.POST or None)
        found = None
        if form.is_valid():
            said = dict(form.cleaned_data)
            try:
                if "confirmed" in request.POST:
                    corrections.erase(**said, by=by)
                    messages.success(request, "Erased. What was done is in the list, without the reference.")
                    return redirect(LIST)
                found = corrections.held(**said, by=by)
            except corrections.Refused as refused:
                asking.refuse(form, refused.reasons)
        if found is not None and not found:
            asking.refuse(form, [corrections.NOTHING_HELD])
        told = {"found": _in_words(found) if found else None, "buttons": {"look": "See how much is held"}}
        return asking.page(self, request, "Erase a client's records", form, explains=ABOUT_RECORDS, **told)


def _in_words(held: Any) -> list[tuple[str, int]]:
    return [
        ("scores", held.scores),
        ("referrals", held.referrals),
        ("uploads waiting for confirmation, thrown away whole", held.uploads),
        ("files waiting to be read, whoever is in them", held.files),
        ("file names", held.names),
    ]


@admin.register(ErasureRequest)
class ErasureRequestAdmin(LookedAtOnly):
    list_display = ["edition", "by", "at", "reason"]
    list_select_related = ["edition", "by"]

    def get_urls(self) -> list[URLPattern]:
        """Asking, and deciding, before the list's own."""
        own = [
            asking.address(self, "ask/<int:pk>/", self.ask, "erasurerequest_ask"),
            asking.address(self, "<int:pk>/decide/", self.decide, "erasurerequest_decide"),
        ]
        return own + super().get_urls()

    def ask(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the document of an edition to be erased."""
        by, form = asking.staff(request, access.can_erase), ReasonForm(request.POST or None)
        edition = get_object_or_404(Edition, pk=pk)
        if form.is_valid():
            try:
                corrections.ask_to_erase(edition, by=by, reason=form.cleaned_data["reason"])
            except corrections.Refused as refused:
                asking.refuse(form, refused.reasons)
            else:
                messages.success(request, "It waits for a second person.")
                return redirect("admin:casestudies_erasurerequest_changelist")
        told = {"explains": ABOUT_A_DOCUMENT, "buttons": {"ask": "Ask for it"}}
        return asking.page(self, request, f"Erase the document of {edition}", form, **told)

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Erase it as the second person, or let it stand."""
        by = asking.staff(request, access.can_erase)
        asked = ErasureRequest.objects.select_related("edition", "by").filter(pk=pk).first()
        if asked is None:
            messages.warning(request, DECIDED)
            return redirect(LIST)
        form = ReasonForm({"reason": asked.reason})
        if request.method == "POST":
            try:
                act = corrections.take_back if "take_back" in request.POST else corrections.erase_document
                act(asked, by=by)
            except corrections.Refused as refused:
                asking.refuse(form, refused.reasons)
            else:
                messages.success(request, "Done.")
                return redirect(LIST)
        told = {"explains": f"{asked.by} asked for it: {asked.reason}", "hide": True}
        told |= {"buttons": {"erase": "Erase it for good", "take_back": "Let it stand"}}
        return asking.page(self, request, f"Erase the document of {asked.edition}", form, **told)
