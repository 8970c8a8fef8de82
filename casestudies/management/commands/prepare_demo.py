"""Everything between a fresh clone's environment and a portal that can be served."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = (
        "Bring the demonstration's database, content, accounts and static files up to date, keeping all entered work."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run each step; all may be repeated."""
        if settings.PRODUCTION:
            raise CommandError("this fills a database with invented examples: it is for DEMO=1")
        self.stdout.write("Preparing the database, the demonstration's content and the static files ...")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("load_demo", stdout=self.stdout)
        call_command("rebuild_index", verbosity=0)  # what is found and compared may have changed with this version
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("make_demo_accounts", stdout=self.stdout)
