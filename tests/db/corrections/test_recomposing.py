"""A correction of what case studies share: those nobody has touched get a new edition, the others wait for somebody."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from casestudies import access, corrections, workflow
from casestudies.corrections import recomposing
from casestudies.editions import document
from casestudies.models import CaseStudy, Edition, OutgoingMail, SearchFacet, User
from casestudies.workflow import Refused
from outcomes.models import Theme
from tests import factories as make
from tests import lives

WHY = "One was entered twice."
NOTE = "“Early year” is called “Early years” now."


def run_the_queue() -> list[int]:
    """What the worker would do now: every recomposing that waits, in its order; returns how many each published."""
    waiting = DBTaskResult.objects.filter(task_path__endswith="make_anew").order_by("enqueued_at")
    done = [recomposing.make_anew.call(*task.args_kwargs["args"]) for task in waiting]
    waiting.delete()
    return done


@pytest.fixture
def themes() -> tuple[Theme, Theme]:
    return make.ThemeFactory(key="early-year", name="Early year"), make.ThemeFactory(
        key="early-years", name="Early years"
    )


@pytest.fixture
def studies(themes: tuple[Theme, Theme]) -> dict[str, CaseStudy]:
    """Published under the theme that goes: one untouched, one opened again, one whose facts somebody has changed."""
    found = {}
    for slug in ("untouched", "opened", "touched", "elsewhere"):
        theme = themes[0] if slug != "elsewhere" else make.ThemeFactory()
        found[slug] = make.CaseStudyFactory(slug=slug, project__name=f"Project {slug}", theme=theme)
        lives.publish(found[slug])
    workflow.reopen(found["opened"], by=lives.editor_of(found["opened"]))
    CaseStudy.objects.filter(slug="touched").update(headline="Families get on much better")
    return found


@pytest.fixture
def merged(
    studies: dict[str, CaseStudy], themes: tuple[Theme, Theme], curator: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        corrections.merge(*themes, by=curator, reason=WHY)


def editions() -> dict[str, int]:
    return {
        slug: Edition.objects.filter(slug=slug).count() for slug in CaseStudy.objects.values_list("slug", flat=True)
    }


@pytest.mark.usefixtures("merged")
def test_until_the_worker_comes_nothing_is_published_and_reviewers_see_all_but_the_open_draft() -> None:
    assert set(editions().values()) == {1}
    waiting = access.waiting_for_review(make.ReviewerFactory()).values_list("slug", flat=True)
    assert set(waiting) == {"untouched", "touched"}
    assert DBTaskResult.objects.filter(task_path__endswith="make_anew").count() == 1


@pytest.mark.usefixtures("merged")
def test_only_what_nobody_has_touched_gets_a_new_edition(curator: User, client: Client) -> None:
    before = Edition.objects.get(slug="untouched")
    assert run_the_queue() == [1]
    assert editions() == {"untouched": 2, "opened": 1, "touched": 1, "elsewhere": 1}
    assert dict(CaseStudy.objects.values_list("slug", "stale")) == {
        "untouched": False,
        "opened": True,
        "touched": True,
        "elsewhere": False,
    }
    new = Edition.objects.get(slug="untouched", current=True)
    shown = document.load(new.document or "")
    assert (shown.theme, shown.note, shown.edition) == ("Early years", NOTE, 2)
    decision = CaseStudy.objects.get(slug="untouched").decisions.first()
    assert (decision.by, decision.reason, decision.edition) == (curator, NOTE, new)  # type: ignore[union-attr]
    assert (decision.from_status, decision.to_status) == ("published", "published")  # type: ignore[union-attr]
    before.refresh_from_db()
    assert "Early year" in (before.document or "")
    assert client.get("/case-studies/untouched/editions/1/").status_code == 200
    assert set(SearchFacet.objects.filter(entry__slug="untouched", facet="theme").values_list("value", flat=True)) == {
        "early-years"
    }


@pytest.mark.usefixtures("merged")
def test_one_summary_goes_to_whoever_corrected(curator: User) -> None:
    OutgoingMail.objects.all().delete()
    run_the_queue()
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == (curator.email, "What your correction has changed")
    done, left = mail.body.split("These wait for a reviewer")
    assert ("Project untouched" in done, "Project untouched" in left) == (True, False)
    assert "/case-studies/untouched/" in done
    for name in ("touched", "opened"):
        assert f"Project {name}: " in left
        assert f"/review/{name}/" in left
    assert "elsewhere" not in mail.body


@pytest.mark.usefixtures("merged")
@pytest.mark.parametrize("what", ["edited", "reopened", "withdrawn"])
def test_what_has_happened_meanwhile_is_not_published_over(studies: dict[str, CaseStudy], what: str) -> None:
    study = studies["untouched"]
    if what == "edited":
        CaseStudy.objects.filter(pk=study.pk).update(background="A new need.")
    elif what == "reopened":
        workflow.reopen(study, by=lives.editor_of(study))
    else:
        workflow.withdraw(study, by=make.ReviewerFactory(), reason="It has closed.")
    assert run_the_queue() == [0]
    assert study.editions.count() == 1


def test_what_only_stands_beside_the_figures_is_told_and_no_mark_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A note is no figure: readers are told in a sentence a part what is new, and of no part would this be said."""
    study = make.CaseStudyFactory(slug="noted")
    make.PublishedResultFactory(cohort__strand__project=study.project)
    lives.publish(study)
    CaseStudy.objects.update(stale=True)
    shown = workflow.composed(study)
    (strand,) = shown.strands
    (cohort,) = strand.cohorts
    noted = replace(cohort, block=replace(cohort.block, notes=("As it was counted before.",)))
    other = replace(shown, strands=(replace(strand, cohorts=(noted,)),))
    monkeypatch.setattr(workflow, "composed", lambda case, **more: other)
    (found,) = recomposing.outcomes(CaseStudy.objects.all(), set(), note="")
    assert found.sentences == ("What is said beside the figures changed.",)
    assert [entry.after for part in found.sections for entry in part.entries] == [("As it was counted before.",)]


@pytest.mark.usefixtures("merged")
def test_a_second_time_nothing_is_left_to_publish(studies: dict[str, CaseStudy]) -> None:
    task = DBTaskResult.objects.get(task_path__endswith="make_anew")
    assert recomposing.make_anew.call(*task.args_kwargs["args"]) == 1
    assert recomposing.make_anew.call(*task.args_kwargs["args"]) == 0
    assert studies["untouched"].editions.count() == 2


@pytest.mark.usefixtures("merged")
def test_nobody_else_makes_editions_so(studies: dict[str, CaseStudy]) -> None:
    with pytest.raises(Refused, match="Only a curator or an admin"):
        workflow.republish(studies["untouched"], by=make.ReviewerFactory(), note=NOTE, foreseen="")


@pytest.mark.usefixtures("merged")
def test_a_merge_taken_back_before_the_worker_comes_leaves_nothing_to_do(curator: User) -> None:
    from casestudies.models import Merge

    corrections.undo(Merge.objects.get(), by=curator, reason="They are two.")
    assert run_the_queue() == [0]
    assert dict(CaseStudy.objects.values_list("slug", "stale")) == {
        "untouched": False,
        "opened": False,
        "touched": True,
        "elsewhere": False,
    }


def marked_for_nothing() -> set[str]:
    """Those that are marked although composing now says what their live edition says."""
    return {case.slug for case in CaseStudy.objects.filter(stale=True) if says_the_same(case)}


def says_the_same(case: CaseStudy) -> bool:
    new, old = workflow.composed(case), document.load(case.editions.get(current=True).document or "")
    return replace(new, edition=0, published=date.min, note="") == replace(old, edition=0, published=date.min, note="")


@pytest.mark.parametrize("worker", ["comes in between", "comes at the end"])
def test_a_merge_taken_back_leaves_no_mark_even_where_there_were_too_many_to_look_at(
    studies: dict[str, CaseStudy],
    themes: tuple[Theme, Theme],
    curator: User,
    worker: str,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(recomposing, "MOST", 1)
    with django_capture_on_commit_callbacks(execute=True):
        merge = corrections.merge(*themes, by=curator, reason=WHY)
    assert set(CaseStudy.objects.filter(stale=True).values_list("slug", flat=True)) == {
        "untouched",
        "opened",
        "touched",
    }
    if worker == "comes in between":
        run_the_queue()
    with django_capture_on_commit_callbacks(execute=True):
        corrections.undo(merge, by=curator, reason="They are two.")
    run_the_queue()
    assert marked_for_nothing() == set()
    assert set(CaseStudy.objects.filter(stale=True).values_list("slug", flat=True)) == {"touched"}


def test_what_the_one_that_stays_takes_over_is_told_of_its_own_case_studies(
    curator: User, django_capture_on_commit_callbacks: Any
) -> None:
    """Its number among charities stands in every edition that names it."""
    gone, kept = make.OrganisationFactory(org_id="GB-CHC-1"), make.OrganisationFactory()
    for slug, funder in (("its-own", kept), ("plain", gone)):
        study = make.CaseStudyFactory(slug=slug)
        make.FundingFactory(project=study.project).funders.add(funder)
        lives.publish(study)
    _, changed = corrections.preview(gone, kept, by=curator)
    assert [one.case_study.slug for one in changed] == ["its-own", "plain"]
    with django_capture_on_commit_callbacks(execute=True):
        merge = corrections.merge(gone, kept, by=curator, reason=WHY)
    assert run_the_queue() == [2]
    with django_capture_on_commit_callbacks(execute=True):
        corrections.undo(merge, by=curator, reason="They are two.")
    assert run_the_queue() == [2]
    assert editions() == {"its-own": 3, "plain": 3}
    assert not CaseStudy.objects.filter(stale=True).exists()


def test_words_nobody_has_judged_beside_the_new_figures_wait_for_somebody(
    studies: dict[str, CaseStudy], themes: tuple[Theme, Theme], curator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A figure that changes may make a number in the story tell of few people."""
    marks = iter([{"a number beside another"}, set()])  # of the new document, and of the live one
    monkeypatch.setattr(recomposing, "_marked", lambda shown: next(marks, set()))
    ready = recomposing.unchanged(CaseStudy.objects.filter(slug="untouched"))
    CaseStudy.objects.filter(slug="untouched").update(theme=themes[1])
    (found,) = recomposing.outcomes(CaseStudy.objects.filter(slug="untouched"), ready, note=NOTE)
    assert (found.fingerprint, bool(found.sentences)) == ("", True)
