"""Who sees the results task, what its pages cost, and the files it gives out."""

import io
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from casestudies.models import CaseStudy, User
from outcomes.models import Cohort, Score, ScoreImport, ScoreUpload, Strand
from tests import factories as make
from tests.db.results.conftest import at
from tests.people import signed_in


@pytest.fixture
def waiting(cohort: Cohort, olive: User) -> ScoreUpload:
    """Two clients' scores that wait for a word."""
    return make.ScoreUploadFactory(
        cohort=cohort,
        by=olive,
        state="staged",
        row_count=2,
        pair_count=1,
        staged_rows=[["A1", "40", None, "55", None], ["A2", "40", None, None, None]],
        expires_at=timezone.now() + timedelta(hours=1),
    )


@pytest.fixture
def addresses(cohort: Cohort, waiting: ScoreUpload) -> list[str]:
    """Every address of the task, each with something behind it."""
    one = make.ScoreImportFactory(cohort=cohort)
    return [
        at(),
        *(at("strands", "add"), at("strands", cohort.strand_id), at("strands", cohort.strand_id, "cohorts", "add")),
        at("strands", cohort.strand_id, "remove"),
        *(
            at("cohorts", cohort.pk),
            *(at("cohorts", cohort.pk, page) for page in ("facts", "summary", "upload", "remove")),
        ),
        *(at("cohorts", cohort.pk, f"template.{ending}").rstrip("/") for ending in ("csv", "xlsx")),
        *(at("imports", one.pk), at("uploads", waiting.pk), at("uploads", waiting.pk, "undo")),
        at("uploads", waiting.pk, "confirm"),
    ]


def everything() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Strand, Cohort, ScoreImport, ScoreUpload, Score)]


def test_its_editors_see_all_of_it(client: Client, piet: User, addresses: list[str]) -> None:
    for who in (client, signed_in(piet)):
        assert {address: who.get(address).status_code for address in addresses} == {
            address: 405 if address.endswith("/confirm/") else 200 for address in addresses
        }


def outsider(kind: str) -> User:
    if kind == "stranger":
        return make.MembershipFactory(user__email="stella@example.org").user
    if kind == "funder":
        return make.UserFactory()
    return make.ReviewerFactory() if kind == "reviewer" else make.UserFactory(is_superuser=True, is_staff=True)


@pytest.mark.parametrize("kind", ["stranger", "funder", "reviewer", "admin"])
def test_to_others_it_answers_as_what_never_was(kind: str, addresses: list[str]) -> None:
    who, before = signed_in(outsider(kind)), everything()
    for address in addresses:
        for ask in (who.get, who.post):
            here, nowhere = (ask(a, {"key": uuid.uuid4()}) for a in (address, address.replace("open-door", "no-such")))
            assert (here.status_code, nowhere.status_code) == (404, 404) or here.status_code == 405, address
            assert here.content == nowhere.content
    assert everything() == before


def test_somebody_deactivated_and_nobody_are_sent_to_sign_in(client: Client, olive: User, addresses: list[str]) -> None:
    User.objects.filter(pk=olive.pk).update(is_active=False)
    before = everything()
    for who in (client, Client()):
        for address in addresses:
            for ask in (who.get, who.post):
                answer = ask(address)
                assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/")
    assert everything() == before


def test_what_belongs_to_another_case_study_is_not_found_under_this_one(
    client: Client, olive: User, waiting: ScoreUpload, study: CaseStudy
) -> None:
    """Not even where the same people work on both."""
    other = make.CaseStudyFactory(slug="other", project__provider=study.project.provider)
    cohort = make.CohortFactory(strand__project=other.project)
    upload = make.ScoreUploadFactory(cohort=cohort)
    one = make.ScoreImportFactory(cohort=cohort)
    worked = make.CohortFactory(strand__project=study.project, provenance="simulated")
    for address in (
        *(at("strands", cohort.strand_id), at("strands", cohort.strand_id, "cohorts", "add"), at("strands", 0)),
        *(at("cohorts", cohort.pk), at("cohorts", cohort.pk, "facts"), at("cohorts", cohort.pk, "upload")),
        *(at("uploads", upload.pk), at("uploads", upload.pk, "undo"), at("imports", one.pk)),
        *(at("cohorts", worked.pk), at("cohorts", worked.pk, "upload"), at("cohorts", 10**20)),
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(at("uploads", upload.pk, "confirm")).status_code == 404


def test_nothing_of_it_is_kept_by_browsers_or_found_by_machines(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"]
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_the_list_says_where_each_cohort_stands(client: Client, waiting: ScoreUpload, cohort: Cohort) -> None:
    more = {"strand": cohort.strand, "measure": cohort.measure, "period_start": None}
    bare, held, said = make.CohortFactory.create_batch(3, **more)
    empty = make.CohortFactory(provenance="summary", **more)
    make.ScoreUploadFactory(cohort=held, row_count=1_200, pair_count=900)
    make.PublishedResultFactory(cohort=said, scored=144, improved_percent=85)
    Cohort.objects.filter(pk=said.pk).update(provenance="summary")
    page = re.sub(r"\s+", " ", client.get(at()).content.decode())
    for one, words in {
        cohort: "Scores of 2 clients wait for you to look at them and confirm",
        bare: "No scores yet",
        held: "Scores of 1,200 clients are held, 900 of them before and after",
        said: "A published summary: 85 % of 144 improved",
        empty: "The published summary is not entered yet",
    }.items():
        assert re.search(rf'cohorts/{one.pk}/">[^<]*</a> <span class="standing( standing-done)?">{words}<', page), words


PAGES: dict[str, tuple[Callable[[Cohort], str], int]] = {
    "list": (lambda cohort: at(), 8),
    "cohort": (lambda cohort: at("cohorts", cohort.pk), 8),
    "facts": (lambda cohort: at("cohorts", cohort.pk, "facts"), 8),
    "summary": (lambda cohort: at("cohorts", cohort.pk, "summary"), 7),
    "upload": (lambda cohort: at("cohorts", cohort.pk, "upload"), 6),
    "preview": (lambda cohort: at("uploads", cohort.uploads.get(state="staged").pk), 8),
}


@pytest.mark.parametrize("which", PAGES)
def test_a_page_costs_the_same_with_one_row_and_with_three(
    client: Client, cohort: Cohort, waiting: ScoreUpload, django_assert_num_queries: Any, which: str
) -> None:
    make_address, queries = PAGES[which]
    address = make_address(cohort)
    for _ in range(2):
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200
        for _ in range(2):
            strand = make.StrandFactory(project=cohort.strand.project)
            make.ScoreUploadFactory(cohort=make.CohortFactory(strand=strand, measure=cohort.measure))
            make.CohortFactory(strand=cohort.strand, measure=cohort.measure, period_start=None)
            make.ScoreUploadFactory(cohort=cohort, state="superseded")
            make.BandFactory(measure=cohort.measure)


def test_the_csv_to_fill_in(client: Client, cohort: Cohort) -> None:
    answer = client.get(at("cohorts", cohort.pk, "template.csv").rstrip("/"))
    assert answer.content == b"\xef\xbb\xbfclient,before,after,before date,after date\r\n"
    assert answer["Content-Disposition"] == f'attachment; filename="scores-{cohort.pk}.csv"'


def test_the_workbook_to_fill_in_is_about_this_cohort(client: Client, cohort: Cohort) -> None:
    Strand.objects.update(name='=HYPERLINK("http://evil.example")')
    answer = client.get(at("cohorts", cohort.pk, "template.xlsx").rstrip("/"))
    book = load_workbook(io.BytesIO(answer.content))
    words = {cell.value: cell.data_type for row in book["How to fill this in"].iter_rows() for cell in row}
    assert words["PIR-GAS; higher is better"] == "s"
    assert words["At most 334: so many started in the period."] == "s"
    assert words['Open Door, =HYPERLINK("http://evil.example"), 1 April 2014 to 31 March 2015'] == "s"
    assert set(words.values()) == {"s"}
    assert client.get(at("cohorts", cohort.pk, "template.exe").rstrip("/")).status_code == 404
