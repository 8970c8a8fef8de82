"""`make_demo` makes any number of published case studies with any number of scores."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from casestudies import workflow
from casestudies.demo import bulk, publishing
from casestudies.editions import document
from casestudies.models import CaseStudy, Decision, Edition
from outcomes.figures import Shown
from outcomes.models import Project, Score


def make_demo(case_studies: int, scores: int) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("make_demo", case_studies=case_studies, scores=scores, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_it_makes_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 3)
    out, bar = make_demo(7, 500)
    assert out == "7 invented case studies with 500 scores\n"
    assert bar.count("\r") == 3
    assert bar.endswith("] 7 of 7\n")
    assert Score.objects.count() == 500
    assert CaseStudy.objects.filter(status="published").count() == 7
    assert Decision.objects.filter(from_status="draft", to_status="published").count() == 7
    assert not Project.objects.filter(invented=False).exists()
    editions = Edition.objects.filter(current=True, invented=True)
    assert editions.count() == 7
    for edition in editions:
        assert edition.document is not None
        assert edition.sha256 == document.digest(edition.document)
        assert isinstance(document.load(edition.document).cohorts[0].block.improved, Shown)


def test_its_editions_are_those_publishing_would_make() -> None:
    make_demo(2, 200)
    case_study = CaseStudy.objects.select_related("project__provider").first()
    assert case_study is not None
    with pytest.raises(workflow.Refused, match="Nothing has changed"):
        publishing.send(case_study)


def test_a_second_run_adds_to_the_first() -> None:
    make_demo(2, 0)
    make_demo(3, 10)
    slugs = CaseStudy.objects.order_by("slug").values_list("slug", flat=True)
    assert list(slugs) == [f"example-made-00000{number}" for number in range(5)]
    assert Score.objects.count() == 10


@pytest.mark.parametrize(("case_studies", "scores"), [(0, 5), (-1, 5), (3, -1)])
def test_impossible_numbers_are_refused(case_studies: int, scores: int) -> None:
    with pytest.raises(CommandError, match="at least"):
        make_demo(case_studies, scores)


def test_it_is_not_for_production() -> None:
    with override_settings(PRODUCTION=True), pytest.raises(CommandError, match="DEMO=1"):
        make_demo(1, 0)
