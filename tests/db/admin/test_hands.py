"""Who works on a case study in the admin cannot judge it, also where what they changed keeps no history."""

from django.test import Client
from django.urls import reverse

from casestudies.models import User
from casestudies.workflow.authors import has_a_hand_in
from outcomes.models import Source
from tests.db.admin.conftest import SignIn
from tests.db.admin.filling_in import problems, send
from tests.factories import CaseStudyFactory, SourceFactory


def _who(email: str) -> User:
    return User.objects.get(email=email)


def test_an_edited_source_says_who_did_it(sign_in: SignIn) -> None:
    study, source = CaseStudyFactory(), SourceFactory()
    study.sources.add(source)
    curator = sign_in("curator", email="cora@example.org")
    assert not has_a_hand_in(study, _who("cora@example.org"))
    change = reverse("admin:outcomes_source_change", args=[source.pk])
    assert problems(send(curator, change, {"title": "Yearly report, corrected"})) == []
    newest = Source.history.latest()
    assert (newest.history_user.email, newest.title) == ("cora@example.org", "Yearly report, corrected")
    assert has_a_hand_in(study, _who("cora@example.org"))
    assert not has_a_hand_in(CaseStudyFactory(), _who("cora@example.org")), "a case study that does not name it"


def test_a_quotation_added_in_the_admin_says_who_did_it(admin: Client) -> None:
    study = CaseStudyFactory()
    change = reverse("admin:casestudies_casestudy_change", args=[study.pk])
    quote = {"words": "It was worth it.", "speaker": "A. Manager", "consent": "on", "position": 0}
    assert problems(send(admin, change, {}, quotes=[quote])) == []
    assert study.quotes.get().words == "It was worth it."
    assert study.contributions.get().by == _who("admin@example.org")
    assert has_a_hand_in(study, _who("admin@example.org"))
