from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casestudies.demo import bulk, fixtures

WIDTH = 40  # characters of the bar


class Command(BaseCommand):
    """Fills a database for benchmarks."""

    help = "Add any number of invented, published case studies with any number of scores in all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many of each."""
        parser.add_argument("--case-studies", type=int, required=True, metavar="N")
        parser.add_argument("--scores", type=int, default=0, metavar="M", help="in all, spread evenly")

    def handle(self, *args: Any, case_studies: int, scores: int, **options: Any) -> None:
        """Make them in batches; what was made before an interruption stays."""
        if settings.PRODUCTION:
            raise CommandError("this fills a database with invented examples: it is for DEMO=1")
        if case_studies < 1 or scores < 0:
            raise CommandError("--case-studies must be at least 1, and --scores at least 0")
        fixtures.load(fixtures.REFERENCE)
        bulk.make(case_studies, scores, self._draw)
        self.stdout.write(f"{case_studies:,} invented case studies with {scores:,} scores")

    def _draw(self, done: int, of: int) -> None:
        """The bar, on one line of the terminal."""
        filled = "#" * (WIDTH * done // of)
        self.stderr.write(f"\r[{filled:.<{WIDTH}}] {done:,} of {of:,}", ending="\n" if done == of else "")
