from typing import Any

from django.core.management.base import BaseCommand

from casestudies.search import index


class Command(BaseCommand):
    """After a release that searches in other texts or has other facets."""

    help = "Make the search index anew from the current editions."

    def handle(self, *args: Any, verbosity: int = 1, **options: Any) -> None:
        """Rebuild in one transaction: readers find by the old index until the new one stands."""
        editions = index.rebuild()
        if verbosity:
            self.stdout.write(f"{editions:,} current editions can be found")
