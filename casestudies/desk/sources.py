"""The task "sources and consent": where readers can check, and what an editor answers for."""

import re

from django.utils import timezone

from casestudies.desk.records import Facts, change, key_of_row
from casestudies.models import CaseStudy, User
from outcomes.models import Source

SOURCE = ("title", "publisher", "published", "address", "accessed")


def read(case_study: CaseStudy) -> Facts:
    """Whether an editor has `agreed`; `sources` are rows."""
    return {
        "agreed": case_study.agreed_at is not None,
        "sources": [
            {"row": source.key, **{name: getattr(source, name) for name in SOURCE}}
            for source in case_study.sources.order_by("pk")
        ],
    }


def write(case_study: CaseStudy, facts: Facts, *, by: User) -> None:
    """Write what `facts` names; who agreed is kept with when."""
    if "agreed" in facts:
        given = facts["agreed"]
        change(case_study, agreed_at=timezone.now() if given else None, agreed_by=by if given else None)
    if "sources" in facts:
        _keep_sources(case_study, facts["sources"])


def _keep_sources(case_study: CaseStudy, rows: list[Facts]) -> None:
    """A source that others may use too is never altered from here: one of our own takes its place."""
    held = {source.key: source for source in case_study.sources.all()}
    kept = []
    for row in rows:
        said = {name: row[name] for name in SOURCE}
        source = held.get(row["row"])
        if source is None or (_differs(source, said) and not _is_own(case_study, source.key)):
            own = key_of_row(row, case_study.slug, ())
            source, _ = Source.objects.get_or_create(key=own, defaults=said)
        change(source, **said)
        kept.append(source)
    case_study.sources.set(kept)


def _is_own(case_study: CaseStudy, key: str) -> bool:
    return re.fullmatch(re.escape(case_study.slug[:60]) + "-[0-9a-f]{8}", key) is not None


def _differs(source: Source, said: Facts) -> bool:
    return any(getattr(source, name) != value for name, value in said.items())
