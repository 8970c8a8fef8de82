"""Erasing the whole document of an edition: one person asks, another does it."""

from django.db import transaction

from casestudies import workflow
from casestudies.corrections.erasing import empty_the_log, refuse_unreasoned
from casestudies.editions import document
from casestudies.editions.publish import lose_pictures
from casestudies.evidence import index as evidence
from casestudies.models import CaseStudy, Edition, Erasure, ErasureRequest, User
from casestudies.search import index
from casestudies.workflow import Refused

GONE_ALREADY = "The document of this edition has been erased already."
ASKED_ALREADY = "Somebody has asked for this already. A second person can erase it."
TWO_PEOPLE = "You have asked for it yourself: somebody else has to erase it."


@transaction.atomic
def ask_to_erase(edition: Edition, *, by: User, reason: str) -> ErasureRequest:
    """Ask for the document of an edition to be erased; nothing happens to it until somebody else does so."""
    refuse_unreasoned(by, reason := reason.strip())
    if _locked(edition).document is None:
        raise Refused(GONE_ALREADY)
    request, is_new = ErasureRequest.objects.get_or_create(edition=edition, defaults={"by": by, "reason": reason})
    if not is_new:
        raise Refused(ASKED_ALREADY)
    return request


@transaction.atomic
def take_back(request: ErasureRequest, *, by: User) -> None:
    """Let the document stand. Raises Refused for whoever may not erase."""
    refuse_unreasoned(by, request.reason)
    ErasureRequest.objects.filter(pk=request.pk).delete()


@transaction.atomic
def erase_document(request: ErasureRequest, *, by: User) -> Erasure:
    """Empty the document: its address says that it was erased, its hash stays, its pictures go with it.

    What it had shown of people is kept where nobody reads it, so that the next edition is still compared with it:
    somebody may have kept a copy. Raises Refused where `by` has asked for it, and where somebody was quicker.
    """
    refuse_unreasoned(by, request.reason)
    if request.by == by:
        raise Refused(TWO_PEOPLE)
    edition = _locked(request.edition)
    if edition.document is None or not ErasureRequest.objects.filter(pk=request.pk).exists():
        raise Refused(GONE_ALREADY if edition.document is None else "The request has been taken back.")
    transaction.on_commit(empty_the_log, robust=True)
    old = document.load(edition.document)
    Edition.objects.filter(pk=edition.pk).update(document=None)
    ErasureRequest.objects.filter(pk=request.pk).delete()
    lose_pictures(picture.name for picture in old.story.pictures)
    if edition.current:
        index.forget(edition.slug)
        evidence.forget(edition.slug)
    workflow.mark_stale(CaseStudy.objects.filter(pk=edition.case_study_id))
    return Erasure.objects.create(
        kind=Erasure.Kind.DOCUMENT,
        by=request.by,
        second_person=by,
        reason=request.reason,
        project=edition.case_study.project.key,
        edition=edition,
        figures=document.dump_figures(document.protected(old)),
    )


def _locked(edition: Edition) -> Edition:
    """The edition as it is now, its case study's row held until the transaction ends."""
    list(CaseStudy.objects.select_for_update().filter(pk=edition.case_study_id).values("pk"))
    return Edition.objects.select_related("case_study__project").get(pk=edition.pk)
