from typing import Any

from django.core.management.base import BaseCommand

from casestudies.evidence import index


class Command(BaseCommand):
    """Repeatable: what it writes follows from the current editions alone."""

    help = "Make the readers' index of evidence (measures, themes, places, funders, providers) anew from the editions."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it in one transaction, and say how many editions there are."""
        self.stdout.write(f"  {index.rebuild():>3} editions in the index of evidence")
