"""Any number of invented case studies, for measuring how the portal behaves when there are many.

Rows are created in batches, without a history and without the score file reader; editions come from the same composer
as everybody's. Texts are those of the invented examples.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import batched
from random import Random
from typing import Any

from django.db import transaction

from casestudies.demo.examples import read
from casestudies.demo.publishing import publish_in_bulk, reviewer
from casestudies.demo.scores import Plan, Scale, invent_pairs
from casestudies.models import CaseStudy, User
from outcomes.models import (
    Cohort,
    Funding,
    Measure,
    Organisation,
    Place,
    Project,
    ProjectPlace,
    ReferralRoute,
    ReferralSource,
    Score,
    ScoreUpload,
    StatedIncome,
    Strand,
    Theme,
)

BATCH = 200  # case studies a transaction
ROWS = 2_000  # an INSERT
PREFIX = "example-made-"
YEAR = (date(2024, 4, 1), date(2025, 3, 31))

type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Stock:
    """What is drawn from: everything but the new rows themselves."""

    texts: Sequence[dict[str, Any]]
    themes: Sequence[Theme]
    places: Sequence[Place]
    measures: Sequence[Measure]
    referral_sources: Sequence[ReferralSource]
    organisation: Organisation
    by: User


def make(case_studies: int, scores: int, progress: Progress) -> None:
    """Add so many published case studies, with so many scores in all spread evenly over them."""
    stock = _stock()
    first = Project.objects.filter(key__startswith=PREFIX).count()
    each, left_over = divmod(scores, case_studies)
    done = 0
    for numbers in batched(range(case_studies), BATCH):
        with transaction.atomic():
            _make_batch(stock, [(first + number, each + (number < left_over)) for number in numbers])
        done += len(numbers)
        progress(done, case_studies)


def _stock() -> Stock:
    provider, _ = Organisation.objects.get_or_create(
        key="example-many-hands",
        defaults={"name": "Example: Many Hands", "invented": True, "is_provider": True, "is_funder": True},
    )
    return Stock(
        texts=list(read()),
        themes=list(Theme.objects.all()),
        places=list(Place.objects.exclude(kind__in=[Place.Kind.COUNTRY, Place.Kind.REGION])),
        measures=list(Measure.objects.filter(replaces=None)),
        referral_sources=list(ReferralSource.objects.all()),
        organisation=provider,
        by=reviewer(),
    )


def _make_batch(stock: Stock, wanted: Sequence[tuple[int, int]]) -> None:
    """Create and publish the case studies of these numbers, each with its number of scores."""
    random = Random(wanted[0][0])  # noqa: S311 - made-up facts, no secret
    projects = Project.objects.bulk_create(_project(stock, number) for number, _ in wanted)
    ProjectPlace.objects.bulk_create(
        ProjectPlace(project=project, place=random.choice(stock.places), role=ProjectPlace.Role.LEAD)
        for project in projects
    )
    ReferralRoute.objects.bulk_create(
        ReferralRoute(project=project, referral_source=source, position=position)
        for project in projects
        for position, source in enumerate(random.sample(stock.referral_sources, 3), start=1)
    )
    _add_money(stock, random, projects)
    strands = Strand.objects.bulk_create(
        Strand(key=f"{project.key}-1", project=project, name="Individual work", unit="parents") for project in projects
    )
    cohorts = Cohort.objects.bulk_create(
        _cohort(random, strand, stock.measures, pairs) for strand, (_, pairs) in zip(strands, wanted, strict=True)
    )
    _add_scores(random, cohorts, [pairs for _, pairs in wanted], stock.by)
    themes = [random.choice(stock.themes) for _ in projects]
    Project.themes.through.objects.bulk_create(
        Project.themes.through(project=project, theme=theme) for project, theme in zip(projects, themes, strict=True)
    )
    case_studies = CaseStudy.objects.bulk_create(
        _case_study(stock, project, theme, number)
        for project, theme, (number, _) in zip(projects, themes, wanted, strict=True)
    )
    publish_in_bulk(case_studies, by=stock.by)


def _text(stock: Stock, number: int) -> dict[str, Any]:
    return stock.texts[number % len(stock.texts)]


def _project(stock: Stock, number: int) -> Project:
    text = _text(stock, number)["project"]
    return Project(
        key=f"{PREFIX}{number:06}",
        name=f"{text['name']} {number + 1}",
        purpose=text["purpose"],
        provider=stock.organisation,
        ages_served=text.get("ages_served", ""),
        age_from_months=text.get("age_from_months"),
        age_to_months=text.get("age_to_months"),
        invented=True,
    )


def _case_study(stock: Stock, project: Project, theme: Theme, number: int) -> CaseStudy:
    text = _text(stock, number)
    story = {name: text[name].strip() for name in ("headline", "background", "action", "outcome")}
    return CaseStudy(project=project, slug=project.key, theme=theme, status=CaseStudy.Status.PUBLISHED, **story)


def _cohort(random: Random, strand: Strand, measures: Sequence[Measure], pairs: int) -> Cohort:
    return Cohort(
        key=f"{strand.key}-2024",
        strand=strand,
        measure=random.choice(measures),
        period_start=YEAR[0],
        period_end=YEAR[1],
        started=round(pairs * random.uniform(1.1, 2)) + 20,
        provenance=Cohort.Provenance.INVENTED,
        comparison_group=random.choice(Cohort.ComparisonGroup.values),
    )


def _add_money(stock: Stock, random: Random, projects: Sequence[Project]) -> None:
    incomes = StatedIncome.objects.bulk_create(
        StatedIncome(
            key=f"{project.key}-income",
            project=project,
            label="income of 2024–25",
            basis="exact",
            amount=Decimal(random.randrange(50, 1000) * 1000),
            period_start=YEAR[0],
            period_end=YEAR[1],
            covers_whole_project=True,
        )
        for project in projects
    )
    parts = Funding.objects.bulk_create(
        Funding(
            key=f"{income.key}-part",
            project=income.project,
            basis="exact",
            kind="grant",
            amount=(income.amount or Decimal(0)) / 2,
            income=income,
        )
        for income in incomes
    )
    Funding.funders.through.objects.bulk_create(
        Funding.funders.through(funding=part, organisation=stock.organisation) for part in parts
    )


def _add_scores(random: Random, cohorts: Sequence[Cohort], sizes: Sequence[int], by: User) -> None:
    uploads = ScoreUpload.objects.bulk_create(
        ScoreUpload(
            cohort=cohort,
            by=by,
            state_by=by,
            state=ScoreUpload.State.CONFIRMED,
            file_name="made-up scores",
            sha256=f"{cohort.pk:064x}",
            row_count=pairs,
            pair_count=pairs,
        )
        for cohort, pairs in zip(cohorts, sizes, strict=True)
    )
    scores = (
        Score(
            upload=upload,
            cohort=upload.cohort,
            client_reference=f"X{index:07}",
            before=before,
            before_on=YEAR[0],
            after=after,
            after_on=YEAR[0] + timedelta(days=90),
        )
        for upload in uploads
        for index, (before, after) in enumerate(_pairs(random, upload.cohort.measure, upload.pair_count), start=1)
    )
    for some in batched(scores, ROWS * 10):  # never all of them in memory
        Score.objects.bulk_create(some, batch_size=ROWS)


def _pairs(random: Random, measure: Measure, how_many: int) -> list[tuple[int, int]]:
    low, high = int(measure.minimum), int(measure.maximum)
    improved = round(how_many * random.uniform(0.5, 0.9))
    same = (how_many - improved) // 2
    middle, width = (low + high) / 2, high - low
    plan = Plan(improved, same, how_many - improved - same, middle, width / 8, width / 8)
    return invent_pairs(random, plan, Scale(low, high, measure.higher_is_better))
