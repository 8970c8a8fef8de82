"""The only writer of a case study's status. Each move is one transaction with its Decision row and says who made it."""

from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from casestudies import access
from casestudies.editions import document
from casestudies.editions import publish as editions
from casestudies.editions.wordcheck import marked_texts
from casestudies.models import CaseStudy, Decision, Edition, Retirement, Tombstone, User
from outcomes.disclosure import marks

WORDS_CHECKED = "Have these words changed, or say why they may stand."


class Refused(Exception):
    """A move that may not be made; `reasons` says why, in words for whoever tried."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def missing(case_study: CaseStudy) -> list[str]:
    """What a case study still needs before anybody may read it."""
    project = case_study.project
    needed = {
        "a headline": case_study.headline.strip(),
        "the story's background": case_study.background.strip(),
        "the story's action": case_study.action.strip(),
        "the story's outcome": case_study.outcome.strip(),
        "the project's purpose": project.purpose.strip(),
        "a provider": project.provider_id,
        "a lead place": project.project_places.filter(role="lead").exists(),
        "a theme": case_study.theme_id,
    }
    return [what for what, there in needed.items() if not there]


def publish(
    case_study: CaseStudy, *, by: User, note: str = "", words_checked: str = "", second_checker: User | None = None
) -> Edition:
    """Compose the facts as they are now and make them the current edition.

    `words_checked` says why words that may tell of very few people can stand; it is asked for where there are any, and
    kept. With a `second_checker` the figures of all earlier editions are retired in the same transaction, so that
    corrected figures may show; two people answer for that. Raises `Refused` when something is missing, nothing has
    changed, or `by` may not.
    """
    if not access.can_publish(by):
        raise Refused("Only a reviewer, a curator or an admin can publish.")
    with transaction.atomic():
        case_study = _locked(case_study)
        if case_study.status == CaseStudy.Status.WITHDRAWN:
            raise Refused("It has been withdrawn; its address stays a tombstone.")
        if wanting := missing(case_study):
            raise Refused("It cannot be published yet: it needs " + ", ".join(wanting) + ".")
        now = timezone.now()
        new = editions.composed(
            case_study, published=timezone.localdate(now), note=note, forget_earlier=second_checker is not None
        )
        if _says_the_same(case_study, new):
            raise Refused("Nothing has changed since the current edition.")
        if not words_checked.strip() and (marked := marked_texts(new, small=settings.PORTAL_SMALL)):
            raise Refused(*(f"In the {found.part}: {found.mark.reason}." for found in marked), WORDS_CHECKED)
        edition = editions.freeze(new, case_study, by=by, at=now)
        if second_checker is not None:
            _retire_earlier(edition, by=by, second_checker=second_checker, reason=note or "scores corrected")
        _move(case_study, CaseStudy.Status.PUBLISHED, by=by, reason=note, words_checked=words_checked, edition=edition)
    return edition


def withdraw(case_study: CaseStudy, *, by: User, reason: str, words_checked: str = "") -> Tombstone:
    """Take a case study down for good; every address of it answers 410 with the public `reason`.

    `words_checked` as for `publish`: the reason is read by everybody and cannot be changed afterwards.
    """
    if not access.can_withdraw(by):
        raise Refused("Only a reviewer, a curator, a data protection officer or an admin can withdraw.")
    if not reason.strip():
        raise Refused("Withdrawing needs a reason: readers of its address will see it.")
    if not words_checked.strip() and (marked := marks(reason, (), (), small=settings.PORTAL_SMALL)):
        raise Refused(*(f"In the reason: {mark.reason}." for mark in marked), WORDS_CHECKED)
    with transaction.atomic():
        case_study = _locked(case_study)
        if case_study.status != CaseStudy.Status.PUBLISHED:
            raise Refused("Only a published case study can be withdrawn.")
        case_study.editions.filter(current=True).update(current=False)
        tombstone = Tombstone.objects.create(
            slug=case_study.slug, title=str(case_study.project), withdrawn_at=timezone.now(), reason=reason.strip()
        )
        _move(case_study, CaseStudy.Status.WITHDRAWN, by=by, reason=reason, words_checked=words_checked)
    return tombstone


def _retire_earlier(edition: Edition, *, by: User, second_checker: User, reason: str) -> None:
    if by == second_checker or not access.can_override_disclosure(second_checker):
        raise Refused("Retiring figures needs a second person who may do so.")
    earlier = Edition.objects.filter(case_study=edition.case_study, number__lt=edition.number, retirement=None)
    for old in earlier.order_by("number"):
        Retirement.objects.create(edition=old, replaced_by=edition, by=by, second_checker=second_checker, reason=reason)


def _locked(case_study: CaseStudy) -> CaseStudy:
    """The row as it is now, and nobody else's until the transaction ends."""
    return CaseStudy.objects.select_for_update(of=("self",)).select_related("project", "theme").get(pk=case_study.pk)


def _says_the_same(case_study: CaseStudy, new: document.EditionDocument) -> bool:
    current = case_study.editions.filter(current=True).first()
    if current is None or current.document is None:
        return False
    old = document.load(current.document)
    return old == replace(new, edition=old.edition, published=old.published, note=old.note)


def _move(
    case_study: CaseStudy, to: str, *, by: User, reason: str, words_checked: str = "", edition: Edition | None = None
) -> None:
    Decision.objects.create(
        case_study=case_study,
        by=by,
        from_status=case_study.status,
        to_status=to,
        reason=reason,
        words_checked=words_checked,
        edition=edition,
    )
    case_study.status, case_study.stale = to, False
    case_study.save(update_fields=["status", "stale", "changed_at"])
