from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from casestudies.demo import at_the_desk, examples, fixtures, histories, publishing, worked_example


class Command(BaseCommand):
    """Creates what is missing of the demonstration's content and touches nothing that is there."""

    help = "Load reference data, the two printed case studies, the worked example and the invented examples."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --reference."""
        parser.add_argument(
            "--reference", action="store_true", help="reference data alone; the only part a production portal takes"
        )

    def handle(self, *args: Any, reference: bool, **options: Any) -> None:
        """Load part after part, each whole or not at all, and say in a line each what was new."""
        if settings.PRODUCTION and not reference:
            raise CommandError("this loads invented examples: it is for DEMO=1 (`--reference` is for production)")
        self._say(fixtures.load(fixtures.REFERENCE), "rows of reference data")
        if reference:
            return
        self._say(fixtures.load(fixtures.CASE_STUDIES), "rows of the two printed case studies")
        self._say(worked_example.load(publishing.editor()), "cohorts of the worked example")
        self._say(publishing.publish_new(fixtures.CASE_STUDIES), "first editions of them")
        self._say(self._load_examples(), "invented examples")

    def _load_examples(self) -> int:
        known = fixtures.known_keys("outcomes.project")
        missing = [example for example in examples.read() if example["slug"] not in known]
        for example in missing:
            with transaction.atomic():
                case_study = examples.add(example, by=publishing.editor())
                at_the_desk.lead(case_study, example)
                histories.continue_history(case_study)
        return len(missing)

    def _say(self, how_many: int, what: str) -> None:
        self.stdout.write(f"  {how_many:>3} new {what}" if how_many else f"  no new {what}")
