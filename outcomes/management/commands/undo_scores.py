from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from outcomes.management.people import person
from outcomes.models import ScoreUpload
from outcomes.score_files import save


class Command(BaseCommand):
    help = "Takes an upload of scores back whole. The file it had replaced can be imported again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """UPLOAD --by EMAIL."""
        parser.add_argument("upload", metavar="UPLOAD", type=int, help="the number import_scores told")
        parser.add_argument("--by", metavar="EMAIL", required=True, help="on whose account")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Undo, or say why not with exit code 1."""
        by = person(options["by"])
        upload = ScoreUpload.objects.filter(pk=options["upload"]).first()
        if upload is None:
            raise CommandError(f"There is no upload {options['upload']}.")
        try:
            upload = save.undo(upload, by=by)
        except save.NotPossibleError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Undone: upload {upload.pk} with {upload.row_count:,} clients.")
