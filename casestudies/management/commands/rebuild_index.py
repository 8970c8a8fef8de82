from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from casestudies.evidence import index as evidence
from casestudies.search import index as search


class Command(BaseCommand):
    """After a release that searches in other texts, has other facets or pools otherwise. Repeatable: what it writes
    follows from the current editions alone."""

    help = "Make what readers find and compare by (words, facets, measures, themes, places, payers) anew."

    @transaction.atomic
    def handle(self, *args: Any, verbosity: int = 1, **options: Any) -> None:
        """In one transaction: readers find by the old index until the new one stands."""
        editions = search.rebuild()
        evidence.rebuild()
        if verbosity:
            self.stdout.write(f"{editions:,} current editions can be found")
