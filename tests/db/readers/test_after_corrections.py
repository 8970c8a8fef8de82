"""After an erasure, figures retired, a merge and a withdrawal: what is gone is in nothing anybody can get at.

The reference of a client, figures that were wrong, and the story of a case study that was taken down are looked for in
every public byte (files opened), in what the portal keeps beside its records, and in what it has sent.
"""

import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader
from pytest_django.plugin import DjangoDbBlocker

from casestudies import corrections, workflow
from casestudies.corrections import recomposing
from casestudies.editions import document, records
from casestudies.groups import ensure_groups
from casestudies.models import CaseStudy, CohortRecord, Edition, EvidenceRow, Mention, OutgoingMail, SearchEntry, User
from outcomes.models import Cohort, Score, ScoreUpload
from outcomes.score_files import imports
from tests import factories as make
from tests import lives
from tests.db.readers import addresses, shelf

REFERENCE = "QZ-4711"
STORY = "qzwithdrawnzq"  # in every text of the story that is taken down
STARTED, SCORED, IMPROVED, REACH = 4931, 3187, 2269, 5903  # figures that were wrong, and stand nowhere else
RETIRED = re.compile(
    "|".join(rf"(?<![\d.,]){n // 1000},?{n % 1000:03}(?![\d,])" for n in (STARTED, SCORED, IMPROVED, REACH))
)
# Identifiers and digests are drawn by chance, and four digits of one may well be those of a figure.
BY_CHANCE = re.compile(r"\b[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\b|\b[0-9a-f]{16,}\b")
SLUGS = ("erased", "retired", "taken-down")
OF_ONE = (
    *(
        "/case-studies/{}/",
        "/case-studies/{}/editions/",
        "/case-studies/{}/editions/1/",
        "/case-studies/{}/editions/2/",
    ),
    *("/case-studies/{}.json", "/case-studies/{}.csv", "/case-studies/{}.pdf", "/case-studies/{}/explorer/"),
    *("/case-studies/{}/editions/1.json", "/case-studies/{}/editions/1.csv", "/case-studies/{}/editions/1.pdf"),
    *("/case-studies/{0}/charts/rate-{0}-cohort.svg", "/case-studies/{0}/editions/1/charts/flow-{0}-cohort.svg"),
    *("/api/v1/editions/{}", "/api/v1/editions/{}/history", "/api/v1/editions/{}/1"),
    *("/compare/?case={}&case=oxpip", "/shortlist/?case={}", "/shortlist.csv?case={}&case=oxpip"),
    *("/shortlist.xlsx?case={}&case=oxpip", "/shortlist.pdf?case={}&case=oxpip", "/case-studies/?q={}"),
)
SEARCHES = tuple(
    f"{page}q={words}"
    for page in ("/case-studies/?examples=show&", "/case-studies.csv?", "/case-studies.xlsx?", "/api/v1/search?")
    for words in (STORY, REFERENCE, SCORED, "withdrwn")
)


@dataclass
class Shelf:
    """The pairs of scores behind each cohort of each edition, as they were when it was published."""

    pairs: dict[tuple[str, int, str], list[tuple[float, float]]] = field(default_factory=dict)

    def note(self, edition: Edition) -> None:
        for cohort in Cohort.objects.filter(strand__project=edition.case_study.project_id):
            held = Score.objects.filter(cohort=cohort, before__isnull=False, after__isnull=False)
            found = [(float(b), float(a)) for b, a in held.values_list("before", "after")]  # type: ignore[arg-type]
            self.pairs[edition.slug, edition.number, cohort.key] = found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("files")
    with override_settings(MEDIA_ROOT=root / "media", UPLOADS_ROOT=root / "uploads"):
        yield root


@pytest.fixture(scope="module")
def corrected(files: Path, full_shelf: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Shelf]:
    """Everything is published first and put right then."""
    with django_db_blocker.unblock(), transaction.atomic():
        ensure_groups()
        officer = make.UserFactory(is_superuser=True)
        known = Shelf()
        _erase(known, officer)
        _retire(known)
        _withdraw(known)
        _merge(officer)
        _run_what_waits()
        yield known
        transaction.set_rollback(True)


def _run_what_waits() -> None:
    """The tasks of this transaction, which never ends, as the worker would run them."""
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _, act, *_ in waiting:
        act()
    for task in DBTaskResult.objects.filter(task_path__endswith="make_anew"):
        recomposing.make_anew.call(*task.args_kwargs["args"])


def _erase(known: Shelf, officer: User) -> None:
    study = shelf.case_study("erased")
    cohort = Cohort.objects.get(strand__project=study.project)
    upload = cohort.uploads.get()
    referral = make.ReferralFactory(project=study.project, client_reference=REFERENCE)
    make.ScoreFactory(upload=upload, client_reference=REFERENCE, before=41, after=63, referral=referral)
    ScoreUpload.objects.filter(pk=upload.pk).update(row_count=61, pair_count=61, file_name=f"{REFERENCE}.csv")
    known.note(lives.publish(study))
    row = [REFERENCE.lower(), "midwives", None, "", ""]
    make.ReferralUploadFactory(project=study.project, state="staged", staged_rows=[row], file_name=f"{REFERENCE}.csv")
    make.ScoreUploadFactory(cohort=cohort, state="staged", staged_rows=[[REFERENCE, "1", None, "2", None]])
    raw = f"client,before,after\n{REFERENCE},1,2\n".encode()
    imports.receive(raw, file_name=f"{REFERENCE}.csv", cohort=cohort, by=officer, key=uuid.uuid4())
    corrections.erase(REFERENCE, study.project, by=officer, reason="Asked for by the client.")
    study.outcome += " It was looked at again."
    study.save()
    known.note(lives.publish(study, note="Adds a second look."))


def _retire(known: Shelf) -> None:
    study = shelf.case_study("retired", started=STARTED, scored=SCORED, improved=IMPROVED)
    study.project.yearly_reach = REACH
    study.project.save()
    known.note(lives.publish(study))
    cohort = Cohort.objects.get(strand__project=study.project)
    ScoreUpload.objects.filter(cohort=cohort).delete()
    Cohort.objects.filter(pk=cohort.pk).update(started=140)
    shelf.add_scores(cohort, scored=100, improved=70)
    study.project.yearly_reach = 160
    study.project.save()
    known.note(lives.publish(study, note="Scores corrected.", second_checker=shelf.reviewer()))


def _withdraw(known: Shelf) -> None:
    study = shelf.case_study("taken-down")
    words = dict.fromkeys(("headline", "background", "action", "outcome"), f"There was {STORY} to tell.")
    CaseStudy.objects.filter(pk=study.pk).update(**words)
    study.refresh_from_db()
    make.PictureFactory(case_study=study, image__color="teal", alt_text=f"A room, {STORY}")
    make.QuoteFactory(case_study=study, words=f"We felt {STORY}.")
    lives.publish(study)
    workflow.withdraw(study, by=shelf.reviewer(), reason="Its provider asked for it.")


def _merge(by: User) -> None:
    gone, kept = CaseStudy.objects.get(slug="erased").theme, CaseStudy.objects.get(slug="retired").theme
    assert gone is not None
    corrections.merge(gone, kept, by=by, reason="Entered twice.")


# -------------------------------------------------------------------------------------------------------- what is told


def read(path: str, answer: Any) -> str:
    """All that an answer says: its headers, its bytes as text, what is in a workbook, the words of a PDF."""
    raw = answer.getvalue()
    parts = [*(f"{name}: {value}" for name, value in answer.items()), raw.decode("utf-8", "replace")]
    if raw.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            parts += [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
    if raw.startswith(b"%PDF"):
        parts += [page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages]
    return "\n".join(parts)


def public() -> list[str]:
    everywhere = [addresses.fill_in(address.path) for address in addresses.ALL]
    return [*everywhere, *SEARCHES, *(path.format(slug) for path in OF_ONE for slug in SLUGS)]


def found_in(text: str) -> set[str]:
    """What is gone, and stands here all the same. Whoever searches for a word is told which word that was."""
    figures = RETIRED.search(BY_CHANCE.sub("", text))
    gone = {REFERENCE.lower(): REFERENCE.lower() in text.lower(), STORY: STORY in text, "figures": figures}
    return {what for what, there in gone.items() if there}


def said(row: Iterable[Any]) -> str:
    """What a row of a table says, without its times: a fraction of a second is no figure."""
    return " ".join(str(value) for value in row if not isinstance(value, datetime))


def asked_for(path: str) -> set[str]:
    """What stands in the address itself, and so in the box of the page."""
    return found_in(path)


def test_what_is_gone_was_there(corrected: Shelf, client: Client) -> None:
    """The tests below would notice: the words and figures are in the documents, and are found as they are printed."""
    documents = "\n".join(Edition.objects.exclude(document=None).values_list("document", flat=True))
    assert found_in(documents) == {STORY, "figures"}
    assert found_in(f"{SCORED:,} people") == found_in(f"{REACH} people") == {"figures"}
    assert found_in(f"f7a488cb-{STARTED}-45c1-8872-ecab035d06d0, {'ab' * 14}{SCORED}") == set(), "drawn by chance"
    assert found_in(said((f"it is {STARTED}", uuid.uuid4(), timezone.now(), STARTED))) == {"figures"}
    assert found_in(str(corrected.pairs)) == set()
    assert client.get("/case-studies/retired/editions/1/").status_code == 200
    assert client.get("/case-studies/taken-down/").status_code == 410


def test_nothing_of_it_is_in_a_public_byte(corrected: Shelf, client: Client) -> None:
    told = {path: found_in(read(path, client.get(path))) - asked_for(path) for path in public()}
    assert len(told) > 200
    assert {path: found for path, found in told.items() if found} == {}


def test_nothing_of_it_is_in_an_index_a_mail_a_task_or_a_file(corrected: Shelf, files: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casestudies_searchtext")
        kept = [*cursor.fetchall()]
    for model in (SearchEntry, EvidenceRow, Mention, OutgoingMail, DBTaskResult):
        kept += model._base_manager.values_list()
    assert len(kept) > 100
    assert {row for row in map(said, kept) if found_in(row)} == set()
    assert list(Path(settings.UPLOADS_ROOT).glob("*")) == []
    on_disk = [path for path in files.rglob("*") if path.is_file()]
    assert [path for path in on_disk if found_in(path.name) or found_in(path.read_bytes().decode("latin-1"))] == []


def test_the_reference_is_in_no_row_of_any_table(corrected: Shelf) -> None:
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy:
            assert REFERENCE.lower() not in str(list(model._base_manager.values_list())).lower(), model


def test_every_live_figure_is_that_of_the_records_as_they_were_at_the_edition_it_is_dated_to(corrected: Shelf) -> None:
    """The slow way: pair by pair, from a copy that was made when each edition came out."""
    carried = 0
    for edition in Edition.objects.filter(current=True, slug__in=["erased", "retired"]):
        for cohort in document.load(edition.document or "").cohorts:
            dated = cohort.block.carried_from or edition.number
            carried += cohort.block.carried_from is not None
            if (edition.slug, dated, cohort.key) not in corrected.pairs:
                dated -= 1  # made anew after the merge, with the same scores
            pairs = corrected.pairs[edition.slug, dated, cohort.key]
            changes = [after - before for before, after in pairs]
            assert cohort.block.scored.value.low == len(pairs)  # type: ignore[union-attr]
            assert cohort.block.improved.value.low == sum(change > 0 for change in changes)  # type: ignore[union-attr]
            record = CohortRecord.objects.get(edition__slug=edition.slug, edition__number=dated, cohort=cohort.key)
            counted = {pair: pairs.count(pair) for pair in pairs}
            assert record.sha256 == records.digest(counted)  # type: ignore[arg-type]
            sums = records.figures(record).moments
            assert sums is not None
            assert (sums.n, sums.sum_change) == (len(pairs), sum(changes))
    assert carried == 1, "the figures of the project whose client was erased stand still"
