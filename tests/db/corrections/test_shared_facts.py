"""What many projects name is put right in the admin or by a file: each edition that told of it is marked."""

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from casestudies.corrections.facts import SHARED
from casestudies.models import CaseStudy, Edition, User
from outcomes.models import Measure, Organisation, Place, ReferralSource, Source, Theme
from tests import factories as make
from tests import lives
from tests.db.admin.filling_in import problems, send
from tests.people import signed_in

CHANGES = {
    Organisation: {"name": "Harbour Trust"},
    Place: {"name": "South Midshire"},
    ReferralSource: {"name": "Midwives and doctors"},
    Source: {"title": "The report as it was corrected"},
    Theme: {"name": "The early years"},
}


@pytest.fixture
def room(curator: User) -> Client:
    return signed_in(curator)


@pytest.fixture
def shared(db: None) -> dict[type[Any], Any]:
    """One of each, named by a case study that readers have; another case study names none of them."""
    study = make.CaseStudyFactory(slug="harbour")
    route = make.ReferralRouteFactory(project=study.project)
    cohort = make.CohortFactory(strand__project=study.project, source=make.SourceFactory())
    result = make.PublishedResultFactory(cohort=cohort, scored=60, improved=45, mean_change=None)
    place = study.project.places.get()
    Place.objects.filter(pk=place.pk).update(parent=make.PlaceFactory(name="Midshire"))
    place.refresh_from_db()
    lives.publish(study)
    lives.publish(make.CaseStudyFactory(slug="elsewhere"))
    rows = [study.project.provider, place.parent, route.referral_source, cohort.source, study.theme, cohort.measure]
    assert result.cohort == cohort
    return {type(row): row for row in rows}


def at(row: Any) -> str:
    return reverse(f"admin:outcomes_{row._meta.model_name}_change", args=[row.pk])


def marked() -> set[str]:
    return set(CaseStudy.objects.filter(stale=True).values_list("slug", flat=True))


def test_every_shared_list_is_looked_at() -> None:
    assert {*CHANGES, Measure} == set(SHARED)


@pytest.mark.parametrize(("model", "typed"), CHANGES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_a_change_marks_who_told_of_it_and_the_same_again_takes_the_mark_away(
    shared: dict[type[Any], Any], room: Client, model: type[Any], typed: dict[str, str]
) -> None:
    (name,) = typed
    before = getattr(shared[model], name)
    assert problems(send(room, at(shared[model]), {})) == []
    assert marked() == set(), "nothing was changed"
    assert problems(send(room, at(shared[model]), typed)) == []
    assert marked() == {"harbour"}
    assert Edition.objects.count() == 2, "nothing is published by it"
    assert problems(send(room, at(shared[model]), {name: before})) == []
    assert marked() == set()


def test_a_file_marks_the_editions_that_tell_of_what_it_changes(shared: dict[type[Any], Any], room: Client) -> None:
    text = f"key,name\n{shared[Theme].key},The early years\n"
    page = reverse("admin:outcomes_theme_import")
    looked = room.post(page, {"file": SimpleUploadedFile("list.csv", text.encode())})
    assert looked.context["outcome"].wrong == []
    assert marked() == set(), "looking marks nothing"
    assert room.post(page, looked.context["sure"].initial).status_code == 302
    assert marked() == {"harbour"}


@pytest.mark.parametrize("model", SHARED)
def test_they_are_never_deleted_in_bulk_nor_played_back(
    shared: dict[type[Any], Any], room: Client, model: type[Any]
) -> None:
    row = shared[model]
    several = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    room.post(reverse(f"admin:outcomes_{model._meta.model_name}_changelist"), several)
    row.save()
    earlier = f"admin:outcomes_{model._meta.model_name}_simple_history"
    address = reverse(earlier, args=[row.pk, row.history.latest().history_id])
    assert room.get(address).status_code == 200
    assert room.post(address, {"name": "Other", "title": "Other"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()
    assert marked() == set()


def test_an_organisation_is_not_deleted_with_the_people_who_work_for_it(room: Client) -> None:
    member = make.MembershipFactory()
    page = reverse("admin:outcomes_organisation_delete", args=[member.organisation_id])
    said = room.post(page, {"post": "yes"}).content.decode()
    assert "People who work for it: 1" in said
    assert Organisation.objects.filter(pk=member.organisation_id).exists()


def test_who_may_not_open_referrals_learns_from_no_page_how_many_there_are(
    room: Client, django_assert_max_num_queries: Any
) -> None:
    """A page that lists what stands in the way would let anybody who keeps the facts count a few families exactly."""
    source = make.ReferralSourceFactory(name="Midwives")
    held = make.ReferralFactory.create_batch(3, referral_source=source, project=make.ProjectFactory(name="Harbour"))
    score = make.ScoreFactory(upload__cohort__strand__project=held[0].project, referral=held[0])
    assert room.get(reverse("admin:outcomes_referral_changelist")).status_code == 403
    page = reverse("admin:outcomes_referralsource_delete", args=[source.pk])
    for answer in (room.get(page), room.post(page, {"post": "yes"})):
        said = unescape(strip_tags(answer.content.decode()))
        assert answer.context["protected"] == ["Referrals name it"]
        assert "Referrals name it" in said
        assert "What still names it is changed first." in said
        for row in held:
            assert str(row) not in said
            assert reverse("admin:outcomes_referral_change", args=[row.pk]) not in answer.content.decode()
    assert ReferralSource.objects.filter(pk=source.pk).exists()
    for above in (held[0].project, score.cohort.strand, score.cohort):
        page = reverse(f"admin:outcomes_{above._meta.model_name}_delete", args=[above.pk])
        for answer in (room.get(page), room.post(page, {"post": "yes", "why": "It is no more."})):
            assert answer.status_code in {200, 403}
            said = answer.content.decode()
            assert "What goes" not in said
            for row in (*held, score, score.upload):
                assert str(row) not in unescape(strip_tags(said)).replace(str(above), "")
        assert type(above).objects.filter(pk=above.pk).exists()
    with django_assert_max_num_queries(12):  # however many there are
        room.get(reverse("admin:outcomes_referralsource_delete", args=[source.pk]))


@pytest.mark.parametrize("draft", [True, False], ids=["draft", "published"])
def test_what_something_names_stays_and_the_page_says_what_names_it(room: Client, draft: bool) -> None:
    """Django would take a name out of a list of many without a word: money that nobody pays any more."""
    study = make.CaseStudyFactory(slug="funded", project__name="Harbour")
    funder, theme, source = make.OrganisationFactory(), make.ThemeFactory(), make.SourceFactory()
    grant = make.FundingFactory(project=study.project, key="grant", label="a grant from the trust")
    grant.funders.add(funder)
    study.project.themes.add(theme)
    study.sources.add(source)
    main = reverse("admin:outcomes_theme_delete", args=[study.theme.pk])
    assert f"Case study: {study}" in unescape(strip_tags(room.get(main).content.decode()))
    if not draft:
        lives.publish(study)
    for row, naming in ((funder, f"Funding: {grant}"), (theme, "Project: Harbour"), (source, f"Case study: {study}")):
        page = reverse(f"admin:outcomes_{row._meta.model_name}_delete", args=[row.pk])
        for answer in (room.get(page), room.post(page, {"post": "yes", "why": "It never paid."})):
            said = answer.content.decode()
            assert naming in unescape(said)
            assert "What still names it is changed first." in said
            assert "have permission" not in said
        assert type(row).objects.filter(pk=row.pk).exists()
    grant.funders.clear()
    page = reverse("admin:outcomes_organisation_delete", args=[funder.pk])
    assert room.post(page, {"post": "yes"}).status_code == 302
    assert not Organisation.objects.filter(pk=funder.pk).exists()
