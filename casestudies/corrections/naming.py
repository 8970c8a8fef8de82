"""Which published case studies a merge concerns by what their editions name, and listing those under the new name."""

from django.db.models import QuerySet

from casestudies.editions import former
from casestudies.evidence import index as evidence
from casestudies.models import CaseStudy, Edition, Mention, Merge
from casestudies.search import index


def case_studies(kind: str, *keys: str) -> QuerySet[CaseStudy]:
    """Those whose current edition names one of these, whatever their records say; as of now."""
    named = _editions(kind, *keys).values_list("case_study", flat=True)
    return CaseStudy.objects.filter(pk__in=list(named))


def index_again(merge: Merge) -> None:
    """Let lists, filters and searches know what the merge, or taking it back, has changed; in its transaction."""
    editions = list(_editions(merge.kind, merge.gone_key, merge.kept_key).order_by("pk"))
    index.index_many(editions)
    for edition in editions:
        evidence.index(edition)


def _editions(kind: str, *keys: str) -> QuerySet[Edition]:
    kinds = [listed for listed, merged in former.KINDS.items() if merged == kind]
    named = Mention.objects.filter(kind__in=kinds, key__in=keys)
    return Edition.objects.filter(current=True, slug__in=named.values("slug"))
