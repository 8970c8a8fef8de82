"""An editor's case studies, beginning one, and the task list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from casestudies import access, desk
from casestudies.forms.start import StartForm
from casestudies.views.desk.own import own
from casestudies.views.person import person


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All case studies of one's organisations."""
    mine = access.editable_by(person(request)).select_related("project__provider").order_by("-changed_at")
    organisations = access.organisations_of(person(request))
    return render(request, "desk/index.html", {"case_studies": mine, "organisations": organisations})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin a case study: a name is enough."""
    by = person(request)
    organisations = access.organisations_of(by)
    form = StartForm(request.POST or None, organisations=organisations, initial={"key": desk.new_key()})
    if not form.is_valid():
        context = {"form": form, "organisations": organisations}
        return render(request, "desk/start.html", context)
    said = form.cleaned_data

    def make() -> str:
        begun = desk.start(said["name"], provider=said["provider"], by=by)
        return reverse("desk-case-study", args=[begun.slug])

    return redirect(desk.once(said["key"], by=by, make=make))


@require_safe
def case_study(request: HttpRequest, slug: str) -> HttpResponse:
    """The task list: how far each task has come."""
    found = own(request, slug)
    context = {"case_study": found, "tasks": desk.status_of(found), "closed": desk.closed(found)}
    return render(request, "desk/case_study.html", context)
