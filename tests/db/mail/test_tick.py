"""`manage.py tick` does whatever is due, and running it again does nothing more."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from casestudies import tasks
from casestudies.management.commands import tick as command
from casestudies.models import OutgoingMail
from tests.factories import OutgoingMailFactory, ScoreUploadFactory


def tick() -> str:
    out = StringIO()
    call_command("tick", stdout=out)
    return out.getvalue()


def test_it_sends_forgets_and_expires_once() -> None:
    now = timezone.now()
    OutgoingMailFactory(to="ann@example.org", due_at=now - timedelta(seconds=1))
    OutgoingMailFactory(due_at=now + timedelta(hours=1))
    old = OutgoingMailFactory(body="", sent_at=now - timedelta(days=100))
    staged = {"state": "staged", "staged_rows": [["A1"]]}
    late = ScoreUploadFactory(**staged, expires_at=now - timedelta(seconds=1))
    fresh = ScoreUploadFactory(**staged, expires_at=now + timedelta(hours=1))

    assert tick() == "1 mails sent\n1 old mails forgotten\n1 score uploads expired\n"
    assert [message.to for message in mail.outbox] == [["ann@example.org"]]
    assert not OutgoingMail.objects.filter(pk=old.pk).exists()
    late.refresh_from_db()
    fresh.refresh_from_db()
    assert (late.state, late.staged_rows, fresh.state) == ("expired", None, "staged")

    assert tick() == ""
    assert len(mail.outbox) == 1


def test_one_part_that_fails_does_not_keep_the_rest_from_being_done(monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    def fail(now: object) -> int:
        raise RuntimeError("no such table")

    monkeypatch.setitem(tasks.DUE, "mails sent", fail)
    OutgoingMailFactory(body="", sent_at=timezone.now() - timedelta(days=100))
    assert tick() == "1 old mails forgotten\n"
    assert "not done: mails sent" in caplog.text


def test_left_running_it_looks_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Exception):
        """Ctrl-C."""

    pauses: list[int] = []

    def sleep(seconds: int) -> None:
        pauses.append(seconds)
        OutgoingMailFactory(due_at=timezone.now())
        if len(pauses) == 3:
            raise Stopped

    monkeypatch.setattr(command.time, "sleep", sleep)
    monkeypatch.setattr(command, "close_old_connections", lambda: None)
    with pytest.raises(Stopped):
        call_command("tick", every=5, stdout=StringIO())
    assert pauses == [5, 5, 5]
    assert len(mail.outbox) == 2


def test_what_the_queue_remembers_of_finished_tasks_is_forgotten() -> None:
    now = timezone.now()
    for days in (15, 13):
        old = {"finished_at": now - timedelta(days=days), "status": "SUCCESSFUL", "return_value": 0}
        DBTaskResult.objects.create(task_path="x.y", args_kwargs={"args": [], "kwargs": {}}, backend_name="x", **old)
    DBTaskResult.objects.create(task_path="x.y", args_kwargs={"args": [], "kwargs": {}}, backend_name="x")
    assert tasks.forget_finished(now) == 1
    assert DBTaskResult.objects.count() == 2
