"""Where two organisations, places or themes that mean the same are made one, and taken apart again."""

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern

from casestudies import access, corrections
from casestudies.admin import asking
from casestudies.corrections import recomposing
from casestudies.forms.corrections import NAMED_BY, MergeForm, ReasonForm
from casestudies.models import Merge
from outcomes.admin.people import LookedAtOnly

NOTHING_CHANGES = recomposing.signature([])
LIST = "admin:casestudies_merge_changelist"
EXPLAINS = (
    "Everything that names the one that goes will name the one that stays, and its name will still be found as a former"
    " name. Earlier editions keep the names they have. A case study in which nothing else has changed gets a new"
    " edition by itself, and you one summary by mail; the others are shown to the reviewers. It can be taken back for"
    " 30 days."
)
UNDOING = (
    "What was moved goes back, but for what has been changed by hand since. A case study in which nothing else has"
    " changed gets a new edition by itself, and you one summary by mail; the others are shown to the reviewers."
)


@admin.register(Merge)
class MergeAdmin(LookedAtOnly):
    list_display = ["at", "kind", "gone_name", "kept_name", "moved", "by", "undone_at", "undone_by"]
    list_filter = ["kind"]
    list_select_related = ["by", "undone_by"]
    search_fields = ["gone_name", "kept_name", "gone_key"]
    date_hierarchy = "at"
    exclude = ["remembered"]

    def get_urls(self) -> list[URLPattern]:
        """Merging, and taking one back, before the list's own."""
        own = [
            asking.address(self, "start/<slug:kind>/", self.start, "merge_start"),
            asking.address(self, "<int:pk>/undo/", self.undo, "merge_undo"),
        ]
        return own + super().get_urls()

    def start(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Ask which two, say what would move and what readers would see, and merge them once that is confirmed."""
        by = asking.staff(request, access.can_merge)
        if kind not in NAMED_BY:
            raise Http404
        form, found, shown = MergeForm(request.POST or None, kind=kind), None, {}
        if form.is_valid():
            gone, kept, reason = (form.cleaned_data[name] for name in ("gone", "kept", "reason"))
            try:
                if "confirmed" in request.POST:
                    agreed = request.POST.get("agreed", NOTHING_CHANGES)
                    merge = corrections.merge(gone, kept, by=by, reason=reason, agreed=agreed)
                    messages.success(request, f"Merged {merge}.")
                    return redirect(LIST)
                found, changed = corrections.preview(gone, kept, by=by)
                found = found or [("rows that name it", 0)]
                shown = {"changed": changed, "agreed": recomposing.signature(changed)}
            except corrections.Refused as refused:
                asking.refuse(form, refused.reasons)
        told = {"explains": EXPLAINS, "found": found, "buttons": {"look": "See what would move"}}
        return asking.page(self, request, f"Merge two {Merge.Kind(kind).label}", form, **told, **shown)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, say what readers would see, and take it back once that is confirmed."""
        by, merge = asking.staff(request, access.can_merge), get_object_or_404(Merge, pk=pk)
        title, form, found, shown = f"Take back: {merge}", ReasonForm(request.POST or None), None, {}
        if merge.stands:
            return asking.page(self, request, title, form, explains=merge.stands, hide=True)
        if form.is_valid():
            try:
                if "confirmed" in request.POST:
                    agreed = request.POST.get("agreed", NOTHING_CHANGES)
                    corrections.undo(merge, by=by, reason=form.cleaned_data["reason"], agreed=agreed)
                    messages.success(request, f"{merge.gone_name} is back.")
                    return redirect(LIST)
                changed = corrections.preview_undo(merge, by=by)
                found = [("rows that named it", merge.moved)]
                shown = {"changed": changed, "agreed": recomposing.signature(changed)}
            except corrections.Refused as refused:
                asking.refuse(form, refused.reasons)
        told = {"explains": UNDOING, "found": found, "buttons": {"look": "See what would go back"}}
        return asking.page(self, request, title, form, **told, **shown)
