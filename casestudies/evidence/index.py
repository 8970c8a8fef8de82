"""The readers' index of evidence: written in the transaction that changes what is current, and made anew at will."""

from collections.abc import Iterator

from django.db import transaction

from casestudies.editions import document, former
from casestudies.editions.document import EditionDocument, Organisation
from casestudies.evidence.rows import ShownFigures, written
from casestudies.models import Edition, EvidenceRow, Mention, Retirement, Tombstone

BATCH = 500


def index(edition: Edition) -> None:
    """Write down what this edition shows, in place of what an earlier one of the same case study showed."""
    forget(edition.slug)
    retired = Retirement.objects.filter(edition=edition).exists()
    _write([(edition, retired)])


def forget(slug: str) -> None:
    """Take a case study out: it has been withdrawn or erased."""
    EvidenceRow.objects.filter(slug=slug).delete()
    Mention.objects.filter(slug=slug).delete()


def rebuild() -> int:
    """Make the whole index anew from the current editions; returns how many there are."""
    current = Edition.objects.filter(current=True).exclude(slug__in=Tombstone.objects.values("slug"))
    retired = set(Retirement.objects.values_list("edition_id", flat=True))
    done = 0
    with transaction.atomic():
        EvidenceRow.objects.all().delete()
        Mention.objects.all().delete()
        batch: list[tuple[Edition, bool]] = []
        for edition in current.iterator(BATCH):
            batch.append((edition, edition.pk in retired))
            if len(batch) == BATCH:
                done, batch = done + _write(batch), []
        return done + _write(batch)


def index_many(editions: list[Edition]) -> None:
    """Write down first editions, which have no earlier rows and nothing retired."""
    _write([(edition, False) for edition in editions])


def _write(editions: list[tuple[Edition, bool]]) -> int:
    rows: list[EvidenceRow] = []
    mentions: list[Mention] = []
    known = former.known()
    for edition, retired in editions:
        if edition.document is None or not edition.current:
            continue
        shown = document.load(edition.document)
        mentions += _mentions(edition, former.named_as_today(shown, known))
        if not retired:
            rows += _rows(shown)
    EvidenceRow.objects.bulk_create(rows, batch_size=BATCH)
    Mention.objects.bulk_create(mentions, batch_size=BATCH)
    return len(editions)


def _rows(shown: EditionDocument) -> Iterator[EvidenceRow]:
    """One row a cohort of the results; the worked example stands in another part of the document and is no result."""
    for strand in shown.strands:
        for cohort in strand.cohorts:
            yield EvidenceRow(
                slug=shown.slug,
                edition=shown.edition,
                project=shown.project.name,
                strand=strand.name,
                unit=strand.unit,
                cohort=cohort.key,
                measure=cohort.measure.key,
                version=cohort.measure.version,
                period_start=cohort.period.start,
                period_end=cohort.period.end,
                provenance=cohort.provenance,
                invented=shown.invented,
                figures=written(ShownFigures.of(cohort)),
            )


def _mentions(edition: Edition, shown: EditionDocument) -> Iterator[Mention]:
    for (kind, key), name in _named(shown).items():
        yield Mention(
            slug=shown.slug,
            kind=kind,
            key=key,
            name=name,
            invented=shown.invented,
            published_at=edition.published_at,
        )


def _named(shown: EditionDocument) -> dict[tuple[str, str], str]:
    kinds = Mention.Kind
    named: dict[tuple[str, str], str] = {}
    for theme in shown.project.themes:
        named[kinds.THEME.value, theme.key] = theme.name
    for place in filter(lambda place: place.families_come, shown.project.places):
        for around in place.within:
            named[kinds.PLACE.value, around.key] = around.name
        named[kinds.PLACE.value, place.key] = place.name
    if shown.project.provider:
        named[kinds.PROVIDER.value, shown.project.provider.key] = shown.project.provider.name
    for funder in funders(shown):
        named[kinds.FUNDER.value, funder.key] = funder.name
    return named


def funders(shown: EditionDocument) -> Iterator[Organisation]:
    """Everybody a document names as paying, once for every part of the money."""
    for part in shown.funding.parts:
        yield from part.funders
