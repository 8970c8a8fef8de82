"""The wording of a tombstone's reason can be put right, by an admin; nothing else of it, and the history keeps both."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from casestudies.models import Tombstone
from tests import lives
from tests.db.admin.conftest import SignIn
from tests.db.admin.filling_in import problems, send
from tests.factories import CaseStudyFactory, TombstoneFactory


def _change(tombstone: Tombstone) -> str:
    return reverse("admin:casestudies_tombstone_change", args=[tombstone.pk])


def test_readers_get_the_better_wording_and_the_history_says_who_gave_it(admin: Client) -> None:
    study = CaseStudyFactory(slug="harbour")
    lives.publish(study)
    withdraw = reverse("admin:casestudies_casestudy_withdraw", args=[study.pk])
    admin.post(withdraw, {"words": "The projcet has closed."})
    tombstone = Tombstone.objects.get()
    assert problems(send(admin, _change(tombstone), {"reason": "The project has closed."})) == []
    page = Client().get("/case-studies/harbour/")
    assert page.status_code == 410
    assert "The project has closed." in page.content.decode()
    reasons = tombstone.history.order_by("history_id").values_list("reason", "history_user__email")
    assert list(reasons) == [
        ("The projcet has closed.", "admin@example.org"),
        ("The project has closed.", "admin@example.org"),
    ]


def test_nothing_else_of_it_changes(admin: Client) -> None:
    tombstone = TombstoneFactory(slug="gone")
    form = admin.get(_change(tombstone)).context["adminform"].form
    assert list(form.fields) == ["reason", "words_checked"]
    send(admin, _change(tombstone), {"slug": "elsewhere", "title": "Another", "reason": "Closed."})
    tombstone.refresh_from_db()
    assert (tombstone.slug, tombstone.title, tombstone.reason) == ("gone", "A project", "Closed.")
    for field in ("slug", "title", "withdrawn_at"):
        with pytest.raises(IntegrityError, match="tombstone_names_what_is_gone"), transaction.atomic():
            Tombstone.objects.update(**{field: "2020-01-01T00:00Z" if field == "withdrawn_at" else "other"})


def test_words_that_may_tell_of_few_people_need_a_reason_here_as_well(admin: Client) -> None:
    tombstone = TombstoneFactory()
    told = problems(send(admin, _change(tombstone), {"reason": "Two mothers asked for it."}))
    assert len(told) == 1
    assert told[0].startswith("__all__: In the reason: ")
    said = {"reason": "Two mothers asked for it.", "words_checked": "Both agreed."}
    assert problems(send(admin, _change(tombstone), said)) == []
    assert tombstone.history.latest().history_change_reason == "Words checked: Both agreed."


@pytest.mark.parametrize("group", ["reviewer", "curator", "data protection officer"])
def test_who_is_no_admin_only_looks(sign_in: SignIn, group: str) -> None:
    tombstone = TombstoneFactory()
    client = sign_in(group)
    assert client.get(_change(tombstone)).status_code == 200
    assert client.post(_change(tombstone), {"reason": "Mine."}).status_code == 403
    tombstone.refresh_from_db()
    assert tombstone.reason == "Its provider asked for it."


def test_nobody_makes_or_deletes_one(admin: Client) -> None:
    tombstone = TombstoneFactory()
    assert admin.get(reverse("admin:casestudies_tombstone_add")).status_code == 403
    delete = reverse("admin:casestudies_tombstone_delete", args=[tombstone.pk])
    assert admin.post(delete, {"post": "yes"}).status_code == 403
