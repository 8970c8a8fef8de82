from typing import Any

from django.core.management.base import BaseCommand

from casestudies.demo import worked_example


class Command(BaseCommand):
    """Writes the worked example's score files again; what is committed must not change."""

    help = "Write fixtures/worked-example/*.csv from their seed (see casestudies/demo/worked_example.py)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write both files and name them."""
        for path in worked_example.write_files():
            self.stdout.write(str(path))
