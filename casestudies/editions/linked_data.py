"""An edition for search engines and catalogues: schema.org's words for what a page says, as JSON-LD.

The figures are those of the page's own sentence and ledger, in the same words, so that no machine is told more, or
told it more surely, than a reader. Worked examples and retired figures are not among them.
"""

import json
from collections.abc import Iterator

from casestudies import wording
from casestudies.editions import addresses, citing
from casestudies.editions.document import EditionDocument
from casestudies.editions.ledger import ledger
from casestudies.editions.sentences import PROVENANCE, sentence, statement
from casestudies.editions.shelf import Published
from casestudies.imprint import LICENCE, NAME, absolute

MEDIA_TYPES = {"json": "application/json", "csv": "text/csv", "pdf": "application/pdf"}
# A closing tag, or a comment, inside the data would end the script element that carries it.
_FOR_HTML = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})

type Thing = dict[str, object]


def linked_data(published: Published) -> str:
    """JSON that may stand inside a script element of an HTML page."""
    return json.dumps(_dataset(published), ensure_ascii=False).translate(_FOR_HTML)


def _dataset(published: Published) -> Thing:
    document, project = published.document, published.document.project
    page = absolute(addresses.of(published))
    data: Thing = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": citing.address(document),
        "url": page,
        "name": document.headline,
        "description": _description(published),
        "version": str(document.edition),
        "datePublished": document.published.isoformat(),
        "license": LICENCE.address,
        "usageInfo": LICENCE.words,
        "creditText": citing.plain(document),
        "publisher": {"@type": "Organization", "name": NAME, "url": absolute("/")},
        "creator": {"@type": "Organization", "name": citing.author(document)},
        "isAccessibleForFree": True,
        "keywords": [theme.name for theme in project.themes],
        "spatialCoverage": [
            {"@type": "Place", "name": name, "identifier": key}
            for key, name in {place.key: place.name for place in project.places if place.families_come}.items()
        ],
        "isBasedOn": [
            {"@type": "CreativeWork", "name": source.title, **({"url": source.address} if source.address else {})}
            for source in document.sources
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": absolute(addresses.file(published, ending)),
                "encodingFormat": MEDIA_TYPES[ending],
            }
            for ending in addresses.FILES
        ],
        "variableMeasured": list(_figures(document)),
    }
    if document.invented:
        data["creativeWorkStatus"] = "Invented example: everything in it was made up"
    return data


def _description(published: Published) -> str:
    if published.figures_retired:
        return published.document.project.purpose or published.document.headline
    return str(statement(published.document))


def _figures(document: EditionDocument) -> Iterator[Thing]:
    for strand in document.strands:
        for cohort in strand.cohorts:
            period = wording.period(cohort.period.start, cohort.period.end)
            for line in ledger(strand, cohort).lines:
                yield {
                    "@type": "PropertyValue",
                    "name": f"{strand.name}: {line.label}",
                    "value": f"{line.figure} ({line.beside})" if line.beside else line.figure,
                    "description": f"{cohort.measure.short_name}, {period}; {PROVENANCE[cohort.provenance]}",
                }
    for outcome in document.other_outcomes:
        yield {"@type": "PropertyValue", "name": outcome.label or outcome.key, "value": sentence(outcome)}
