"""The records behind a case study, read with a fixed number of queries and laid out for `compose`.

What is gathered holds unprotected counts: it goes to `compose` and nowhere else.
"""

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import PurePath

from casestudies.editions import document, facts
from casestudies.editions.document import Named, Period
from casestudies.models import CaseStudy
from outcomes import models, summaries


def gather(case_study: CaseStudy) -> facts.CaseFacts:
    """All facts an edition of `case_study` is composed from."""
    project = (
        models.Project.objects.select_related("provider")
        .prefetch_related(
            "themes",
            "project_places__place__parent__parent__parent",
            "fundings__funders",
            "fundings__source",
            "stated_incomes__source",
            "referral_routes__referral_source",
            "other_outcomes__source",
            "strands__cohorts__measure__bands",
            "strands__cohorts__source",
            "strands__cohorts__published_result__source",
        )
        .get(pk=case_study.project_id)
    )
    strands = list(project.strands.all())
    pairs = summaries.paired_scores(cohort for strand in strands for cohort in strand.cohorts.all())
    fundings, routes = list(project.fundings.all()), list(project.referral_routes.all())
    places = list(project.project_places.all())
    return facts.CaseFacts(
        slug=case_study.slug,
        case_number=case_study.number,
        area=next((p.place.name for p in places if p.role == models.ProjectPlace.Role.LEAD), ""),
        theme=case_study.theme.name if case_study.theme else "",
        headline=case_study.headline,
        invented=project.invented,
        project=_project(project, places, case_study.theme),
        reach=_reach(project),
        strands=tuple(_strand(strand, pairs) for strand in strands),
        other_outcomes=tuple(_other_outcome(outcome) for outcome in project.other_outcomes.all()),
        routes=tuple(
            document.Route(route.referral_source.key, route.referral_source.name, route.detail)
            for route in _once_each(routes)
        ),
        referrals=summaries.referral_split(project, routes),
        referral_period=next((_period(route) for route in routes if route.count is not None), Period(None, None)),
        incomes=tuple(_income(income, fundings) for income in project.stated_incomes.all()),
        funding=tuple(_funding(funding, project) for funding in fundings),
        story=_story(case_study),
        sources=tuple(filter(None, map(_source, case_study.sources.all()))),
    )


def _project(
    project: models.Project, places: Sequence[models.ProjectPlace], lead: models.Theme | None
) -> document.Project:
    themes = [theme for theme in project.themes.all() if theme != lead]
    return document.Project(
        key=project.key,
        name=project.name,
        short_name=project.short_name,
        purpose=project.purpose,
        provider=None if project.provider is None else _organisation(project.provider),
        started=project.started,
        ended=project.ended,
        places=tuple(_place(project_place) for project_place in places),
        themes=tuple(Named(theme.key, theme.name) for theme in ([lead] if lead else []) + themes),
        ages_served=project.ages_served,
        age_from_months=project.age_from_months,
        age_to_months=project.age_to_months,
        who_can_be_referred=project.who_can_be_referred,
        referral_reasons=project.referral_reasons,
        capacity=project.capacity,
        waiting_time=project.waiting_time,
        session_pattern=project.session_pattern,
        staff=project.staff,
        reach=None,  # a count of people: `compose` puts it in, protected
        training=project.training,
        approaches=tuple(line.strip() for line in project.approaches.splitlines() if line.strip()),
        contact=project.contact,
        still_offered=project.still_offered,
    )


def _reach(project: models.Project) -> facts.ReachFacts | None:
    figures = summaries.reach(project)
    if figures is None:
        return None
    return facts.ReachFacts(figures, project.yearly_reach_is_about, project.reach_unit)


def _place(project_place: models.ProjectPlace) -> document.Place:
    place = project_place.place
    within = [Named(around.gss_code, around.name) for around in place.surroundings()]
    return document.Place(
        key=place.gss_code,
        name=place.name,
        kind=place.kind,
        role=project_place.role,
        detail=project_place.detail,
        within=tuple(within),
    )


def _strand(strand: models.Strand, pairs: dict[int, summaries.CountedPairs]) -> facts.StrandFacts:
    return facts.StrandFacts(
        key=strand.key,
        name=strand.name,
        description=strand.description,
        unit=strand.unit,
        cohorts=tuple(_cohort(cohort, pairs.get(cohort.pk)) for cohort in strand.cohorts.all()),
    )


def _cohort(cohort: models.Cohort, pairs: summaries.CountedPairs | None) -> facts.CohortFacts:
    result: models.PublishedResult | None = getattr(cohort, "published_result", None)
    return facts.CohortFacts(
        key=cohort.key,
        measure=_measure(cohort.measure),
        period=_period(cohort),
        provenance=cohort.provenance,
        standing=cohort.standing,
        rated_by=cohort.rated_by,
        rated_independently=cohort.rated_independently,
        comparison_group=cohort.comparison_group,
        comparison_note=cohort.comparison_note,
        follow_up_months=cohort.follow_up_months,
        source=_source(cohort.source),
        figures=summaries.cohort_figures(cohort, pairs, summaries.bands_of(cohort.measure)),
        scale=summaries.scale_of(cohort.measure),
        gain=summaries.printed_gain(cohort),
        reported=None
        if result is None
        else facts.ReportedFacts(
            percent=result.improved_percent,
            gain=_as_printed(result.mean_change, result.mean_change_decimals),
            gain_base=result.mean_change_base,
            gain_is_our_reading=result.base_is_our_reading,
            source=_source(result.source),
        ),
    )


def _measure(measure: models.Measure) -> document.Measure:
    return document.Measure(
        key=measure.key,
        name=measure.name,
        short_name=measure.short_name,
        version=measure.version,
        minimum=measure.minimum,
        maximum=measure.maximum,
        step=measure.step,
        higher_is_better=measure.higher_is_better,
        cut_off=measure.cut_off,
        cut_off_meaning=measure.cut_off_meaning,
        reliability=measure.reliability,
        reliability_kind=measure.reliability_kind,
        reliability_note=measure.reliability_note,
        reliable_change=measure.reliable_change,
    )


def _other_outcome(outcome: models.OtherOutcome) -> facts.OtherOutcomeFacts:
    return facts.OtherOutcomeFacts(
        kind=outcome.kind,
        label=outcome.label,
        unit=outcome.unit,
        figures=summaries.head_count(outcome),
        words=outcome.words,
        period=_period(outcome),
        source=_source(outcome.source),
    )


def _income(income: models.StatedIncome, fundings: Sequence[models.Funding]) -> facts.IncomeFacts:
    return facts.IncomeFacts(
        income=document.Income(
            key=income.key,
            label=income.label,
            breakdown=summaries.income_breakdown(income, fundings),
            period=_period(income),
            source=_source(income.source),
        ),
        covers_whole_project=income.covers_whole_project,
    )


def _funding(funding: models.Funding, project: models.Project) -> document.FundingPart:
    keys = {income.pk: income.key for income in project.stated_incomes.all()}
    return document.FundingPart(
        key=funding.key,
        label=funding.label,
        funders=tuple(_organisation(funder) for funder in funding.funders.all()),
        others_included=funding.others_included,
        kind=funding.kind,
        amount=summaries.amount_of(funding),
        years=funding.years,
        total=summaries.total_of(funding),
        purpose=funding.purpose,
        period=_period(funding),
        award_date=funding.award_date,
        income="" if funding.income_id is None else keys[funding.income_id],
        source=_source(funding.source),
    )


def _story(case_study: CaseStudy) -> document.Story:
    return document.Story(
        background=case_study.background,
        action=case_study.action,
        outcome=case_study.outcome,
        # without consent there is nothing to say or to show
        quotes=tuple(
            document.Quote(quote.words, quote.speaker, quote.role) for quote in case_study.quotes.all() if quote.consent
        ),
        pictures=tuple(
            document.Picture(public_name(picture.image), picture.alt_text, picture.caption)
            for picture in case_study.pictures.all()
            if picture.consent
        ),
    )


def public_name(image) -> str:  # type: ignore[no-untyped-def]
    """The name a picture is published under: the hash of its bytes, and its kind."""
    with image.open() as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32] + PurePath(image.name).suffix.lower()


def _organisation(organisation: models.Organisation) -> document.Organisation:
    return document.Organisation(organisation.key, organisation.name, organisation.org_id)


def _source(source: models.Source | None) -> document.Source | None:
    if source is None:
        return None
    return document.Source(
        key=source.key,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        address=source.address,
        accessed=source.accessed,
    )


def _period(
    record: models.Cohort | models.Funding | models.OtherOutcome | models.StatedIncome | models.ReferralRoute,
) -> Period:
    return Period(record.period_start, record.period_end)


def _as_printed(points: Decimal | None, decimals: int) -> Decimal | None:
    return None if points is None else round(points, decimals)


def _once_each(routes: Iterable[models.ReferralRoute]) -> list[models.ReferralRoute]:
    """A source that refers in several periods is one route."""
    return list({route.referral_source_id: route for route in routes}.values())
