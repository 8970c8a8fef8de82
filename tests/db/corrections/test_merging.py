"""Twins become one: references move, the old name is found, editions stay, and for 30 days it can be taken back."""

from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from casestudies import access, corrections, tasks
from casestudies.desk.funding import known_funder
from casestudies.forms.places import PlaceField, search_places
from casestudies.models import CaseStudy, JoinRequest, Membership, Merge, User
from outcomes.models import Funder, Funding, Organisation, Place, Project, ProjectPlace, Theme
from tests import factories as make
from tests import lives

WHY = "One was entered twice."


@pytest.fixture
def twins() -> tuple[Organisation, Organisation]:
    """The one that goes has what the other lacks."""
    gone = make.OrganisationFactory(
        key="the-henry-trust", name="The Henry Trust", names_used="Henrys", org_id="GB-CHC-1000001", is_funder=True
    )
    kept = make.OrganisationFactory(key="henry-trust", name="Henry Trust", is_provider=True)
    return gone, kept


def test_every_reference_moves_and_what_it_had_is_taken_over(twins: tuple[Organisation, Organisation], curator: User):
    gone, kept = twins
    project = make.ProjectFactory(provider=gone)
    alone, both = make.FundingFactory(), make.FundingFactory()
    alone.funders.add(gone)
    both.funders.add(gone, kept)
    assert corrections.preview(gone, kept, by=curator) == ([("funding", 2), ("projects", 1)], [])
    merge = corrections.merge(gone, kept, by=curator, reason=WHY)
    assert not Organisation.objects.filter(key="the-henry-trust").exists()
    kept.refresh_from_db()
    assert (kept.org_id, kept.is_provider, kept.is_funder) == ("GB-CHC-1000001", True, True)
    assert kept.names_used == "The Henry Trust\nHenrys"
    assert Project.objects.get(pk=project.pk).provider == kept
    assert [list(part.funders.all()) for part in (alone, both)] == [[kept], [kept]]
    assert Funder.objects.get() == kept, "a funder is an organisation seen as the one who pays"
    assert (merge.moved, merge.gone_key, merge.kept_key) == (3, "the-henry-trust", "henry-trust")
    # whose history says who did it and why
    moved = project.history.first()
    assert (moved.history_user, moved.history_change_reason) == (curator, "merged: The Henry Trust into Henry Trust")


def test_the_old_name_is_found_by_editors_and_in_the_admin(
    twins: tuple[Organisation, Organisation], curator: User, client: Client
) -> None:
    gone, kept = twins
    corrections.merge(gone, kept, by=curator, reason=WHY)
    assert known_funder("the henry trust") == kept
    assert known_funder("HENRYS") == kept
    assert known_funder("Henr") is None
    gone, kept = make.PlaceFactory(name="Saint Ives"), make.PlaceFactory(name="St Ives")
    corrections.merge(gone, kept, by=curator, reason=WHY)
    assert search_places("saint iv") == [kept]
    assert PlaceField().clean("Saint Ives") == kept


def test_people_come_along_once_each_and_owners_stay_owners(
    twins: tuple[Organisation, Organisation], admin_person: User
) -> None:
    gone, kept = twins
    in_both, new = make.MembershipFactory(organisation=gone, role="owner").user, make.MembershipFactory().user
    make.MembershipFactory(user=in_both, organisation=kept, role="editor")
    make.MembershipFactory(user=new, organisation=gone)
    make.InvitationFactory(organisation=gone, email="ann@example.org")
    make.InvitationFactory(organisation=kept, email="ann@example.org")
    merge = corrections.merge(gone, kept, by=admin_person, reason=WHY)
    assert list(kept.memberships.order_by("user").values_list("user", "role")) == [
        (in_both.pk, "owner"),
        (new.pk, "editor"),
    ]
    assert kept.invitations.count() == 1
    corrections.undo(merge, by=admin_person, reason="They are two.")
    gone = Organisation.objects.get(key="the-henry-trust")
    assert list(kept.memberships.values_list("user", "role")) == [(in_both.pk, "editor")]
    assert set(gone.memberships.values_list("user", "role")) == {(in_both.pk, "owner"), (new.pk, "editor")}
    assert (gone.invitations.count(), kept.invitations.count()) == (1, 1)


def test_who_gets_at_what_is_an_admins_to_decide(
    twins: tuple[Organisation, Organisation], curator: User, admin_person: User
) -> None:
    gone, kept = twins
    make.MembershipFactory(organisation=kept)
    corrections.preview(gone, kept, by=curator)  # nobody gets at anything
    make.ProjectFactory(provider=gone)
    with pytest.raises(corrections.Refused, match="Only an admin decides that"):
        corrections.merge(gone, kept, by=curator, reason=WHY)
    make.MembershipFactory(organisation=gone)
    with pytest.raises(corrections.Refused, match="Only an admin decides that"):
        corrections.merge(gone, kept, by=curator, reason=WHY)
    corrections.merge(gone, kept, by=admin_person, reason=WHY)


def test_nobody_comes_in_by_the_back_door(twins: tuple[Organisation, Organisation], admin_person: User) -> None:
    """Anybody can add an organisation called nearly the same; its maker is not let into the real one by a merge."""
    gone, kept = twins
    request = make.JoinRequestFactory(organisation=gone, created_it=True)
    with pytest.raises(corrections.Refused, match="nobody has approved it"):
        corrections.merge(gone, kept, by=admin_person, reason=WHY)
    JoinRequest.objects.filter(pk=request.pk).update(
        answer="declined", answered_by=admin_person, answered_at=timezone.now()
    )
    merge = corrections.merge(gone, kept, by=admin_person, reason=WHY)
    assert access.is_approved(kept)
    corrections.undo(merge, by=admin_person, reason="They are two.")
    again = JoinRequest.objects.get()
    assert (again.pk, again.answer, again.asked_at) == (request.pk, "declined", request.asked_at)


def test_places_keep_one_row_a_role(curator: User) -> None:
    suffolk = make.PlaceFactory(name="Suffolk")
    gone = make.PlaceFactory(name="Ipswich Borough", gss_code="E07000901", parent=suffolk)
    kept = make.PlaceFactory(name="Ipswich", gss_code="E07000202", parent=suffolk)
    part = make.PlaceFactory(parent=gone)
    Place.objects.filter(pk=kept.pk).update(replaced_by=gone)
    project = make.ProjectFactory()
    for place, role in ((gone, "lead"), (gone, "delivery"), (kept, "delivery")):
        make.ProjectPlaceFactory(project=project, place=place, role=role, detail=f"{role} in {place}")
    merge = corrections.merge(gone, kept, by=curator, reason=WHY)
    assert set(project.project_places.values_list("place__name", "role", "detail")) == {
        ("Ipswich", "lead", "lead in Ipswich Borough"),
        ("Ipswich", "delivery", "delivery in Ipswich"),
    }
    kept.refresh_from_db()
    part.refresh_from_db()
    assert (kept.replaced_by, part.parent) == (None, kept)
    corrections.undo(merge, by=curator, reason="They are two.")
    kept.refresh_from_db()
    assert (kept.replaced_by, kept.names_used) == (gone, "")
    assert ProjectPlace.objects.filter(place=gone).count() == 2
    assert Place.objects.get(pk=part.pk).parent == gone


def test_a_theme_leaves_the_live_edition_as_it_is_and_tells_the_reviewers(curator: User, client: Client) -> None:
    gone, kept = make.ThemeFactory(key="early-year", name="Early year"), make.ThemeFactory(name="Early years")
    study = make.CaseStudyFactory(slug="open-door", theme=gone)
    other = make.CaseStudyFactory(slug="other")
    draft = make.CaseStudyFactory(slug="draft", theme=gone)
    for published in (study, other):
        lives.publish(published)
    before = client.get("/case-studies/open-door/").content
    corrections.merge(gone, kept, by=curator, reason=WHY)
    assert client.get("/case-studies/open-door/").content == before
    assert dict(CaseStudy.objects.values_list("slug", "stale")) == {"open-door": True, "other": False, "draft": False}
    draft.refresh_from_db()
    assert (draft.theme, draft.status) == (kept, "draft")
    assert list(access.waiting_for_review(make.ReviewerFactory())) == [CaseStudy.objects.get(slug="open-door")]


def test_an_open_draft_is_not_published_and_an_approval_does_not_outlive_it(curator: User) -> None:
    from casestudies import workflow

    gone, kept = make.ThemeFactory(name="Early year"), make.ThemeFactory(name="Early years")
    study = make.CaseStudyFactory(theme=gone)
    by = make.ReviewerFactory()
    lives.approved(study, by=by)
    corrections.merge(gone, kept, by=curator, reason=WHY)
    with pytest.raises(workflow.Refused, match="has changed since it was approved"):
        workflow.publish(study, by=by)
    assert not study.editions.exists()


def test_what_cannot_be_merged(curator: User, in_group) -> None:  # type: ignore[no-untyped-def]
    one, other = make.ThemeFactory(), make.ThemeFactory()
    county = make.PlaceFactory()
    district = make.PlaceFactory(parent=make.PlaceFactory(parent=county))
    made_up = make.OrganisationFactory(invented=True)
    for gone, kept, words in (
        (one, one, "two different ones"),
        (county, district, "lies in the other"),
        (district, county, "lies in the other"),
        (made_up, make.OrganisationFactory(), "made up for an example"),
    ):
        with pytest.raises(corrections.Refused, match=words):
            corrections.preview(gone, kept, by=curator)
    with pytest.raises(corrections.Refused, match="needs a reason"):
        corrections.merge(one, other, by=curator, reason=" ")
    with pytest.raises(corrections.Refused, match="Only a curator or an admin"):
        corrections.merge(one, other, by=in_group(access.REVIEWER), reason=WHY)
    corrections.merge(one, other, by=curator, reason=WHY)
    with pytest.raises(corrections.Refused, match="there no more"):
        corrections.merge(one, other, by=curator, reason=WHY)


def test_undoing_brings_everything_back_but_what_was_changed_since(
    twins: tuple[Organisation, Organisation], curator: User
) -> None:
    gone, kept = twins
    moved, changed = make.ProjectFactory(provider=gone), make.ProjectFactory(provider=gone)
    both = make.FundingFactory()
    both.funders.add(gone, kept)
    pk = gone.pk
    merge = corrections.merge(gone, kept, by=curator, reason=WHY)
    elsewhere = make.OrganisationFactory()
    Project.objects.filter(pk=changed.pk).update(provider=elsewhere)
    Organisation.objects.filter(pk=kept.pk).update(names_used="The Henry Trust\nHenrys\nHT")
    undone = corrections.undo(merge, by=curator, reason="They are two.")
    back = Organisation.objects.get(key="the-henry-trust")
    kept.refresh_from_db()
    assert (back.pk, back.name, back.org_id, back.names_used) == (pk, "The Henry Trust", "GB-CHC-1000001", "Henrys")
    assert (kept.org_id, kept.is_funder) == ("", False)
    assert kept.names_used == "The Henry Trust\nHenrys\nHT", "somebody has written into it since"
    assert Project.objects.get(pk=moved.pk).provider == back
    assert Project.objects.get(pk=changed.pk).provider == elsewhere
    assert set(Funding.objects.get().funders.all()) == {back, kept}
    assert (undone.undone_by, undone.remembered) == (curator, {})
    with pytest.raises(corrections.Refused, match="taken back already"):
        corrections.undo(merge, by=curator, reason="They are two.")


def test_undoing_is_refused_when_it_is_too_late_or_its_place_is_taken(curator: User) -> None:
    def merged(name: str) -> Merge:
        return corrections.merge(make.ThemeFactory(name=name), make.ThemeFactory(), by=curator, reason=WHY)

    old, taken, chained = merged("Old"), merged("Taken"), merged("Chained")
    Merge.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=30))
    make.ThemeFactory(name="Taken")
    corrections.merge(Theme.objects.get(pk=chained.kept_id), make.ThemeFactory(), by=curator, reason=WHY)
    for merge, words in (
        (old, "for 30 days"),
        (taken, "another one now called Taken"),
        (chained, "itself been merged"),
    ):
        with pytest.raises(corrections.Refused, match=words):
            corrections.undo(merge, by=curator, reason="They are two.")
    assert tasks.tick(timezone.now())["merges that cannot be taken back any more"] == 1
    assert Merge.objects.get(pk=old.pk).remembered == {}
    assert Membership.objects.count() == 0


def test_every_column_that_names_one_is_known() -> None:
    """A new table that names an organisation, a place or a theme is moved with the others; somebody reads so here."""
    from casestudies.corrections.references import columns_naming

    def named(model: type) -> set[str]:
        return {f"{column.model.__name__}.{column.name}" for column in columns_naming(model)}

    assert named(Organisation) == {
        *("Project.provider", "Funding_funders.organisation"),
        *("Membership.organisation", "JoinRequest.organisation", "Invitation.organisation"),
    }
    assert named(Place) == {"Place.parent", "Place.replaced_by", "ProjectPlace.place"}
    assert named(Theme) == {"CaseStudy.theme", "Project_themes.theme"}


def test_a_merge_is_not_taken_back_into_places_that_lie_in_each_other(curator: User) -> None:
    outer = make.PlaceFactory(name="Outer")
    gone, kept = make.PlaceFactory(name="Gone", parent=outer), make.PlaceFactory(name="Kept")
    part = make.PlaceFactory(name="Part", parent=gone)
    merge = corrections.merge(gone, kept, by=curator, reason=WHY)
    outer.parent = Place.objects.get(pk=part.pk)
    outer.full_clean()
    outer.save()
    for take_back in (corrections.preview_undo, partial(corrections.undo, reason="They are two.")):
        with pytest.raises(corrections.Refused) as refused:
            take_back(merge, by=curator)
        assert str(refused.value) == "Outer has been put into Gone since. Take it out of there first."
    assert not Place.objects.filter(name="Gone").exists()
    Place.objects.filter(pk=outer.pk).update(parent=None)
    corrections.undo(merge, by=curator, reason="They are two.")
    assert Place.objects.get(name="Part").parent.parent.name == "Outer"
