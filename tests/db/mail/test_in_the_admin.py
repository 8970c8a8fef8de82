"""An admin sees that a mail waits, went out or was given up, and never the link in it."""

from django.test import Client
from django.utils import timezone

from casestudies.groups import ensure_groups
from tests.factories import OutgoingMailFactory, UserFactory
from tests.people import signed_in

LIST = "/admin/casestudies/outgoingmail/"


def _subjects(client: Client, state: str) -> list[str]:
    response = client.get(LIST, {"state": state} if state else {})
    return sorted(mail.subject for mail in response.context["cl"].result_list)


def test_the_list_by_state() -> None:
    OutgoingMailFactory(subject="one waits")
    OutgoingMailFactory(subject="one is sent", body="", sent_at=timezone.now())
    OutgoingMailFactory(subject="one was given up", body="", failed_at=timezone.now(), error="SMTPDataError")
    client = signed_in(UserFactory(is_staff=True, is_superuser=True))
    assert len(_subjects(client, "")) == 3
    assert _subjects(client, "waiting") == ["one waits"]
    assert _subjects(client, "sent") == ["one is sent"]
    assert _subjects(client, "given up") == ["one was given up"]
    assert "SMTPDataError" in client.get(LIST).content.decode()


def test_nobody_reads_a_body_there() -> None:
    mail = OutgoingMailFactory(body="https://portal.example/invitation/c0ffee/")
    client = signed_in(UserFactory(is_staff=True, is_superuser=True))
    for page in (LIST, f"{LIST}{mail.pk}/change/", f"{LIST}?q=c0ffee"):
        assert "c0ffee" not in client.get(page).content.decode().replace("q=c0ffee", "").replace('value="c0ffee"', "")
    assert client.get(f"{LIST}?body__contains=c0ffee").status_code in {302, 400}


def test_a_reviewer_has_no_business_in_the_post() -> None:
    from django.contrib.auth.models import Group

    ensure_groups()
    person = UserFactory(is_staff=True)
    person.groups.add(Group.objects.get(name="reviewer"))
    client = signed_in(person)
    assert client.get(LIST).status_code == 403
