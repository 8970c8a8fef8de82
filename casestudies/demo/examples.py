"""Invented projects, from fixtures/examples/*.toml: one table an example, its fields named as in the models.

Their scores are made from a fixed seed. A file says shares and totals, never how many of a few people did what.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from casestudies.demo.scores import Plan, Scale, invent_dates, invent_pairs
from casestudies.models import CaseStudy, Quote, User
from outcomes.models import (
    Cohort,
    Funding,
    Measure,
    Organisation,
    OtherOutcome,
    Place,
    Project,
    ProjectPlace,
    PublishedResult,
    Referral,
    ReferralRoute,
    ReferralSource,
    Source,
    StatedIncome,
    Strand,
    Theme,
)
from outcomes.score_files import Checked, ScoreRow
from outcomes.score_files.save import confirm, stage

FOLDER = settings.BASE_DIR / "fixtures" / "examples"
SEED = 2026

type Table = dict[str, Any]


def read() -> Iterator[Table]:
    """Every invented example, in the order of the files' names."""
    for path in sorted(FOLDER.glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8"))["example"]


def add(example: Table, *, by: User) -> CaseStudy:
    """Create one example with all that belongs to it, as a draft. To be called in a transaction."""
    slug = example["slug"]
    project = Project.objects.create(
        key=slug,
        provider=_organisation(example["provider"], is_provider=True),
        invented=True,
        **example["project"],
    )
    project.themes.set(Theme.objects.filter(key__in=[example["theme"], *example.get("themes", [])]))
    _add_places(project, example)
    _add_referrals(project, example)
    for position, strand in enumerate(example.get("strand", []), start=1):
        _add_strand(project, strand, position, by=by)
    _add_money(project, example)
    for position, table in enumerate(example.get("outcome_without_scale", []), start=1):
        OtherOutcome.objects.create(
            key=f"{slug}-outcome-{position}", project=project, position=position, source=own_figures(project), **table
        )
    agreed = {} if example.get("stands") == "draft" else {"agreed_at": timezone.now(), "agreed_by": by}
    case_study = CaseStudy.objects.create(
        project=project,
        slug=slug,
        **agreed,
        theme=Theme.objects.get(key=example["theme"]),
        **{name: example[name].strip() for name in ("headline", "background", "action", "outcome")},
    )
    for position, quote in enumerate(example.get("quote", []), start=1):
        Quote.objects.create(case_study=case_study, consent=True, position=position, **quote)
    return case_study


def own_figures(project: Project) -> Source:
    """Where an invented project's figures are said to come from."""
    title = f"Figures made up for {project.name.removeprefix('Example: ')}, an invented project"
    return Source.objects.get_or_create(key=f"{project.key}-figures", defaults={"title": title})[0]


def add_cohort(strand: Strand, table: Table, *, by: User) -> Cohort:
    """A cohort of the people `table` describes, with made-up scores or a published result."""
    fields = {name: value for name, value in table.items() if name not in {"measure", "scores", "published"}}
    year = fields["period_start"].year if "period_start" in fields else "undated"
    cohort = Cohort.objects.create(
        key=f"{strand.key}-{table['measure']}-{year}",
        strand=strand,
        measure=Measure.objects.get(key=table["measure"]),
        provenance=Cohort.Provenance.INVENTED if "scores" in table else Cohort.Provenance.PUBLISHED_SUMMARY,
        source=own_figures(strand.project),
        **fields,
    )
    if "scores" in table:
        set_scores(cohort, table["scores"], by=by)
    if "published" in table:
        PublishedResult.objects.create(cohort=cohort, source=cohort.source, **table["published"])
    return cohort


def set_scores(cohort: Cohort, scores: Table, *, by: User) -> None:
    """Make scores up and put them in place of all the cohort holds.

    `scores`: `pairs` people with both, a share of them `rate` improved, `worse` of the others fell (half if not said);
    the rest of those who started were scored once. `mean`, `sd` before, `gain` and `fall` in points; `dated` or not.
    """
    random = Random(f"{SEED} {cohort.key} {sorted(scores.items())}")  # noqa: S311 - made-up scores, no secret
    rows = tuple(_rows(random, cohort, scores))
    made_up = hashlib.sha256(repr([row.to_json() for row in rows]).encode()).hexdigest()
    confirm(stage(Checked(rows, made_up, "made-up scores"), cohort=cohort, by=by), by=by)


def _rows(random: Random, cohort: Cohort, scores: Table) -> Iterator[ScoreRow]:
    measure = cohort.measure
    crowding = 5 if measure.maximum >= 70 else 1
    scale = Scale(int(measure.minimum), int(measure.maximum), measure.higher_is_better, crowding)
    improved = round(scores["pairs"] * scores["rate"])
    worse = round((scores["pairs"] - improved) * scores.get("worse", 0.5))
    same = scores["pairs"] - improved - worse
    plan = Plan(improved, same, worse, scores["mean"], scores["sd"], scores["gain"], scores.get("fall"))
    pairs: list[tuple[int, int | None]] = [*invent_pairs(random, plan, scale)]
    if scores.get("once", True):
        once = Plan(0, (cohort.started or 0) - len(pairs), 0, scores["mean"], scores["sd"], scores["gain"])
        pairs += [(before, None) for before, _ in invent_pairs(random, once, scale)]
    for number, (before, after) in enumerate(pairs, start=1):
        first, second = _days(random, cohort) if scores.get("dated", True) else (None, None)
        if after is None:
            yield ScoreRow(f"X{number:05}", Decimal(before), first, None, None)
        else:
            yield ScoreRow(f"X{number:05}", Decimal(before), first, Decimal(after), second)


def _days(random: Random, cohort: Cohort) -> tuple[date | None, date | None]:
    if cohort.period_start is None or cohort.period_end is None:
        return None, None
    return invent_dates(random, cohort.period_start, cohort.period_end)


def _organisation(name: str, **role: bool) -> Organisation:
    """The invented organisation of this name, in this role besides those it has."""
    organisation, created = Organisation.objects.get_or_create(
        key=slugify(name), defaults={"name": name, "invented": True} | role
    )
    if not created and any(not getattr(organisation, part) for part in role):
        Organisation.objects.filter(pk=organisation.pk).update(**role)
    return organisation


def _add_places(project: Project, example: Table) -> None:
    """The first place is the lead area; each is a GSS code, or a code and a role."""
    for index, text in enumerate(example["places"]):
        code, _, role = text.partition(" ")
        role = role or (ProjectPlace.Role.DELIVERY if index else ProjectPlace.Role.LEAD)
        ProjectPlace.objects.create(project=project, place=Place.objects.get(gss_code=code), role=role)


def _add_referrals(project: Project, example: Table) -> None:
    """Routes named; or counted (`route_counts`, over `route_period`); or single referrals (`referrals`, by share)."""
    start, end = example.get("route_period", (None, None))
    counts = example.get("route_counts", {})
    shares = example.get("referrals", {})
    sources = {source.key: source for source in ReferralSource.objects.all()}
    for position, key in enumerate([*example.get("routes", []), *counts, *shares.get("by", {})], start=1):
        ReferralRoute.objects.create(
            project=project,
            referral_source=sources[key],
            count=counts.get(key),
            period_start=start,
            period_end=end,
            position=position,
        )
    if shares:
        ways = [key for key, share in shares["by"].items() for _ in range(round(share * shares["people"]))]
        Referral.objects.bulk_create(
            Referral(project=project, client_reference=f"R{number:05}", referral_source=sources[key], result="started")
            for number, key in enumerate(ways, start=1)
        )


def _add_strand(project: Project, table: Table, position: int, *, by: User) -> None:
    fields = {name: value for name, value in table.items() if name != "cohort"}
    strand = Strand.objects.create(key=f"{project.key}-{position}", project=project, position=position, **fields)
    for cohort in table.get("cohort", []):
        add_cohort(strand, cohort, by=by)


def _add_money(project: Project, example: Table) -> None:
    """Stated incomes, and funding; a part with `of_income` belongs to the first of them."""
    incomes = [
        StatedIncome.objects.create(
            key=f"{project.key}-income-{number}", project=project, source=own_figures(project), **table
        )
        for number, table in enumerate(example.get("income", []), start=1)
    ]
    for position, table in enumerate(example.get("funding", []), start=1):
        fields = {name: value for name, value in table.items() if name not in {"funders", "of_income"}}
        funding = Funding.objects.create(
            key=f"{project.key}-funding-{position}",
            project=project,
            position=position,
            income=incomes[0] if table.get("of_income") else None,
            source=own_figures(project),
            **fields,
        )
        funding.funders.set(_organisation(name, is_funder=True) for name in table.get("funders", []))
