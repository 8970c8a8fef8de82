"""What a correction of shared facts means for the editions readers have, and making those of them anew.

A merged name or a corrected threshold changes many case studies at once that nobody has edited. Those in which nothing
else has changed since their last edition get a new one, by a task and with one summary; all others are marked stale,
and the reviewers' queue shows them. An open draft is never published over.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.tasks import task
from django.urls import reverse

from casestudies import emails, workflow
from casestudies.editions import changes, difference, document, publish
from casestudies.editions.document import EditionDocument
from casestudies.editions.wordcheck import MarkedText, marked_texts
from casestudies.models import CaseStudy, User

MOST = 200  # case studies composed while somebody waits; the others are left to reviewers
NOT_SHOWN = "What readers would see is not what you have been shown. Look at it again."
BESIDE_THE_FIGURES = "What is said beside the figures changed."


@dataclass(frozen=True)
class Outcome:
    """What a correction does to one live edition: `sentences` say what readers would see changed (nothing, where it
    only puts right what a correction before it had changed), `sections` the same field by field.

    `fingerprint` is that of the next edition where it can be made without anybody looking at it, else empty.
    """

    case_study: CaseStudy
    sentences: tuple[str, ...] = ()
    sections: tuple[difference.Section, ...] = ()
    fingerprint: str = ""


def unchanged(case_studies: QuerySet[CaseStudy]) -> set[int]:
    """To be called before the correction: those published whose next edition would say what the current one says."""
    published = _live(case_studies).filter(status=CaseStudy.Status.PUBLISHED, stale=False)
    return {case.pk for case in published[:MOST] if workflow.says_the_same(case, workflow.composed(case))}


def outcomes(case_studies: QuerySet[CaseStudy], ready: set[int], *, note: str) -> list[Outcome]:
    """To be called after it, in the same transaction: what it does to each live edition. `ready` is what `unchanged`
    has found; `note` is what readers will be told of it. Beyond MOST nobody has looked at what changes."""
    found = []
    for position, case in enumerate(_live(case_studies)):
        if position >= MOST:
            found.append(Outcome(case, ("Not looked at: there are too many.",)))
            continue
        new, old = workflow.composed(case, note=note), _current(case)
        if old is None:
            found.append(Outcome(case, ("Its document has been erased.",)))
        elif not workflow.says_the_same(case, new):
            sure = case.pk in ready and _marked(new) <= _marked(old)
            told = tuple(changes.changes(old, new)) or (BESIDE_THE_FIGURES,)
            sections = difference.difference(old, new)
            found.append(Outcome(case, told, sections, publish.fingerprint(new) if sure else ""))
        elif case.stale:  # put right again, and so nothing that a reviewer could do about it
            found.append(Outcome(case))
    return found


def hold(case_studies: QuerySet[CaseStudy]) -> None:
    """Nobody publishes them until the transaction ends."""
    list(case_studies.order_by("pk").select_for_update().values("pk"))


def look_again(case_studies: QuerySet[CaseStudy]) -> None:
    """Mark those whose live edition no longer says what the facts say, and take the mark from those where it does; in
    a transaction. Beyond MOST they are marked without being looked at."""
    hold(case_studies)
    looked_at = _live(case_studies)[:MOST]
    same = [case.pk for case in looked_at if workflow.says_the_same(case, workflow.composed(case))]
    workflow.mark_stale(case_studies.exclude(pk__in=same))
    CaseStudy.objects.filter(pk__in=same, stale=True).update(stale=False)


def signature(found: Iterable[Outcome]) -> str:
    """Changes whenever anything does that somebody was shown of the outcomes, or would be published of them."""
    told = [[one.case_study.slug, *one.sentences, repr(one.sections), one.fingerprint] for one in found]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def queue(found: Iterable[Outcome], *, by: User, note: str) -> None:
    """Mark them stale, and let a task make the editions that can be made; in the correction's transaction."""
    found = list(found)
    CaseStudy.objects.filter(pk__in=[one.case_study.pk for one in found if not one.sentences]).update(stale=False)
    changed = [one for one in found if one.sentences]
    workflow.mark_stale(CaseStudy.objects.filter(pk__in=[one.case_study.pk for one in changed]))
    ready = {str(one.case_study.pk): one.fingerprint for one in changed if one.fingerprint}
    if changed:
        rest = [one.case_study.pk for one in changed if not one.fingerprint]
        transaction.on_commit(partial(make_anew.enqueue, ready, rest, by.pk, note), robust=True)


@task
def make_anew(ready: Mapping[str, str], rest: list[int], by: int, note: str) -> int:
    """Publish the next edition of each case study in `ready` (its key → the fingerprint that was foreseen), look again
    at the `rest`, for which there may have been no time, and mail one summary to whoever corrected.

    Returns how many were published; a second time there is nothing left to do.
    """
    person = User.objects.get(pk=by)
    done, left = [], list(rest)
    for unseen in rest:
        with transaction.atomic():
            look_again(CaseStudy.objects.filter(pk=unseen, stale=True))
    for pk, foreseen in ready.items():
        case = CaseStudy.objects.select_related("project").get(pk=pk)
        try:
            workflow.republish(case, by=person, note=note, foreseen=foreseen)
            done.append(case)
        except workflow.Refused:
            left.append(case.pk)
    _tell(person, done, CaseStudy.objects.filter(pk__in=left, stale=True).select_related("project"), note)
    return len(done)


def _tell(person: User, done: list[CaseStudy], left: QuerySet[CaseStudy], note: str) -> None:
    if not (done or left) or not emails.reaches_somebody(person.email):
        return
    context = {
        "note": note,
        "done": [(case.project.name, emails.link(reverse("case-study", args=[case.slug]))) for case in done],
        "left": [(case.project.name, emails.link(reverse("review-case-study", args=[case.slug]))) for case in left],
        "queue": emails.link(reverse("review")),
    }
    emails.send_later(person.email, "corrections/summary", context)


def _live(case_studies: QuerySet[CaseStudy]) -> QuerySet[CaseStudy]:
    """Those of them that readers have an edition of, with what composing asks for."""
    return case_studies.filter(editions__current=True).select_related("project__provider", "theme").order_by("slug")


def _current(case: CaseStudy) -> EditionDocument | None:
    text = case.editions.get(current=True).document
    return document.load(text) if text else None


def _marked(shown: EditionDocument) -> set[MarkedText]:
    """The words that may tell of very few people, by where they stand: those of the live edition have been judged."""
    return set(marked_texts(shown, small=settings.PORTAL_SMALL))
