"""Two people change the same row in the admin: whoever comes second is told so before anything is overwritten."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casestudies.models import CaseStudy, Contribution
from outcomes.models import Organisation
from tests import factories as make
from tests.db.admin.filling_in import held, problems


@pytest.fixture
def page() -> str:
    """Of an organisation."""
    return reverse("admin:outcomes_organisation_change", args=[make.OrganisationFactory(name="Sea Trust").pk])


def typed(client: Client, page: str, **words: str) -> dict[str, Any]:
    """What a form would send that was opened now, with other words in it."""
    return held(client.get(page)) | words


def test_the_second_of_two_tabs_is_told_and_may_insist(admin: Client, page: str) -> None:
    one, two = typed(admin, page, name="Sea Trust One"), typed(admin, page, website="https://sea.example/")
    assert problems(admin.post(page, one)) == []
    answer = admin.post(page, two)
    (said,) = problems(answer)
    assert "saved this at" in said
    assert "Nothing of yours is saved yet" in said
    trust = Organisation.objects.get()
    assert (trust.name, trust.website) == ("Sea Trust One", "")
    again = held(answer)
    assert (again["name"], again["website"]) == ("Sea Trust", "https://sea.example/"), "nothing typed is lost"
    assert problems(admin.post(page, again)) == []
    trust.refresh_from_db()
    assert (trust.name, trust.website) == ("Sea Trust", "https://sea.example/")


def test_a_third_save_is_told_of_again(admin: Client, page: str) -> None:
    late = typed(admin, page, name="Late")
    admin.post(page, typed(admin, page, name="First"))
    answer = admin.post(page, late)
    admin.post(page, typed(admin, page, name="Second"))
    assert len(problems(admin.post(page, held(answer)))) == 1
    assert Organisation.objects.get().name == "Second"


def test_what_an_editor_saves_meanwhile_counts(admin: Client) -> None:
    funding = make.FundingFactory(label="a grant")
    page = reverse("admin:outcomes_funding_change", args=[funding.pk])
    late = typed(admin, page, label="Late")
    funding.label = "from the desk"
    funding.save()
    assert problems(admin.post(page, late))[0].startswith("__all__: Somebody saved this at")


def test_one_after_the_other_nobody_is_told_anything(admin: Client, page: str) -> None:
    for name in ("One", "Two", "Two"):
        assert problems(admin.post(page, typed(admin, page, name=name))) == []


def test_looking_and_saving_without_a_change_is_no_contribution(admin: Client) -> None:
    page = reverse("admin:casestudies_casestudy_change", args=[make.CaseStudyFactory(status="submitted").pk])
    assert problems(admin.post(page, typed(admin, page))) == []
    assert not Contribution.objects.exists()
    assert problems(admin.post(page, typed(admin, page, headline="Better"))) == []
    assert (Contribution.objects.count(), CaseStudy.objects.get().headline) == (1, "Better")
