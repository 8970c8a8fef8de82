"""The people of the matrix, and all they would like to get at: a case study in every state, and what is in it."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from casestudies import corrections, workflow
from casestudies.editions.gather import public_name
from casestudies.groups import ADMIN, CURATOR, DATA_PROTECTION_OFFICER, REVIEWER, ensure_groups
from casestudies.models import CaseStudy, Comment, Invitation, JoinRequest, Picture, User
from outcomes.models import Cohort, Organisation, ReferralUpload, ScoreImport, ScoreUpload, Strand
from tests import factories as make
from tests import lives
from tests.db.access.matrix import PEOPLE, STATES
from tests.people import signed_in

STAFF = {"reviewer": REVIEWER, "curator": CURATOR, "officer": DATA_PROTECTION_OFFICER, "admin": ADMIN}
ROLES = {"editor": "editor", "owner": "owner", "colleague": "editor", "deactivated": "owner"}
NEVER, NO_NUMBER = "never-was", 999_999_999  # what stands in an address for a thing that never was
ONE_REFERRAL = "client\troute\nR1\tMidwives\n"
ONE_ROW = "client\tbefore\tafter\nK0001\t40\t55\n"


@dataclass(frozen=True)
class Study:
    """A case study of Fernhill's, and one of everything that can be in one."""

    case_study: CaseStudy
    cohort: Cohort  # scores of it wait to be confirmed
    empty: Strand
    upload: ScoreUpload
    taken_in: ScoreImport
    referrals: ReferralUpload  # they wait to be confirmed
    picture: Picture
    comment: Comment

    def numbers(self) -> dict[str, object]:
        """What stands for this study's things in an address, by the name its route gives them."""
        return {
            "slug": self.case_study.slug,
            "strand": self.cohort.strand_id,
            "cohort": self.cohort.pk,
            "number": self.upload.pk,
            "ending": "csv",
            "pk": self.picture.pk,
            "name": public_name(self.picture.image),
        }


@dataclass(frozen=True)
class Corrected:
    """What staff put right, each by its key: an edition, another whose erasing is asked for, a merge, two themes."""

    edition: int
    request: int
    merge: int
    twins: tuple[str, str]


@dataclass
class World:
    """One study a state, and a way to be anybody."""

    fernhill: Organisation
    asked: JoinRequest
    invitation: Invitation
    member: int  # the key of a membership in Fernhill
    users: dict[str, User]
    clients: dict[str, Client]
    studies: dict[str, Study] = field(default_factory=dict)
    corrected: "Corrected" = None  # type: ignore[assignment]  # filled in last

    # ------------------------------------------------------------------------------------------------------- addresses

    def address(self, case: str, state: str, *, made_up: bool = False) -> str:
        """The address of a row of the matrix; `made_up` is the same for a thing that never was."""
        name, _, which = case.partition("/")
        filled = self._fixed().get(name)
        if filled is None and state in self.studies:
            filled = self._of_study(name, which, self.studies[state])
        filled = filled or {}
        if made_up:
            filled = {key: NEVER if isinstance(value, str) else NO_NUMBER for key, value in filled.items()} | {
                kept: filled[kept] for kept in ("task", "verb", "ending", "rest") if kept in filled
            }
        chosen = "?case=study-published" if name in {"shortlist-add", "shortlist-note", "shortlist-file"} else ""
        return reverse(name, kwargs=filled) + chosen

    def _fixed(self) -> dict[str, dict[str, object]]:
        """What fills in addresses that are about no case study."""
        fernhill: dict[str, object] = {"key": "fernhill"}
        return {
            "admin:casestudies_erasure_erase": {},
            "admin:casestudies_decision_audit": {},
            "admin:casestudies_erasurerequest_ask": {"pk": self.corrected.edition},
            "admin:casestudies_erasurerequest_decide": {"pk": self.corrected.request},
            "admin:casestudies_merge_start": {"kind": "theme"},
            "admin:casestudies_merge_undo": {"pk": self.corrected.merge},
            "account_confirm_email": {"key": "made-up"},
            "account_reset_password_from_key": {"uidb36": "1", "key": "made-up"},
            "list-file": {"ending": "csv"},
            "shortlist-file": {"ending": "csv"},
            "funding-file": {"ending": "json"},
            "api-named": {"kind": "themes"},
            "api-pooled": {"slug": "a-scale"},
            "api-nowhere": {"rest": "people"},
            "measure": {"slug": "a-scale"},
            "theme": {"slug": "a-theme"},
            "place": {"gss": "E06000017"},
            "funder": {"slug": "a-trust"},
            "provider": {"slug": "fernhill"},
            "desk-nowhere": {"rest": "no/such/thing"},
            "review-nowhere": {"rest": "no/such/thing/at/all"},
            **dict.fromkeys(("organisation", "organisation-invite", "organisation-leave"), fernhill),
            "organisation-take-back": fernhill | {"pk": self.invitation.pk},
            "organisation-member": fernhill | {"pk": self.member},
            "organisation-request": {"pk": self.asked.pk},
            "invitation": {"token": self.invitation.token},
        }

    def _of_study(self, name: str, which: str, study: Study) -> dict[str, object]:
        if name.startswith("admin:"):
            return {"pk": study.case_study.pk}
        has = study.numbers() | {"task": which, "verb": which}
        if name in {"desk-settle", "review-settle"}:
            has["pk"] = study.comment.pk
        if name == "desk-results-import":
            has["number"] = study.taken_in.pk
        if name == "desk-results-strand-remove":
            has["strand"] = study.empty.pk
        if name in {"edition", "edition-file", "edition-chart", "api-numbered_edition"}:
            has["number"] = 1
        if name in {"case-study-chart", "edition-chart"}:
            has["name"] = f"grants-{study.case_study.slug}"
        if name in {"case-study-file", "edition-file"}:
            has["ending"] = which
        if name in {"desk-referrals-preview", "desk-referrals-confirm", "desk-referrals-undo"}:
            has["number"] = study.referrals.pk
        if name in {"desk-results-template", "desk-referrals-template"}:
            has["ending"] = which
        return {part: has[part] for part in parts_of(name)}

    # --------------------------------------------------------------------------------------------------------- actions

    def body(self, case: str, state: str) -> dict[str, Any]:
        """What a real form of this row would send."""
        name, _, which = case.partition("/")
        study = self.studies.get(state)
        fresh = {"key": uuid.uuid4().hex}
        bodies: dict[str, dict[str, Any]] = {
            "account_login": {"login": self.users["editor"].email, "password": "not the right one"},
            "account_signup": {"email": "new@example.org", "password1": "a long and new password"},
            "account_reset_password": {"email": self.users["editor"].email},
            "desk-start": fresh | {"name": "A new beginning", "provider": "fernhill"},
            "desk-check": fresh,
            "desk-results-upload": {"key": str(uuid.uuid4()), "pasted": ONE_ROW},
            "desk-referrals-upload": {"key": str(uuid.uuid4()), "pasted": ONE_REFERRAL},
            "organisation-join": {"organisation": "oakley"},
            "organisation-create": {"name": "Newcomers"},
            "organisation-invite": {"email": "somebody@example.org", "role": "editor"},
            "organisation-member": {"action": "remove"},
            "organisation-request": {"answer": "yes"},
            "shortlist-note": {"study-published-words": "Ask them about their waiting list."},
            "review-comment": {"section": "story", "words": "Could this be shorter?"},
            **self._corrections(),
        }
        if name == "desk-task" and study:
            return {"version": 0, "headline": "Other words", "name": "Another name", "agreed": "on"}
        if name == "review-move" and study:
            day = timezone.localdate() + timedelta(days=30)
            return {"reason": "Because.", "day": f"{day}", "hour": "09:00"} | self._approval(which, study)
        if name == "review-checklist" and study:
            return self._approval("approve", study) | {"story": "on", "story_note": "It reads well."}
        if name.startswith("admin:") and name not in bodies:
            return {"words": "Because."}
        if name in FACT_FORMS and study:
            return self._filled_in(case, state)
        return bodies.get(name, {})

    def _corrections(self) -> dict[str, dict[str, Any]]:
        """Each as its page would send it once it has been looked at."""
        sure = {"reason": "Because.", "confirmed": "1"}
        project = self.studies["draft"].case_study.project.key
        gone, kept = self.corrected.twins
        return {
            "admin:casestudies_erasure_erase": sure | {"reference": "A1", "project": project, "cohort": ""},
            "admin:casestudies_erasurerequest_ask": sure,
            "admin:casestudies_erasurerequest_decide": {"erase": "1"},
            "admin:casestudies_merge_start": sure | {"gone": gone, "kept": kept},
            "admin:casestudies_merge_undo": sure,
        }

    def _approval(self, verb: str, study: Study) -> dict[str, Any]:
        if verb != "approve":
            return {}
        file = workflow.dossier(study.case_study, by=self.users["reviewer"])
        stand = [comment.pk for comment in file.unsettled]
        return {"seen": file.fingerprint, "day": "", "hour": "", "comments": stand}

    def _filled_in(self, case: str, state: str) -> dict[str, Any]:
        """What the page shows to an owner, with one change."""
        shown = self.ask("owner", "GET", self.address(case, state)).context["form"]
        typed = {name: shown[name].value() for name in shown.fields}
        measure = self.studies[state].cohort.measure_id
        new = {"name": "Evenings", "unit": "parents", "measure": measure, "provenance": "recorded", "scored": "40"}
        days = {"period_start": "2019-04-01", "period_end": "2020-03-31", "standing": "final", "improved": "30"}
        changed = {name: value for name, value in (new | days).items() if name in typed}
        return {name: "" if value is None else value for name, value in typed.items()} | changed

    def ask(self, person: str, method: str, address: str, body: dict[str, Any] | None = None) -> HttpResponse:
        """Ask in the browser of `person`, which forgets at once what it was told to keep."""
        client = self.clients[person]
        kept = client.cookies.copy()
        try:
            if method == "POST":
                return client.post(address, body or {})  # type: ignore[return-value]
            return client.generic(method, address)  # type: ignore[return-value]
        finally:
            client.cookies = kept


FACT_FORMS = {
    *("desk-results-strand-add", "desk-results-strand", "desk-results-cohort-add"),
    *("desk-results-cohort-facts", "desk-results-summary"),
}


def parts_of(name: str) -> list[str]:
    """What an address asks to be filled in with."""
    (((_, parts),), *_) = get_resolver().reverse_dict.getlist(name)[0]
    return list(parts)


# ------------------------------------------------------------------------------------------------------ how it is built


def build() -> World:
    """Everybody and everything, once; whoever asks for something in it puts it back afterwards."""
    ensure_groups()
    fernhill = make.OrganisationFactory(key="fernhill", name="Fernhill Families", is_provider=True)
    make.ReferralSourceFactory(name="Midwives")
    make.MeasureFactory(key="a-scale")
    make.ThemeFactory(key="a-theme")
    make.PlaceFactory(gss_code="E06000017")
    make.OrganisationFactory(key="a-trust", is_funder=True)
    make.OrganisationFactory(key="oakley", name="Oakley", is_provider=True)
    member = make.MembershipFactory(organisation=fernhill, role="owner")
    users = {person: _somebody(person, fernhill) for person in PEOPLE if person != "anonymous"}
    clients = {person: signed_in(user, second_factor=person in STAFF) for person, user in users.items()}
    User.objects.filter(pk=users["deactivated"].pk).update(is_active=False)  # signed in before
    world = World(
        fernhill=fernhill,
        asked=make.JoinRequestFactory(organisation=fernhill),
        invitation=make.InvitationFactory(organisation=fernhill, email="commissioner@example.org"),
        member=member.pk,
        users=users,
        clients={"anonymous": Client(), **clients},
    )
    for state in STATES:
        world.studies[state] = _study(state, fernhill, users)
    world.corrected = _corrected(world)
    return world


def _corrected(world: World) -> Corrected:
    edition, asked = (world.studies[state].case_study.editions.get() for state in ("published", "reopened"))
    gone, kept, *twins = make.ThemeFactory.create_batch(4)
    merge = corrections.merge(gone, kept, by=world.users["admin"], reason="Entered twice.")
    request = make.ErasureRequestFactory(edition=asked)
    return Corrected(edition.pk, request.pk, merge.pk, (twins[0].key, twins[1].key))


def _somebody(person: str, fernhill: Organisation) -> User:
    user: User = make.UserFactory(email=f"{person}@example.org", is_staff=person in STAFF)
    if person in ROLES:
        make.MembershipFactory(user=user, organisation=fernhill, role=ROLES[person])
    if person == "outsider":
        own = make.CaseStudyFactory(project__key="elsewhere")
        make.MembershipFactory(user=user, organisation=own.project.provider, role="owner")
    if person in STAFF:
        user.groups.add(Group.objects.get(name=STAFF[person]))
    return user


def _study(state: str, fernhill: Organisation, users: dict[str, User]) -> Study:
    telling = {"outcome": "Two mothers came back."} if state == "overridden" else {}
    case_study = make.CaseStudyFactory(
        project__key=f"study-{state.replace('_', '-')}",
        project__provider=fernhill,
        agreed_at=timezone.now(),
        agreed_by=users["editor"],
        **telling,
    )
    strand = make.StrandFactory(project=case_study.project)
    cohort = make.CohortFactory(strand=strand, started=60)
    make.FundingFactory(project=case_study.project).funders.add(Organisation.objects.get(key="a-trust"))
    waiting = {"state": "staged", "staged_rows": [["A1", "40", None, "55", None]]}
    empty = make.StrandFactory(project=case_study.project)
    picture = make.PictureFactory(case_study=case_study, image__color=(10 * STATES.index(state), 90, 90))
    return Study(
        case_study=_brought_to(state, case_study, users),
        cohort=cohort,
        empty=empty,
        picture=picture,
        upload=make.ScoreUploadFactory(cohort=cohort, expires_at=timezone.now() + timedelta(hours=1), **waiting),
        taken_in=make.ScoreImportFactory(cohort=cohort),
        referrals=make.ReferralUploadFactory(
            project=case_study.project,
            state="staged",
            staged_rows=[],
            expires_at=timezone.now() + timedelta(hours=1),
        ),
        comment=make.CommentFactory(case_study=case_study),
    )


def _brought_to(state: str, case_study: CaseStudy, users: dict[str, User]) -> CaseStudy:
    """Led there by its editor and the reviewer."""
    editor, reviewer = users["editor"], users["reviewer"]
    if state != "draft":
        workflow.submit(case_study, by=editor)
    if state not in {"draft", "submitted"}:
        workflow.claim(case_study, by=reviewer)
    if state == "returned":
        workflow.request_changes(case_study, by=reviewer, reason="Say more.")
    if state == "rejected":
        workflow.reject(case_study, by=reviewer, reason="It is about adults.")
    if state in {"in_review", "approved", "overridden", "published", "reopened", "withdrawn"}:
        lives.checked(case_study, by=reviewer)
    if state in {"approved", "overridden", "published", "reopened", "withdrawn"}:
        later = timezone.now() + timedelta(days=30) if state == "overridden" else None
        workflow.approve(case_study, by=reviewer, words_checked="Both agreed.", publish_at=later)
    if state in {"published", "reopened", "withdrawn"}:
        workflow.publish(case_study, by=reviewer)
    if state == "reopened":
        workflow.reopen(case_study, by=editor)
        CaseStudy.objects.filter(pk=case_study.pk).update(headline="There is something new")
    if state == "withdrawn":
        workflow.withdraw(case_study, by=reviewer, reason="They asked for it.")
    return CaseStudy.objects.select_related("project", "theme").get(pk=case_study.pk)
