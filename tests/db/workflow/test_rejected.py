"""Turned down: with a reason its editors see, readers keep what they have, and it can be opened again."""

import pytest

from casestudies import desk, workflow
from casestudies.models import CaseStudy, Edition, OutgoingMail, User
from tests import lives
from tests.people import signed_in

REASON = "It is about a service for adults."


def test_its_editors_read_why_and_open_it_again(study: CaseStudy, editor: User, rita: User) -> None:
    lives.claimed(study, by=rita)
    with pytest.raises(workflow.Refused, match="Turning it down needs a reason"):
        workflow.reject(study, by=rita, reason=" ")
    OutgoingMail.objects.all().delete()
    assert signed_in(rita).post("/review/open-door/reject/", {"reason": REASON}).status_code == 302
    mail = OutgoingMail.objects.get(to=editor.email)
    assert mail.subject.startswith("Turned down: Open Door, PA-")
    assert REASON not in mail.body

    client = signed_in(editor, second_factor=False)
    html = client.get("/desk/open-door/").content.decode()
    assert "A reviewer has turned it down" in html
    assert REASON in html
    assert desk.closed(CaseStudy.objects.get())
    assert client.post("/desk/open-door/reopen/").status_code == 302
    assert CaseStudy.objects.get().status == "draft"
    assert REASON not in client.get("/desk/open-door/").content.decode()


def test_readers_keep_the_live_edition(study: CaseStudy, rita: User) -> None:
    live = lives.publish(study)
    CaseStudy.objects.update(headline="A claim nobody can check")
    lives.claimed(study, by=rita)
    workflow.reject(study, by=rita, reason=REASON)
    assert Edition.objects.get(current=True) == live
    assert signed_in(rita).get("/case-studies/open-door/").status_code == 200
    assert "open-door" not in signed_in(rita).get("/review/").content.decode(), "it waits for nobody"
    assert signed_in(rita).get("/review/open-door/").status_code == 200
    workflow.withdraw(study, by=rita, reason="They asked.")
    assert not Edition.objects.filter(current=True).exists()
