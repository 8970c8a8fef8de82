"""The whole index of evidence, to compare with itself."""

from typing import Any

from casestudies.models import EvidenceRow, Mention

type Rows = list[dict[str, Any]]


def everything() -> tuple[Rows, Rows]:
    """All rows but for their numbers, in a fixed order."""
    return (
        _rows(EvidenceRow.objects.order_by("slug", "cohort").values()),
        _rows(Mention.objects.order_by("kind", "key", "slug").values()),
    )


def _rows(found: Any) -> Rows:
    return [{name: value for name, value in row.items() if name != "id"} for row in found]
