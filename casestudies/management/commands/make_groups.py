"""Makes the groups of people who work behind the pages."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from casestudies.groups import GROUPS, ensure_groups


class Command(BaseCommand):
    help = "Make the groups and give each what it may open in the admin; to be run after every migrate."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, or set them right, and name them."""
        ensure_groups()
        self.stdout.write(f"Groups: {', '.join(GROUPS)}.")
