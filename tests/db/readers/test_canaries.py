"""Whatever stands in the private records: a unique string in every text of every row, and not one of them in public.

The case studies are published first. Then every text in every table but the editions' own is overwritten, as if all
of it had been edited since; what readers get must still be what was published.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django.plugin import DjangoDbBlocker

from casestudies.editions import publish, render
from casestudies.models import (
    CaseStudy,
    Edition,
    EvidenceRow,
    Mention,
    SearchEntry,
    SearchFacet,
    SearchWord,
    Tombstone,
    User,
)
from outcomes.models import Band, Cohort, Measure, Place, Source, Theme
from outcomes.models.fields import PartialDateField
from tests import factories as make
from tests.db.readers import addresses
from tests.people import confirm_address, set_up_codes

# what readers are meant to read
PUBLISHED = {Edition, Tombstone, SearchEntry, SearchFacet, SearchWord, EvidenceRow, Mention}
REGISTRY = {Measure, Band, Place, Theme}  # public by nature: what scales, places and themes there are
WRITTEN_BY_DJANGO = {ContentType, Permission, Session}
CANARY = "qz{:04d}zq"
FILE_NAME = "a-kitchen"  # of the picture on the full shelf, as it was uploaded
ANY = re.compile(rf"qz\d{{4}}zq|{FILE_NAME}")
TOO_SHORT = {"currency"}  # three letters
LEFT_ALONE = {"gss_code", "password"}  # a code of nine characters; a hash that nobody could tell from another
ROWS = 25  # of a table, the newest: among them all that were made for the full shelf


def texts_of(model: type[models.Model]) -> list[models.Field]:
    """The model's own fields that hold words somebody typed, or a program kept for them."""
    kinds = models.CharField | models.TextField | models.JSONField
    fields = [field for field in model._meta.local_fields if isinstance(field, kinds) and not field.choices]
    return [
        field
        for field in fields
        if field.name not in TOO_SHORT | LEFT_ALONE and not isinstance(field, PartialDateField)  # "2014-04": no words
    ]


def private_models() -> list[type[models.Model]]:
    """Every table with texts but those that are published or Django's own lists."""
    kept = PUBLISHED | REGISTRY | WRITTEN_BY_DJANGO
    return [model for model in apps.get_models() if model not in kept and not model._meta.proxy and texts_of(model)]


@pytest.fixture(scope="module")
def canaries(full_shelf: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """Canary → the field it was put into. What addresses are built from stays readable: the published rows."""
    with django_db_blocker.unblock(), transaction.atomic():
        _a_row_of_everything_else()
        yield _overwrite_every_text()
        transaction.set_rollback(True)


def _a_row_of_everything_else() -> None:
    """Rows of the tables that a full shelf leaves empty, and a staged upload over a live cohort."""
    cohort = Cohort.objects.get(strand__project__key="open-door")
    make.ScoreUploadFactory(cohort=cohort, state="staged", staged_rows=[["A1", 40, 55]])
    make.ScoreImportFactory(cohort=cohort)
    rows = [["R1", "midwives", None, "poor sleep", ""]]
    make.ReferralUploadFactory(project=cohort.strand.project, state="staged", staged_rows=rows)
    member = make.MembershipFactory().user
    confirm_address(member)
    set_up_codes(member)
    EmailConfirmation.create(EmailAddress.objects.get(user=member))
    make.InvitationFactory()
    make.BandFactory()
    make.CommentFactory(case_study=cohort.strand.project.case_study)
    make.TaskDraftFactory(task="story", data={"headline": ["typed"]})
    make.OneTimeKeyFactory()
    make.RetirementFactory(edition=Edition.objects.get(slug="open-door", number=1))
    LogEntry.objects.create(user=cohort.uploads.first().by, action_flag=2, object_id="1", object_repr="a row")
    DBTaskResult.objects.create(
        task_path="tasks.nothing", args_kwargs={"args": [], "kwargs": {}}, backend_name="x", return_value={}
    )


def _overwrite_every_text() -> dict[str, str]:
    numbers, put = count(1), {FILE_NAME: "casestudies.Picture.image"}
    of_the_registry = {row.source_id for row in Measure.objects.all()} | _sources_of_properties()
    for model in private_models():
        for row in model._base_manager.order_by("-pk")[:ROWS]:
            if model is Source and row.pk in of_the_registry:
                continue  # shown on the page of a measure
            values: dict[str, object] = {}
            for field in texts_of(model):
                if isinstance(field, models.JSONField) and getattr(row, field.name) is None:
                    continue
                canary = CANARY.format(next(numbers))
                put[canary] = f"{model._meta.label}.{field.name}"
                values[field.name] = [canary] if isinstance(field, models.JSONField) else canary
            model._base_manager.filter(pk=row.pk).update(**values)
    return put


def _sources_of_properties() -> set[int]:
    names = [field.attname for field in Measure._meta.fields if field.name.endswith("_source")]
    return {pk for row in Measure.objects.values_list(*names) for pk in row if pk}


def test_there_is_a_canary_in_every_text_of_every_private_table(canaries: dict[str, str]) -> None:
    expected = {f"{model._meta.label}.{field.name}" for model in private_models() for field in texts_of(model)}
    assert expected - set(canaries.values()) == set()
    assert {
        "outcomes.Score.client_reference",
        "outcomes.Referral.reasons",
        "outcomes.ReferralUpload.staged_rows",
        "outcomes.ScoreUpload.staged_rows",
    } < expected
    assert {"casestudies.CaseStudy.background", "casestudies.Decision.reason", "casestudies.User.email"} < expected


def test_the_canaries_are_where_drafts_are_composed_from(canaries: dict[str, str]) -> None:
    """The test below would notice: the same page, composed anew, is full of them."""
    draft = publish.composed(CaseStudy.objects.get(project__pk=_open_door().project_id), published=date(2026, 11, 23))
    assert len(ANY.findall(render.preview(draft))) > 20


@pytest.mark.parametrize("signed_in", [False, True], ids=["anybody", "signed in"])
@pytest.mark.parametrize("address", addresses.ALL, ids=lambda address: address.path)
def test_no_canary_is_in_a_public_byte(
    canaries: dict[str, str], client: Client, address: addresses.Address, signed_in: bool
) -> None:
    if signed_in:
        client.force_login(User.objects.order_by("-pk")[0])
    response = client.get(addresses.fill_in(address.path))
    assert response.status_code == address.status
    told = b"".join([response.getvalue(), *(f"{name}: {value}\n".encode() for name, value in response.items())])
    found = ANY.findall(told.decode("utf-8", "replace"))
    assert {canary: canaries[canary] for canary in found} == {}


@pytest.mark.parametrize("path", ["/admin/", "/admin/casestudies/casestudy/", "/admin/outcomes/scoreupload/"])
def test_no_canary_is_behind_a_door_that_is_shut(canaries: dict[str, str], client: Client, path: str) -> None:
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    assert not ANY.search(response.content.decode())


def _open_door() -> CaseStudy:
    return Edition.objects.get(slug="open-door", current=True).case_study
