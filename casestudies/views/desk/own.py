"""What an editor may open here, and nothing else."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from casestudies import access
from casestudies.models import CaseStudy
from casestudies.views.person import person


def own(request: HttpRequest, slug: str) -> CaseStudy:
    """The case study at this address, for those who work on it; 404 for everybody else, as if there were none."""
    mine = access.editable_by(person(request)).select_related("project__provider", "theme")
    return get_object_or_404(mine, slug=slug)
