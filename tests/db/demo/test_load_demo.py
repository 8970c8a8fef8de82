"""`load_demo` fills a new database with everything there is to see, and a used one with nothing."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone

from casestudies import desk, workflow
from casestudies.demo import examples, histories
from casestudies.editions import document
from casestudies.editions.document import EditionDocument
from casestudies.models import CaseStudy, Decision, Edition, OutgoingMail, Tombstone
from outcomes.figures import Note, Shown
from outcomes.models import Cohort, Funding, Organisation, Place, Project, Score

UNTOUCHED = """\
  no new rows of reference data
  no new rows of the two printed case studies
  no new cohorts of the worked example
  no new first editions of them
  no new invented examples
"""


def load_demo(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def current(slug: str) -> EditionDocument:
    text = Edition.objects.get(slug=slug, current=True).document
    assert text is not None
    return document.load(text)


def counts() -> dict[str, int]:
    return {
        model.__name__: model.objects.count()
        for model in (CaseStudy, Cohort, Decision, Edition, Funding, Organisation, Place, Project, Score, Tombstone)
    }


class TestWhatThereIsToSee(TestCase):
    """One load for all of these: each leaves the database as it found it."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_demo()

    def test_it_shows_something_of_everything(self) -> None:
        assert CaseStudy.objects.count() == 49
        documents = {edition.slug: current(edition.slug) for edition in Edition.objects.filter(current=True)}
        assert len(documents) == 45, "all but the withdrawn one and three at the desk"

        invented = Project.objects.filter(invented=True)
        assert invented.count() == 47
        assert all(project.name.startswith("Example: ") for project in invented)
        assert not Organisation.objects.filter(invented=True).exclude(org_id="").exists()
        assert {slug for slug, edition in documents.items() if not edition.invented} == {"oxpip", "m-power"}
        assert set(Cohort.objects.filter(strand__project__invented=True).values_list("provenance", flat=True)) == {
            "invented",
            "summary",
        }
        providers = Organisation.objects.filter(projects__invented=True) | Organisation.objects.filter(
            fundings__project__invented=True
        )
        assert set(providers.values_list("invented", flat=True)) == {True}

        cohorts = {cohort.key: cohort for edition in documents.values() for cohort in edition.cohorts}
        assert {cohort.measure.key for cohort in cohorts.values()} == {
            *("pir-gas", "phq-9", "gad-7", "hads-a", "hads-d", "sdq-total", "wemwbs", "kpcs", "gbo")
        }
        notes = {note for cohort in cohorts.values() for note in cohort.block.notes}
        assert notes >= {
            Note.TOO_FEW_STARTED,
            Note.TOO_FEW_SCORED,
            Note.FEW_NOT_SCORED,
            Note.FEW_NOT_IMPROVED,
            Note.FEW_IMPROVED,
            Note.REPORTED_AGREES,
        }
        assert {cohort.comparison_group for cohort in cohorts.values()} == {"none", "present", ""}
        assert {cohort.standing for cohort in cohorts.values()} == {"final", "provisional", ""}
        assert {len(edition.strands) for edition in documents.values()} == {0, 1, 2}
        assert any(edition.other_outcomes and not edition.cohorts for edition in documents.values())
        assert any(not edition.other_outcomes and not edition.cohorts for edition in documents.values())
        assert len({edition.theme for edition in documents.values()}) >= 14
        assert len({edition.area for edition in documents.values()}) >= 35

    def test_harbour_light_shows_every_figure_that_scores_can_give(self) -> None:
        depression, well_being = current("example-harbour-light").cohorts
        block, derived = depression.block, depression.derived
        shown = (
            block.started,
            block.scored,
            block.not_scored,
            block.improved,
            block.not_improved,
            block.same,
            block.worse,
        )
        assert all(isinstance(figure, Shown) for figure in shown)
        assert all(isinstance(figure, Shown) for figure in (block.reliably_improved, block.recovered, block.means))
        assert all(
            isinstance(figure, Shown) for figure in (block.bands_before, block.bands_after, block.gain_of_improved)
        )
        assert all(isinstance(figure, Shown) for figure in (derived.rate, derived.coverage, derived.possible_range))
        assert isinstance(derived.reliable_rate, Shown)
        assert isinstance(well_being.derived.expected_rise_without_help, Shown)
        edition = current("example-harbour-light")
        assert edition.funding.per_person.seen is not None
        assert edition.funding.per_person.improved is not None
        assert edition.referrals.split is not None
        assert isinstance(edition.referrals.split.parts, Shown)
        assert edition.referrals.split.parts.value[-1].label == "other routes"

    def test_three_examples_have_a_history(self) -> None:
        year_added = Edition.objects.filter(slug="example-quiet-hours").order_by("number")
        assert [(edition.number, edition.note, edition.current) for edition in year_added] == [
            (1, "", False),
            (2, "Adds the year to March 2025.", True),
        ]
        assert len(current("example-quiet-hours").cohorts) == 3  # two measures in one year, one in the next

        first, second = Edition.objects.filter(slug="example-two-homes").order_by("number")
        assert (first.retirement.replaced_by, second.note) == (second, "Scores corrected.")
        assert first.retirement.by != first.retirement.second_checker

        assert CaseStudy.objects.get(slug="example-unspoken").status == "withdrawn"
        assert Tombstone.objects.get().slug == "example-unspoken"
        assert not Edition.objects.filter(slug="example-unspoken", current=True).exists()

    def test_one_example_waits_for_a_reviewer_beside_its_live_edition(self) -> None:
        waiting = CaseStudy.objects.get(status="submitted", slug="example-late-bus")
        assert waiting.reviewer is None
        assert waiting.reference is not None
        assert "second warm room" not in current("example-late-bus").story.action

    def test_a_reviewer_finds_one_half_judged_and_one_that_wants_a_second_checker(self) -> None:
        judged = CaseStudy.objects.get(slug="example-first-rhyme")
        assert judged.status == "in_review"
        points = judged.submissions.first().checklist.values_list("point", "sound")
        assert list(points) == [("story", True), ("consent", True), ("figures", False)]

        approved = CaseStudy.objects.get(slug="example-night-light")
        assert workflow.wants_second_check(approved)
        assert approved.publish_at is not None
        assert approved.publish_at > timezone.now()
        assert current("example-night-light").edition == 1

    def test_an_editor_finds_a_case_study_in_each_state_on_the_desk(self) -> None:
        of_fernhill = CaseStudy.objects.filter(project__provider__key="example-fernhill-families")
        assert dict(of_fernhill.values_list("slug", "status")) == {
            "example-bumps-and-beyond": "draft",
            "example-saturday-dads": "submitted",
            "example-talk-and-tide": "changes_requested",
            "example-lullaby-lane": "published",
        }
        back = CaseStudy.objects.get(slug="example-talk-and-tide")
        assert set(back.comments.values_list("section", flat=True)) == {"story", "results"}
        standing = {line.task: (line.state, line.asked) for line in desk.status_of(back)}
        assert standing["story"] == ("completed", 1)
        assert standing["check"] == ("not started", 0)
        sent = desk.status_of(CaseStudy.objects.get(slug="example-saturday-dads"))
        assert {line.state for line in sent} == {"completed"}, "check and send too"
        begun = {line.task: line.state for line in desk.status_of(of_fernhill.get(status="draft"))}
        assert {begun["story"], begun["funding"], begun["check"]} == {"in progress", "not started", "cannot start yet"}

    def test_nobody_approved_their_own_and_no_mail_waits_for_made_up_people(self) -> None:
        sent = set(Decision.objects.filter(to_status="submitted").values_list("by__email", flat=True))
        approvals = Decision.objects.filter(to_status="approved")
        approved = set(approvals.exclude(kind="confirmed").values_list("by__email", flat=True))
        confirmed = set(approvals.filter(kind="confirmed").values_list("by__email", flat=True))
        assert (sent, approved) == ({"demo-editor@example.invalid"}, {"demo@example.invalid"})
        assert confirmed == {"demo-second@example.invalid"}
        assert not OutgoingMail.objects.exists()

    def test_a_second_load_keeps_entered_work_and_adds_nothing(self) -> None:
        CaseStudy.objects.filter(slug="oxpip").update(background="Edited by somebody.")
        Project.objects.filter(key="example-shed").update(name="Example: Renamed")
        before = counts()
        assert load_demo() == UNTOUCHED
        assert counts() == before
        assert CaseStudy.objects.get(slug="oxpip").background == "Edited by somebody."
        assert Project.objects.get(key="example-shed").name == "Example: Renamed"


def test_an_example_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(case_study: CaseStudy) -> None:
        raise RuntimeError("half-way")

    few = [example for example in examples.read() if example["slug"] in {"example-first-rhyme", "example-quiet-hours"}]
    monkeypatch.setattr(examples, "read", lambda: few)
    monkeypatch.setitem(histories.HISTORIES, "example-quiet-hours", fail)
    with pytest.raises(RuntimeError, match="half-way"):
        load_demo()
    assert not Project.objects.filter(key="example-quiet-hours").exists()
    assert Edition.objects.filter(slug="example-first-rhyme").exists(), "those before it are whole"
    monkeypatch.delitem(histories.HISTORIES, "example-quiet-hours")
    load_demo()
    assert Edition.objects.filter(slug="example-quiet-hours").count() == 1


def test_reference_data_alone_is_for_production() -> None:
    with override_settings(PRODUCTION=True):
        with pytest.raises(CommandError, match="DEMO=1"):
            load_demo()
        assert load_demo("--reference").startswith("  485 new rows of reference data")
    assert Place.objects.count() == 395
    assert not Project.objects.exists()


def test_examples_tell_shares_and_totals_never_a_few_people() -> None:
    for example in examples.read():
        counted = [
            cohort.get("started", 8) for strand in example.get("strand", []) for cohort in strand.get("cohort", [])
        ]
        counted += example.get("route_counts", {}).values()
        counted += [outcome.get("numerator", 8) for outcome in example.get("outcome_without_scale", [])]
        assert min(counted, default=8) >= 8, example["slug"]
