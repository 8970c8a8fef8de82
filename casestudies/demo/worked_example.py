"""The worked example: made-up scores that fit what Oxpip has published, to show what the page does with scores.

The procedure, from a fixed seed: 144 and 71 pairs of whole PIR-GAS scores, 1 to 100. 122 and 55 of the pairs improve,
which is 85 % and 77 %; of the rest some stay the same and some fall, at least 8 each. Scores before come from a normal
distribution with mean 52 and SD 12, gains from one around the published gain with half of it as SD; six in ten scores
stand on a multiple of five, as raters' scores do. Then scores after are moved up or down at random until the gains of
the improved average 12.5 and 11 points exactly. So the match is by construction and checks nothing.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import transaction

from casestudies.demo.fixtures import known_keys
from casestudies.demo.scores import Plan, Scale, invent_dates, invent_pairs
from casestudies.models import User
from outcomes.models import Cohort, Strand
from outcomes.score_files import Refused, read_scores
from outcomes.score_files.save import confirm, rules_for, stage

SEED = 2015
PERIOD = (date(2014, 4, 1), date(2015, 3, 31))
PIR_GAS = Scale(minimum=1, maximum=100, higher_is_better=True, crowding=5)
FOLDER = settings.BASE_DIR / "fixtures" / "worked-example"


@dataclass(frozen=True)
class Example:
    """One strand's file: its name, the letter its references begin with, and what its scores are to show."""

    strand: str
    letter: str
    plan: Plan

    @property
    def path(self) -> Path:
        """The committed CSV."""
        return FOLDER / f"{self.strand}.csv"

    @property
    def cohort(self) -> str:
        """The key of the cohort that holds the scores."""
        return f"{self.strand}-worked-example"


EXAMPLES = (
    Example("oxpip-individual", "A", Plan(improved=122, same=12, worse=10, mean_before=52, sd_before=12, gain=12.5)),
    Example("oxpip-groups", "B", Plan(improved=55, same=8, worse=8, mean_before=52, sd_before=12, gain=11)),
)


def write_files(folder: Path = FOLDER) -> list[Path]:
    """Make the files again, byte for byte."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(example, folder / example.path.name) for example in EXAMPLES]


def _write(example: Example, path: Path) -> Path:
    random = Random(f"{SEED} {example.strand}")  # noqa: S311 - made-up scores, no secret
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["client", "before", "before date", "after", "after date"])
        pairs = invent_pairs(random, example.plan, PIR_GAS, exact_gain=True)
        for number, (before, after) in enumerate(pairs, start=1):
            first, second = invent_dates(random, *PERIOD)
            writer.writerow([f"{example.letter}{number:03}", before, first, after, second])
    return path


@transaction.atomic
def load(by: User) -> int:
    """Import the files through the score file reader, as a project would; returns how many cohorts were missing."""
    known = known_keys("outcomes.cohort")
    missing = [example for example in EXAMPLES if example.cohort not in known]
    for example in missing:
        _load(example, by)
    return len(missing)


def _load(example: Example, by: User) -> None:
    published = Cohort.objects.get(key=f"{example.strand}-2014")
    cohort = Cohort.objects.create(
        key=example.cohort,
        strand=Strand.objects.get(key=example.strand),
        measure=published.measure,
        period_start=published.period_start,
        period_end=published.period_end,
        started=published.started,
        comparison_group=published.comparison_group,
        provenance=Cohort.Provenance.SIMULATED,
    )
    answer = read_scores(example.path, rules_for(cohort))
    if isinstance(answer, Refused):
        raise ValueError(f"{example.path}: {'; '.join(map(str, answer.problems))}")
    confirm(stage(answer, cohort=cohort, by=by), by=by)
