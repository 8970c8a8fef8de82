"""A client's records go at once and for good; what is left says that they went, and never whose they were."""

import uuid
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from casestudies import access, corrections, workflow
from casestudies.editions import document, publish, records
from casestudies.models import CaseStudy, CohortRecord, Erasure, User
from outcomes.models import Cohort, Referral, ReferralUpload, Score, ScoreImport, ScoreUpload
from outcomes.score_files import imports, save, staging
from outcomes.score_files.answers import Checked, ScoreRow
from tests import factories as make
from tests import lives
from tests.db.corrections.conftest import OTHERS, PERSON, REFERENCE, InGroup
from tests.people import signed_in

REASON = "Asked for by the client, in a letter of 3 November."


def staged(cohort: Cohort, *references: str, by: User) -> ScoreUpload:
    """A checked file that waits for confirmation."""
    rows = tuple(ScoreRow(reference, Decimal(40), None, Decimal(50), None) for reference in references)
    return save.stage(Checked(rows, f"{len(references):f>64}", "scores.csv"), cohort=cohort, by=by)


def everything_held() -> str:
    """Every value of every row of the database, as text."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if not isinstance(model._meta.pk, models.OneToOneField) and not model._meta.proxy:
            found += [str(row) for row in model._base_manager.values_list()]
    return "\n".join(found)


@pytest.fixture
def everywhere(study: CaseStudy, cohort: Cohort, officer: User, django_capture_on_commit_callbacks: object) -> None:
    """The client is in a referral, in a staged file, in a file's name and in a file that waits, too."""
    referral = make.ReferralFactory(project=study.project, client_reference=REFERENCE)
    Score.objects.filter(client_reference=REFERENCE).update(referral=referral)
    make.ReferralFactory(project=study.project, client_reference="R2")
    staged(cohort, "B1", REFERENCE.lower(), by=officer)
    ScoreUpload.objects.filter(state="confirmed").update(file_name=f"only {REFERENCE}.csv")
    imports.receive(
        f"client,before,after\n{REFERENCE},1,2\n".encode(),
        file_name=f"{REFERENCE.lower()}.csv",
        cohort=cohort,
        by=officer,
        key=uuid.uuid4(),
    )


def files_on_disk() -> list[Path]:
    return list(Path(settings.UPLOADS_ROOT).glob("*"))


@pytest.mark.usefixtures("everywhere")
def test_how_much_is_held_is_said_in_numbers(study: CaseStudy, officer: User) -> None:
    held = corrections.held(f" {REFERENCE.lower()} ", study.project, by=officer, reason=REASON)
    assert (held.scores, held.referrals, held.uploads, held.files, held.names) == (1, 1, 1, 1, 2)
    assert not corrections.held("A999", make.ProjectFactory(), by=officer, reason=REASON)


@pytest.mark.usefixtures("everywhere")
def test_erasing_leaves_no_trace_of_the_reference_anywhere(
    study: CaseStudy, officer: User, django_capture_on_commit_callbacks: object
) -> None:
    assert REFERENCE in everything_held()
    assert len(files_on_disk()) == 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erasure = corrections.erase(REFERENCE.lower(), study.project, by=officer, reason=REASON)
    assert REFERENCE.lower() not in everything_held().lower()
    assert files_on_disk() == []
    assert (erasure.scores, erasure.referrals, erasure.uploads, erasure.files) == (1, 1, 1, 1)
    assert (erasure.by, erasure.project, erasure.reason) == (officer, "open-door", REASON)
    assert (Score.objects.count(), Referral.objects.count()) == (79, 1)
    assert list(ScoreUpload.objects.values_list("state", "row_count", "pair_count").order_by("pk")) == [
        ("confirmed", 79, 79),
        ("undone", 2, 2),
    ]
    assert ScoreImport.objects.get().state == "stopped"


@pytest.mark.django_db(transaction=True)
def test_no_file_of_the_database_holds_the_reference_afterwards(study: CaseStudy, officer: User) -> None:
    """Not its log either, and not the free room inside."""
    if connection.vendor != "sqlite":
        pytest.skip("what PostgreSQL keeps on its disk is for whoever runs it")
    reference = "ZZ-90210-ERASED"
    Score.objects.filter(client_reference=REFERENCE).update(client_reference=reference)
    make.ReferralFactory(project=study.project, client_reference=reference)
    files = [Path(f"{connection.settings_dict['NAME']}{ending}") for ending in ("", "-wal")]
    assert any(reference.encode() in path.read_bytes() for path in files)
    corrections.erase(reference, study.project, by=officer, reason=REASON)
    assert [reference.encode() in path.read_bytes() for path in files] == [False, False]
    assert files[1].stat().st_size == 0
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_a_reference_that_is_left_in_file_names_alone_goes_from_them(
    study: CaseStudy, cohort: Cohort, officer: User
) -> None:
    """Its upload was taken back and its other file refused; a referral file waited too long. No row holds it."""
    ScoreUpload.objects.filter(state="confirmed").update(file_name="all.csv")
    sent = save.stage(
        Checked((ScoreRow("B1", Decimal(1), None, Decimal(2), None),), "a" * 64, "client QQ-4242 only.csv"),
        cohort=cohort,
        by=officer,
    )
    staging.undo(sent, by=officer)
    refused, _ = imports.receive(b"x", file_name="broken qq-4242.csv", cohort=cohort, by=officer, key=uuid.uuid4())
    imports.read(refused.pk)
    make.ReferralUploadFactory(project=study.project, state="expired", file_name="QQ-4242.xlsx")
    elsewhere = make.ScoreUploadFactory(file_name="QQ-4242.csv")
    held = corrections.held("QQ-4242", study.project, by=officer, reason=REASON)
    assert (held.scores, held.referrals, held.uploads, held.files, held.names) == (0, 0, 0, 0, 3)
    erasure = corrections.erase("QQ-4242", study.project, by=officer, reason=REASON)
    assert (erasure.scores, erasure.files, erasure.names) == (0, 0, 3)
    names = [*ScoreUpload.objects.values_list("file_name"), *ReferralUpload.objects.values_list("file_name")]
    assert sorted(name for (name,) in names) == ["QQ-4242.csv", "a file", "a file", "all.csv"]
    assert ScoreImport.objects.get().file_name == "a file"
    elsewhere.delete()
    assert "qq-4242" not in everything_held().lower()
    study.refresh_from_db()
    assert not study.stale, "no figure has lost anybody"
    for reference in ("QQ-4242", "a file"):
        assert not corrections.held(reference, study.project, by=officer, reason=REASON)


def test_a_second_time_there_is_nothing(study: CaseStudy, officer: User) -> None:
    corrections.erase(REFERENCE, study.project, by=officer, reason=REASON)
    with pytest.raises(corrections.Refused, match="Nothing is held"):
        corrections.erase(REFERENCE, study.project, by=officer, reason=REASON)
    assert Erasure.objects.count() == 1


def test_within_one_cohort_the_others_stay(study: CaseStudy, cohort: Cohort, officer: User) -> None:
    """In another cohort the same reference is somebody else."""
    named = make.ReferralFactory(project=study.project, client_reference=REFERENCE)
    Score.objects.filter(client_reference=REFERENCE).update(referral=named)
    other = make.ScoreFactory(upload__cohort__strand__project=study.project, client_reference=REFERENCE)
    make.ReferralFactory(project=study.project, client_reference=REFERENCE, received_on="2024-05-01")
    erasure = corrections.erase(REFERENCE, study.project, cohort, by=officer, reason=REASON)
    assert (erasure.scores, erasure.referrals) == (1, 1)
    assert list(Score.objects.filter(client_reference=REFERENCE)) == [other]
    assert Referral.objects.filter(client_reference=REFERENCE).count() == 1


@pytest.mark.parametrize("group", [access.REVIEWER, access.CURATOR])
def test_others_do_not_erase(study: CaseStudy, in_group: InGroup, group: str) -> None:
    with pytest.raises(corrections.Refused, match="Only a data protection officer"):
        corrections.erase(REFERENCE, study.project, by=in_group(group), reason=REASON)
    assert Score.objects.count() == 80


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (" ", "needs a reason"),
        (f"{REFERENCE.lower()} asked", "names the reference"),
        ("For QZ 4711.", "names the reference"),
        ("For qz4711.", "names the reference"),
        ("x" * 501, "at most 500"),
    ],
)
def test_the_reason_is_one_and_names_nobody(study: CaseStudy, officer: User, reason: str, words: str) -> None:
    with pytest.raises(corrections.Refused, match=words):
        corrections.erase(REFERENCE, study.project, by=officer, reason=reason)
    assert Score.objects.count() == 80


def test_a_short_reference_may_stand_inside_a_word_of_the_reason(study: CaseStudy, officer: User) -> None:
    make.ReferralFactory(project=study.project, client_reference="7")
    assert corrections.erase("7", study.project, by=officer, reason="Article 17").referrals == 1


def test_the_live_edition_stays_as_it_is_and_waits_for_reviewers(study: CaseStudy, officer: User) -> None:
    edition = study.editions.get()
    reviewer = make.ReviewerFactory()
    assert list(access.waiting_for_review(reviewer)) == []
    corrections.erase(REFERENCE, study.project, by=officer, reason=REASON)
    assert study.editions.get().document == edition.document
    study.refresh_from_db()
    assert (study.stale, study.status) == (True, "published")
    assert list(access.waiting_for_review(reviewer)) == [study]


def test_the_live_figures_are_proved_by_what_was_kept_and_not_by_what_is_left(
    study: CaseStudy, cohort: Cohort, officer: User
) -> None:
    """By hand: of 80 scored 41 improved, 20 stayed the same and 19 became worse; the sums are those of all 80."""
    erasure = corrections.erase(REFERENCE, study.project, by=officer, reason=REASON)
    (proof,) = erasure.proof
    record = CohortRecord.objects.get(edition__number=proof["edition"], cohort=proof["cohort"])
    assert record.sha256 == proof["sha256"]
    pairs = [*OTHERS, PERSON]
    counted = {(float(b), float(a)): pairs.count((b, a)) for b, a in pairs}
    assert record.sha256 == records.digest(counted)  # type: ignore[arg-type]
    figures = records.figures(record)
    assert figures.computed is not None
    assert figures.moments is not None
    assert (figures.computed.started, figures.computed.scored, figures.computed.improved.low) == (100, 80, 41)  # type: ignore[union-attr]
    assert (figures.computed.same, figures.computed.worse) == (20, 19)
    changes = [after - before for before, after in pairs]
    assert figures.moments.sum_change == sum(changes)
    (shown,) = document.load(study.editions.get().document or "").cohorts
    assert shown.block.improved.value.low == 41  # type: ignore[union-attr]
    assert records.digest(_held(cohort)) != record.sha256  # type: ignore[arg-type]


def _held(cohort: Cohort) -> dict[tuple[float, float], int]:
    pairs = [(float(b), float(a)) for b, a in Score.objects.filter(cohort=cohort).values_list("before", "after")]  # type: ignore[arg-type]
    return {pair: pairs.count(pair) for pair in pairs}


def test_a_block_carried_forward_is_proved_by_the_edition_it_is_dated_to(study: CaseStudy, officer: User) -> None:
    corrections.erase(REFERENCE, study.project, by=officer, reason=REASON)
    CaseStudy.objects.update(headline="Families get on much better")
    study.refresh_from_db()
    second = lives.publish(study)
    ((_, record),) = records.behind(second).items()
    assert record.edition.number == 1
    assert second.records.get().sha256 != record.sha256


def test_an_approved_draft_is_not_published_over(study: CaseStudy, officer: User) -> None:
    """Its figures were judged with the client in them."""
    for source in make.ReferralSourceFactory.create_batch(2):
        make.ReferralFactory.create_batch(12, project=study.project, referral_source=source)
    reference = Referral.objects.latest("pk").client_reference
    CaseStudy.objects.update(headline="Families get on much better")
    study.refresh_from_db()
    by = make.ReviewerFactory()
    lives.approved(study, by=by)
    corrections.erase(reference, study.project, by=officer, reason=REASON)
    assert CaseStudy.objects.get().status == "approved"
    with pytest.raises(workflow.Refused, match="has changed since it was approved"):
        workflow.publish(study, by=by)
    assert study.editions.count() == 1


def test_figures_are_not_retired_so_that_the_difference_would_show(study: CaseStudy, officer: User) -> None:
    corrections.erase(REFERENCE, study.project, by=officer, reason=REASON)
    CaseStudy.objects.update(headline="Families get on much better")
    study.refresh_from_db()
    by = make.ReviewerFactory()
    lives.checked(lives.claimed(study, by=by), by=by)
    with pytest.raises(workflow.Refused, match="have been erased since an earlier edition"):
        workflow.approve(study, by=by, retire_earlier=True)
    # nor does the reviewer see the new ones beside the old
    page = signed_in(by).get("/review/open-door/?retire=on")
    assert "Those cannot be retired: a client’s records have been erased since." in page.content.decode()
    assert "?retire=on" not in page.content.decode()
    scored = [line.reads for line in page.context["file"].sheet.lines if line.what == "scored before and after"]
    assert scored == ["80"]
    workflow.approve(study, by=by)


def test_a_file_that_is_being_read_meanwhile_does_not_bring_the_client_back(
    study: CaseStudy, cohort: Cohort, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (ScoreRow(REFERENCE, Decimal(1), None, Decimal(2), None),)

    def read_slowly(*args: object, **kwargs: object) -> Checked:
        corrections.erase(REFERENCE, study.project, by=officer, reason=REASON)
        return Checked(rows, "a" * 64, "scores.csv")

    monkeypatch.setattr(imports, "read_scores", read_slowly)
    taken, _ = imports.receive(b"x", file_name="s.csv", cohort=cohort, by=officer, key=uuid.uuid4())
    imports.read(taken.pk)
    assert not ScoreUpload.objects.filter(state="staged").exists()
    assert ScoreImport.objects.get().state == "stopped"


def test_a_confirmation_under_way_does_not_bring_the_client_back(
    study: CaseStudy, cohort: Cohort, officer: User
) -> None:
    """Its rows were made ready before the erasure; the upload is gone when they would be written."""
    seen = staged(cohort, REFERENCE, by=officer)
    corrections.erase(REFERENCE, study.project, by=officer, reason=REASON)
    with pytest.raises(save.NotPossibleError, match="undone"):
        save.confirm(seen, by=officer)
    assert not Score.objects.filter(client_reference=REFERENCE).exists()


def test_composing_again_reads_what_is_left(study: CaseStudy, officer: User) -> None:
    from datetime import date

    corrections.erase(REFERENCE, study.project, by=officer, reason=REASON)
    alone = publish.composed(study, published=date(2026, 11, 23), forget_earlier=True)
    assert alone.cohorts[0].block.scored.value.low == 79  # type: ignore[union-attr]
    beside = publish.composed(study, published=date(2026, 11, 23))
    assert beside.cohorts[0].block.scored.value.low == 80  # type: ignore[union-attr]
    assert beside.cohorts[0].block.carried_from == 1
