"""Does what is due: to be run every minute by whatever keeps time, or left running with --every."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from casestudies import tasks


class Command(BaseCommand):
    help = "Send due mail, remind of reviews, expire what waited too long. Safe to run at any time, and twice at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --every."""
        parser.add_argument("--every", type=int, metavar="SECONDS", help="do it again and again, with this pause")

    def handle(self, *args: Any, every: int | None, **options: Any) -> None:
        """Do it once and say what was done, or go on until stopped."""
        self._once()
        while every:
            close_old_connections()  # none is held during the pause; one that broke is made anew
            time.sleep(every)
            self._once()

    def _once(self) -> None:
        for what, how_many in tasks.tick(timezone.now()).items():
            if how_many:
                self.stdout.write(f"{how_many} {what}")
