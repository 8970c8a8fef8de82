from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from outcomes.management.people import person
from outcomes.models import Cohort, ScoreUpload
from outcomes.score_files import Refused, read_scores, save


class Command(BaseCommand):
    help = (
        "Reads a file of scores before and after (CSV in UTF-8, or XLSX) and saves all of it, in place of what the "
        "cohort holds, or nothing. A file that seems to hold names, dates of birth, NHS numbers or the like "
        "IS DELETED: give a copy."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """PROJECT COHORT FILE --by EMAIL."""
        parser.add_argument("project", metavar="PROJECT", help="the project's key, such as oxpip")
        parser.add_argument("cohort", metavar="COHORT", help="the cohort's key")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--by", metavar="EMAIL", required=True, help="on whose account")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, stage, confirm. Any problem: all of them are printed, the exit code is 1 and the database as before."""
        by, cohort = person(options["by"]), self._cohort(options["project"], options["cohort"])
        try:
            answer = read_scores(options["file"], save.rules_for(cohort), progress=self._progress)
        except OSError as error:
            raise CommandError(f"The file cannot be opened: {error.strerror or error}.") from None
        if isinstance(answer, Refused):
            self._refuse(answer)
        else:
            try:
                staged = save.stage(answer, cohort=cohort, by=by)
                already = staged.state == ScoreUpload.State.CONFIRMED
                self._tell(save.confirm(staged, by=by), already=already)
            except save.NotPossibleError as error:
                raise CommandError(f"Nothing was saved. {error}") from None

    def _cohort(self, project: str, key: str) -> Cohort:
        cohort: Cohort | None = (
            Cohort.objects.select_related("measure").filter(key=key, strand__project__key=project).first()
        )
        if cohort is None:
            raise CommandError(f"Project “{project}” has no cohort “{key}”.")
        return cohort

    def _progress(self, done: int, of: int) -> None:
        self.stdout.write(f"read {done:,} of {of:,} rows")

    def _refuse(self, answer: Refused) -> None:
        for problem in answer.problems:
            self.stderr.write(str(problem))
        if answer.unlisted:
            self.stderr.write(f"… and {answer.unlisted:,} more.")
        count = len(answer.problems) + answer.unlisted
        words = f"Nothing was saved: {count:,} {'problem' if count == 1 else 'problems'}."
        if answer.private:
            words += " The file has been deleted." if answer.deleted else " The file could not be deleted: delete it."
        raise CommandError(words)

    def _tell(self, upload: ScoreUpload, *, already: bool) -> None:
        what = "This file was saved before; nothing changed" if already else "Saved"
        clients = f"{upload.row_count:,} clients, {upload.pair_count:,} of them scored before and after"
        self.stdout.write(self.style.SUCCESS(f"{what}: {clients} (upload {upload.pk})."))
