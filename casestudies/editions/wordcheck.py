"""The words of an edition that may tell of very few people: a reviewer confirms them or has them changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from casestudies.editions.document import EditionDocument, protected
from outcomes.disclosure import TextMark, marks, shown_counts


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One marked phrase with the part of the page it stands in and some words around it."""

    part: str
    before: str
    mark: TextMark
    after: str


def marked_texts(document: EditionDocument, *, small: int) -> tuple[MarkedText, ...]:
    """Every phrase of the project's own words that a reviewer has to look at, in the order of the page."""
    counts, bases = shown_counts(protected(document))
    return tuple(
        MarkedText(part, text[max(0, mark.start - 60) : mark.start], mark, text[mark.end : mark.end + 60])
        for part, text in texts(document)
        for mark in marks(text, counts, bases, small=small)
    )


def texts(document: EditionDocument) -> Iterator[tuple[str, str]]:
    """What people wrote about people, each with the part of the page it stands in.

    Staff and trainees are not people a project serves.
    """
    project, story = document.project, document.story
    yield "headline", document.headline
    yield "purpose", project.purpose
    yield "who can be referred", project.who_can_be_referred
    yield "reasons for referral", project.referral_reasons
    yield "capacity", project.capacity
    yield "waiting time", project.waiting_time
    yield "ages served", project.ages_served
    yield "sessions", project.session_pattern
    for approach in project.approaches:
        yield "approaches", approach
    for place in project.places:
        yield f"detail of {place.name}", place.detail
    for strand in document.strands:
        yield f"strand “{strand.name}”", _paragraphs(strand.name, strand.description)
        for cohort in strand.cohorts:
            yield f"who scored “{strand.name}”", cohort.rated_by
            yield f"comparison group of “{strand.name}”", cohort.comparison_note
    for outcome in document.other_outcomes:
        yield "outcome without a scale", outcome.label
        yield "outcome without a scale", outcome.words
    for route in document.referrals.routes:
        yield "referral route", route.detail
    for part in document.funding.parts:
        yield "funding", _paragraphs(part.label, part.purpose)
    yield "background", story.background
    yield "action", story.action
    yield "outcome", story.outcome
    for quote in story.quotes:
        yield "quotation", quote.words
    for picture in story.pictures:
        yield "picture", _paragraphs(picture.alt_text, picture.caption)
    yield "note of what changed", document.note


def _paragraphs(*words: str) -> str:
    return "\n\n".join(filter(None, words))
