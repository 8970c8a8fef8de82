"""A mail waits with the work that caused it, goes out once, and is tried again for hours when it cannot."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from casestudies import emails
from casestudies.models import OutgoingMail
from tests.factories import OutgoingMailFactory

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def minutes(number: int) -> datetime:
    return NOON + timedelta(minutes=number)


@pytest.fixture
def letters(settings, tmp_path: Path) -> Path:
    """A folder of templates that the test writes."""
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    (tmp_path / "emails").mkdir()
    return tmp_path / "emails"


def test_the_first_line_is_the_subject_and_nothing_is_escaped(letters: Path) -> None:
    (letters / "hello.txt").write_text("Hello,  {{ who }}\n\nDear {{ who }},\n\nsee {{ link }}.\n")
    context: dict[str, object] = {"who": "Smith & Daughters <ltd>", "link": "https://portal.example/a/?b=1&c=2"}
    row = emails.send_later("ann@example.org", "hello", context)
    row.refresh_from_db()
    assert (row.to, row.subject) == ("ann@example.org", "Hello, Smith & Daughters <ltd>")
    assert row.body == "Dear Smith & Daughters <ltd>,\n\nsee https://portal.example/a/?b=1&c=2.\n"
    assert row.state == "waiting"
    assert mail.outbox == [], "putting it there sends nothing"


def test_no_name_can_put_a_line_into_the_header(letters: Path) -> None:
    (letters / "hello.txt").write_text("About {{ who }}\n\nDear you.\n")
    row = emails.send_later("ann@example.org", "hello", {"who": "Oak\r\nBcc: everybody@example.org"})
    assert row.subject == "About Oak"
    assert emails.send_due(row.due_at) == 1
    assert mail.outbox[0].recipients() == ["ann@example.org"]


def test_a_template_without_words_is_a_mistake(letters: Path) -> None:
    (letters / "empty.txt").write_text("A subject\n\n")
    with pytest.raises(ValueError, match="a subject and nothing under it"):
        emails.send_later("ann@example.org", "empty", {})


def test_it_goes_with_the_work_that_caused_it_or_not_at_all(letters: Path) -> None:
    (letters / "hello.txt").write_text("Hello\n\nDear you.\n")
    with transaction.atomic():
        emails.send_later("ann@example.org", "hello", {})
        transaction.set_rollback(True)  # as when the work fails
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_is_told_as_soon_as_the_work_is_kept_and_nobody_waits_for_the_clock(letters: Path) -> None:
    (letters / "hello.txt").write_text("Hello\n\nDear you.\n")
    with transaction.atomic():
        emails.send_later("ann@example.org", "hello", {})
        assert not DBTaskResult.objects.exists()
    (queued,) = DBTaskResult.objects.ready()
    assert queued.task.call() == 1
    assert mail.outbox[0].to == ["ann@example.org"]
    with transaction.atomic():
        emails.send_later("ann@example.org", "hello", {})
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_is_down_undoes_nothing_and_the_clock_sends_it(letters: Path, monkeypatch, caplog) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the queue is down")

    (letters / "hello.txt").write_text("Hello\n\nDear you.\n")
    monkeypatch.setattr("django_tasks_db.DatabaseBackend.enqueue", down)
    row = emails.send_later("ann@example.org", "hello", {})
    assert OutgoingMail.objects.get() == row
    assert emails.send_due(row.due_at) == 1


def test_what_is_due_goes_out_once_and_leaves_no_words_behind() -> None:
    due = OutgoingMailFactory(to="ann@example.org", subject="A link", body="https://x.example/secret", due_at=NOON)
    later = OutgoingMailFactory(due_at=minutes(1))
    assert emails.send_due(NOON) == 1
    assert emails.send_due(NOON) == 0
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [
        (["ann@example.org"], "A link", "https://x.example/secret")
    ]
    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.state, due.body, due.attempts, due.error) == ("sent", "", 1, "")
    assert (later.state, later.attempts) == ("waiting", 0)


def test_the_waits_double_and_the_tenth_attempt_is_the_last(server_is_down: None, caplog) -> None:
    row = OutgoingMailFactory(to="ann@example.org", body="a secret link", due_at=NOON)
    tried_at = [0, 1, 3, 7, 15, 31, 63, 127, 255, 511]
    with caplog.at_level(logging.WARNING):
        for number, minute in enumerate(tried_at, start=1):
            if minute:
                assert emails.send_due(minutes(minute) - timedelta(seconds=1)) == 0
                row.refresh_from_db()
                assert row.attempts == number - 1, "not a second early"
            assert emails.send_due(minutes(minute)) == 0
            row.refresh_from_db()
            assert (row.attempts, row.error) == (number, "SMTPDataError")
            assert row.state == ("given up" if number == 10 else "waiting")
    assert row.body == ""
    assert emails.send_due(minutes(100_000)) == 0
    row.refresh_from_db()
    assert row.attempts == 10
    assert "secret" not in caplog.text
    assert "ann@" not in caplog.text


def test_one_that_cannot_go_does_not_stop_the_others() -> None:
    OutgoingMailFactory(to="no\naddress", due_at=NOON - timedelta(hours=1))
    good = OutgoingMailFactory(due_at=NOON)
    assert emails.send_due(NOON) == 1
    assert mail.outbox[0].to == [good.to]


def test_after_a_failure_it_arrives(server_is_down: None, settings) -> None:
    row = OutgoingMailFactory(body="Have a look.", due_at=NOON)
    emails.send_due(NOON)
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    assert emails.send_due(minutes(1)) == 1
    row.refresh_from_db()
    assert (row.state, row.attempts, row.error) == ("sent", 2, "")
    assert mail.outbox[0].body == "Have a look."


def test_a_worker_that_dies_on_the_way_is_followed_by_another_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        """What `kill -9` is to the code: nothing after it runs."""

    def die(mail: OutgoingMail) -> bool:
        raise Killed

    OutgoingMailFactory(due_at=NOON)
    with monkeypatch.context() as patch:
        patch.setattr(emails, "_send", die)
        with pytest.raises(Killed):
            emails.send_due(NOON)
    assert emails.send_due(NOON) == 0
    assert emails.send_due(minutes(1)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once() -> None:
    OutgoingMailFactory.create_batch(30, due_at=NOON)
    ready = Barrier(2)
    sent: list[int] = []

    def work() -> None:
        ready.wait()
        sent.append(emails.send_due(NOON))
        connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(sent) == len(mail.outbox) == 30
    assert len({message.to[0] for message in mail.outbox}) == 30
    assert OutgoingMail.objects.filter(sent_at=None).count() == 0


def test_old_mails_are_forgotten_and_waiting_ones_are_not() -> None:
    long_ago = NOON - timedelta(days=91)
    OutgoingMailFactory(body="", sent_at=long_ago)
    OutgoingMailFactory(body="", failed_at=long_ago)
    recent = OutgoingMailFactory(body="", sent_at=NOON - timedelta(days=89))
    waiting = OutgoingMailFactory(due_at=long_ago)
    assert emails.forget_old(NOON) == 2
    assert emails.forget_old(NOON) == 0
    assert set(OutgoingMail.objects.all()) == {recent, waiting}


def test_the_demonstration_writes_them_into_files(settings, tmp_path: Path) -> None:
    """The backend that the demonstration is set to."""
    link = "http://127.0.0.1:8000/accounts/confirm/" + "A:1-_=" * 30 + "/"  # longer than a line of a mail
    backend = "casestudies.emails.Files"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": tmp_path / "mail"}}}
    OutgoingMailFactory(to="ann@example.org", subject="A visit", body=f"Liebe Grüße!\n{link}\n", due_at=NOON)
    assert emails.send_due(NOON) == 1
    (file,) = (tmp_path / "mail").iterdir()
    words = file.read_text()
    assert "To: ann@example.org" in words
    assert "Subject: A visit" in words
    assert f"Liebe Grüße!\n{link}\n" in words
