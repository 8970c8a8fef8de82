"""The editor's results task: strands and cohorts, and what a report says of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casestudies import desk
from casestudies.editions import shelf
from casestudies.forms.cohorts import CohortForm
from casestudies.forms.facts import FactForm
from casestudies.forms.published_results import PublishedResultForm
from casestudies.forms.strands import StrandForm
from casestudies.models import CaseStudy
from casestudies.results import plausibility, records, saving
from casestudies.results.saving import Saved
from casestudies.views.desk.own import own
from casestudies.views.desk.results_page import results_page
from casestudies.views.person import person


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Strands and cohorts, and where they stand."""
    case_study = own(request, slug)
    return results_page(request, "board", case_study, strands=records.board(case_study))


@require_http_methods(["GET", "HEAD", "POST"])
def strand(request: HttpRequest, slug: str, strand: int | None = None) -> HttpResponse:
    """Add a strand, or change one."""
    case_study = own(request, slug)
    instance = get_object_or_404(records.strands(case_study), pk=strand) if strand is not None else None
    form = StrandForm(_posted(request), instance=instance, project=case_study.project)
    if (outcome := _save(request, form, case_study)) is Saved.YES:
        return redirect("desk-results", case_study.slug)
    title = "Change this strand" if instance else "Add a strand"
    return _form_page(request, form, title, outcome, case_study=case_study)


@require_http_methods(["GET", "HEAD", "POST"])
def cohort_facts(request: HttpRequest, slug: str, strand: int | None = None, cohort: int | None = None) -> HttpResponse:
    """Add a cohort to a strand, or change what is said of one."""
    case_study = own(request, slug)
    instance = get_object_or_404(records.cohorts(case_study), pk=cohort) if cohort is not None else None
    of = instance.strand if instance else get_object_or_404(records.strands(case_study), pk=strand)
    sources = records.sources(case_study)
    form = CohortForm(_posted(request), instance=instance, strand=of, sources=sources)
    if (outcome := _save(request, form, case_study)) is Saved.YES:
        return redirect("desk-results-cohort", case_study.slug, form.instance.pk)
    title = "Change this cohort" if instance else f"Add a cohort of {of.name}"
    return _form_page(request, form, title, outcome, case_study=case_study, cohort=instance)


@require_safe
def cohort(request: HttpRequest, slug: str, cohort: int) -> HttpResponse:
    """One cohort: its facts, its scores or summary, and the history of its uploads."""
    case_study = own(request, slug)
    one = get_object_or_404(records.cohorts(case_study), pk=cohort)
    history, result = records.history(one), records.published_result(one)
    held, waiting = records.live_uploads(history)
    context: dict[str, Any] = {
        "cohort": one,
        "standing": records.standing(one, [*waiting, *([held] if held else [])]),
        "history": history,
        "waiting": waiting,
        "imports": records.being_read(one),
        "result": result,
        "doubts": plausibility.doubts(result),
        "summary_only": one.provenance == one.Provenance.PUBLISHED_SUMMARY,
    }
    return results_page(request, "cohort", case_study, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: HttpRequest, slug: str, cohort: int) -> HttpResponse:
    """What a report says of a cohort. Doubts are shown beside it afterwards; they stop nobody."""
    case_study = own(request, slug)
    one = get_object_or_404(records.cohorts(case_study), pk=cohort)
    result, sources = records.published_result(one), records.sources(case_study)
    form = PublishedResultForm(_posted(request), instance=result, cohort=one, sources=sources)
    if (outcome := _save(request, form, case_study)) is Saved.YES:
        return redirect("desk-results-cohort", case_study.slug, one.pk)
    return _form_page(request, form, "What the report says", outcome, case_study=case_study, cohort=one)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str, strand: int | None = None, cohort: int | None = None) -> HttpResponse:
    """Take out a strand or cohort that was a mistake, after asking."""
    case_study = own(request, slug)
    one = get_object_or_404(records.cohorts(case_study), pk=cohort) if cohort is not None else None
    what = one or get_object_or_404(records.strands(case_study), pk=strand)
    if request.method == "POST":
        try:
            saving.remove(what, case_study=case_study, by=person(request))
            messages.success(request, "Taken out.")
            return redirect("desk-results", slug)
        except (desk.Closed, saving.NotEmpty):  # the page says so
            pass
    told = shelf.tells_of(case_study.slug, what.key)
    why_it_stays = records.why_it_stays(what)
    return results_page(request, "remove", case_study, what=what, cohort=one, why_it_stays=why_it_stays, told=told)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _save(request: HttpRequest, form: FactForm, case_study: CaseStudy) -> Saved | None:
    """What came of a form that was sent; None where it was not, or is not valid."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        outcome = saving.save_form(form, case_study=case_study, by=person(request))
    except desk.Closed:  # the page says so
        return None
    if outcome is Saved.YES:
        messages.success(request, f"{desk.TITLES['results']}: saved at {timezone.localtime():%H:%M}.")
    return outcome


def _form_page(
    request: HttpRequest, form: FactForm, title: str, outcome: Saved | None, *, case_study: CaseStudy, **context: Any
) -> HttpResponse:
    status = 409 if outcome is Saved.CHANGED else 200
    return results_page(request, "form", case_study, status=status, form=form, title=title, **context)
