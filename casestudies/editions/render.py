"""From a document to HTML: pure, without a request, so that the same edition is the same page for everybody."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from casestudies.editions import addresses, citing
from casestudies.editions.document import EditionDocument
from casestudies.editions.linked_data import linked_data
from casestudies.editions.shelf import Published
from casestudies.imprint import absolute


@cache
def template_version() -> str:
    """Changes with every release that could print the same document differently; part of every ETag."""
    digest = hashlib.sha256()
    for folder in (settings.BASE_DIR / "templates", settings.BASE_DIR / "casestudies", settings.BASE_DIR / "static"):
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in {".html", ".svg", ".py", ".css", ".js", ".typ"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def page(published: Published) -> str:
    """The case study page of one edition."""
    return render_to_string(
        "case_studies/detail.html",
        {
            "document": published.document,
            "published": published,
            "page_address": absolute(addresses.of(published)),
            "files": {ending: (addresses.file(published, ending), words) for ending, words in addresses.FILES.items()},
            "cited": citing.plain(published.document),
            "cited_at": citing.address(published.document),
            "bibtex": citing.bibtex(published.document),
            "linked_data": linked_data(published),
        },
    )


def preview(document: EditionDocument) -> str:
    """The same page for those who work on it, watermarked; nothing is published by looking."""
    return render_to_string("case_studies/detail.html", {"document": document, "preview": True})
