"""A case study's address works whatever its project is called."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import resolve

from casestudies.models import CaseStudy
from casestudies.models.case_study import RESERVED_SLUGS
from casestudies.urls import DESK, ORGANISATIONS, REVIEWERS
from tests.db.desk.conftest import Desk
from tests.factories import CaseStudyFactory, ThemeFactory


@pytest.mark.parametrize("name", ["Organisations", "Start", "places", "New", "Admin", "Help!"])
def test_a_project_called_like_one_of_our_pages(desk: Desk, name: str) -> None:
    provider = desk.case_study.project.provider.key
    made = desk.client.post("/desk/start/", {"name": name, "provider": provider, "key": "b" * 32})
    slug = re.sub(r"\W", "", name.lower()) + "-2"
    assert made["Location"] == f"/desk/{slug}/"
    page = desk.client.get(made["Location"])
    assert page.status_code == 200
    assert page.context["case_study"].project.name == name


def test_every_word_that_is_ours_is_kept_free() -> None:
    routes = [str(pattern.pattern) for pattern in (*DESK, *ORGANISATIONS, *REVIEWERS)]
    ours = {parts[1] for route in routes if (parts := route.split("/"))[1:] and re.fullmatch(r"\w+", parts[1])}
    assert ours == {"organisations", "start", "places"}
    assert ours <= set(RESERVED_SLUGS)
    assert resolve("/desk/organisations-2/").url_name == "desk-case-study"


def test_who_makes_one_in_the_admin_is_told(desk: Desk) -> None:
    made = CaseStudy(project=desk.case_study.project, slug="start", theme=ThemeFactory())
    with pytest.raises(ValidationError, match="This address is the portal's own"):
        made.full_clean(exclude=["project"])
    CaseStudyFactory(slug="a-start").full_clean()
