"""What was published, changed or withdrawn, as an Atom feed (RFC 4287)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from casestudies import problems
from casestudies.editions import citing
from casestudies.editions.sentences import statement
from casestudies.editions.shelf import Published
from casestudies.imprint import LICENCE, NAME, STRAPLINE, absolute
from casestudies.models import Tombstone

type Item = dict[str, Any]


def feed(editions: list[Published], stones: list[Tombstone]) -> str:
    """Editions and withdrawals, the newest first; the same content is the same bytes."""
    items = [*(_edition(published) for published in editions), *(_withdrawal(stone) for stone in stones)]
    items.sort(key=lambda item: (str(item["updateddate"]), str(item["unique_id"])), reverse=True)
    made = _Feed(
        title=f"{NAME}: editions and changes",
        link=absolute("/case-studies/"),
        description=STRAPLINE,
        feed_url=absolute("/feeds/editions.atom"),
        language="en-gb",
        author_name=NAME,
        feed_copyright=LICENCE.words,
    )
    for item in items:
        made.add_item(**item)
    return made.writeString("utf-8")


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """When the newest item changed: an empty feed must not say "now", or it would be new at every look."""
        dates = (item["updateddate"] for item in self.items)
        return max(dates, default=datetime(1970, 1, 1, tzinfo=UTC))


def _edition(published: Published) -> Item:
    document = published.document
    replaced = f"Figures replaced by edition {published.figures_replaced_by}. " if published.figures_retired else ""
    told = " ".join(_told(published))
    return {
        "title": f"{document.headline} (edition {document.edition})",
        "link": citing.address(document),
        "unique_id": citing.address(document),
        "description": escape(f"{replaced}{told}".strip()),  # Atom1Feed says that summaries are HTML
        "pubdate": published.published_at,
        "updateddate": published.published_at,
        "author_name": citing.author(document),
        "categories": [theme.name for theme in document.project.themes],
    }


def _told(published: Published) -> Iterator[str]:
    if not published.figures_retired:
        yield str(statement(published.document))
    if published.document.note:
        yield f"What changed: {published.document.note}"


def _withdrawal(stone: Tombstone) -> Item:
    page = absolute(f"/case-studies/{stone.slug}/")
    return {
        "title": f"Withdrawn: {stone.title}",
        "link": page,
        "unique_id": f"{page}#withdrawn",
        "description": escape(problems.in_words(stone)),
        "pubdate": stone.withdrawn_at,
        "updateddate": stone.withdrawn_at,
        "author_name": NAME,
        "categories": [],
    }
