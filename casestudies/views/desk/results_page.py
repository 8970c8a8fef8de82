"""How every page of the results task is made."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casestudies import desk
from casestudies.models import CaseStudy


def results_page(
    request: HttpRequest, template: str, case_study: CaseStudy, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page below the case study's results; it says so where the case study is not open for changes.

    `template` is the name of one of desk/results/, with "#" and a part of it where that alone is wanted.
    """
    name, part, of_it = template.partition("#")
    context |= {"case_study": case_study, "closed": desk.closed(case_study)}
    return render(request, f"desk/results/{name}.html{part}{of_it}", context, status=status)
