"""Curators change facts in the admin, without the desk's versions: an open page meets that as a conflict."""

import re

from casestudies.models import CaseStudy, Quote
from outcomes.models import Place, Project, ProjectPlace
from tests.db.desk.conftest import Desk
from tests.factories import QuoteFactory

JSON = {"Accept": "application/json"}


def version(page: str) -> str:
    (found,) = re.findall(r'name="version" value="([^"]+)"', page)
    return found


def opened(desk: Desk, task: str = "story") -> str:
    return version(desk.client.get(desk.page(task)).content.decode())


def test_what_a_curator_wrote_meanwhile_is_shown_beside_ones_own(desk: Desk) -> None:
    seen = opened(desk)
    CaseStudy.objects.update(headline="A curator's words")
    answer = desk.client.post(desk.page("story"), {"version": seen, "headline": "Mine"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert '<td class="as-typed">Mine</td><td class="as-typed">A curator&#x27;s words</td>' in page
    assert CaseStudy.objects.get().headline == "A curator's words"
    kept = desk.client.post(desk.page("story"), {"version": version(page), "headline": "Mine"})
    assert kept.status_code == 302
    assert CaseStudy.objects.get().headline == "Mine"


def test_rows_count_too(desk: Desk) -> None:
    seen = opened(desk)
    QuoteFactory(case_study=desk.case_study, words="Entered by a curator.")
    answer = desk.client.post(desk.page("story"), {"version": seen, "headline": "Mine"})
    assert answer.status_code == 409
    assert Quote.objects.count() == 1
    seen = opened(desk, "project")
    ProjectPlace.objects.create(
        project=desk.case_study.project, place=Place.objects.get(name="Ipswich"), role="delivery"
    )
    answer = desk.client.post(desk.page("project"), {"version": seen, "name": "Little Steps", "purpose": "Help."})
    assert answer.status_code == 409
    assert ProjectPlace.objects.count() == 1


def test_the_script_is_told_too_and_goes_on_after_its_own_saves(desk: Desk) -> None:
    seen = opened(desk)
    for words in ("M", "Mi", "Min"):
        answer = desk.client.post(desk.page("story"), {"version": seen, "headline": words}, headers=JSON)
        assert answer.status_code == 200
        seen = answer.json()["version"]
    CaseStudy.objects.update(background="A curator's words")
    answer = desk.client.post(desk.page("story"), {"version": seen, "headline": "Mine"}, headers=JSON)
    assert (answer.status_code, answer.json()["compare"]) == (409, True)
    assert CaseStudy.objects.get().background == "A curator's words"


def test_the_same_change_made_by_both_is_no_conflict(desk: Desk) -> None:
    seen = opened(desk)
    CaseStudy.objects.update(headline="Agreed on the telephone")
    answer = desk.client.post(desk.page("story"), {"version": seen, "headline": "Agreed on the telephone"})
    assert answer.status_code == 302


def test_another_task_is_not_concerned(desk: Desk) -> None:
    seen = opened(desk)
    Project.objects.update(purpose="A curator's words")
    assert desk.client.post(desk.page("story"), {"version": seen, "headline": "Mine"}).status_code == 302
    assert CaseStudy.objects.get().headline == "Mine"
