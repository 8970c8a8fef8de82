"""What there is: the strands and cohorts of a case study, their uploads, and where each stands.

Everything is looked up below its case study, so that nothing is found that belongs to another.
"""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from casestudies import wording
from casestudies.models import CaseStudy
from outcomes.models import Cohort, PublishedResult, ScoreImport, ScoreUpload, Source, Strand

State = ScoreUpload.State
LIVE = [State.STAGED, State.CONFIRMED]


@dataclass(frozen=True)
class Standing:
    """Where a cohort stands, in words, and whether there is nothing left to do."""

    words: str
    done: bool = False


@dataclass(frozen=True)
class CohortLine:
    """A cohort in the list."""

    cohort: Cohort
    standing: Standing


@dataclass(frozen=True)
class StrandBlock:
    """A strand in the list, with its cohorts."""

    strand: Strand
    cohorts: list[CohortLine]


def strands(case_study: CaseStudy) -> QuerySet[Strand]:
    """The strands of a case study's project."""
    return Strand.objects.filter(project=case_study.project_id).select_related("project")


def cohorts(case_study: CaseStudy) -> QuerySet[Cohort]:
    """The cohorts of a case study; worked examples are the portal's own and not an editor's."""
    own = Cohort.objects.filter(strand__project=case_study.project_id)
    own = own.exclude(provenance=Cohort.Provenance.SIMULATED)
    return own.select_related("strand__project", "measure", "published_result")


def uploads(case_study: CaseStudy) -> QuerySet[ScoreUpload]:
    """The uploads of a case study's cohorts."""
    return ScoreUpload.objects.filter(cohort__in=cohorts(case_study).values("pk")).select_related(
        "cohort__strand", "cohort__measure", "by", "state_by"
    )


def imports(case_study: CaseStudy) -> QuerySet[ScoreImport]:
    """The imports into a case study's cohorts."""
    return ScoreImport.objects.filter(cohort__in=cohorts(case_study).values("pk")).select_related(
        "cohort__strand", "cohort__measure", "upload"
    )


def sources(case_study: CaseStudy) -> QuerySet[Source]:
    """The sources listed for a case study."""
    return Source.objects.filter(pk__in=case_study.sources.values("pk"))


def board(case_study: CaseStudy) -> list[StrandBlock]:
    """All strands with their cohorts and where these stand. Three queries."""
    live = ScoreUpload.objects.filter(state__in=LIVE).defer("staged_rows")
    listed = cohorts(case_study).prefetch_related(Prefetch("uploads", live, to_attr="live"))
    found = strands(case_study).prefetch_related(Prefetch("cohorts", listed, to_attr="own"))
    return [StrandBlock(one, [CohortLine(c, standing(c, c.live)) for c in one.own]) for one in found]


def history(cohort: Cohort) -> list[ScoreUpload]:
    """The uploads of a cohort, the newest first. One query."""
    return list(cohort.uploads.select_related("by", "state_by").defer("staged_rows"))


def being_read(cohort: Cohort) -> list[ScoreImport]:
    """The imports of a cohort that are going on."""
    return list(cohort.imports.filter(state__in=[ScoreImport.State.WAITING, ScoreImport.State.READING]))


def live_uploads(history: list[ScoreUpload]) -> tuple[ScoreUpload | None, list[ScoreUpload]]:
    """Of a cohort's uploads the one whose scores are held, and those that wait for a word."""
    held = next((upload for upload in history if upload.state == State.CONFIRMED), None)
    return held, [upload for upload in history if upload.state == State.STAGED]


def published_result(cohort: Cohort) -> PublishedResult | None:
    """What a report says of a cohort, if that is entered."""
    return getattr(cohort, "published_result", None)


def takes_no_scores(cohort: Cohort) -> str:
    """Why a cohort takes no scores; empty where it does."""
    summary = cohort.provenance == Cohort.Provenance.PUBLISHED_SUMMARY
    return "Say first that you have the scores themselves: change the cohort’s facts." if summary else ""


def why_it_stays(what: Strand | Cohort) -> str:
    """Why a strand or cohort cannot be taken out now; empty where it can."""
    if isinstance(what, Strand):
        filled = what.cohorts.exists() or what.other_outcomes.exists()
        return "It has cohorts or other outcomes. Take those out first." if filled else ""
    held = what.uploads.filter(state=State.CONFIRMED).exists()
    return "It holds scores. Take those back first." if held else ""


def standing(cohort: Cohort, live: list[ScoreUpload]) -> Standing:
    """Where a cohort stands; `live` are its uploads that wait or hold."""
    held, waiting = live_uploads(live)
    if cohort.provenance == Cohort.Provenance.PUBLISHED_SUMMARY:
        return _summary_standing(published_result(cohort))
    if waiting:
        clients = wording.number(waiting[0].row_count)
        return Standing(f"Scores of {clients} clients wait for you to look at them and confirm")
    if held:
        clients, pairs = wording.number(held.row_count), wording.number(held.pair_count)
        return Standing(f"Scores of {clients} clients are held, {pairs} of them before and after", done=True)
    return Standing("No scores yet")


def _summary_standing(result: PublishedResult | None) -> Standing:
    if result is None:
        return Standing("The published summary is not entered yet")
    improved = wording.number(result.improved) if result.improved is not None else None
    if improved is None and result.improved_percent is not None:
        improved = f"{result.improved_percent}{wording.THIN}%"
    if improved is None or result.scored is None:
        return Standing("A published summary that does not say yet how many improved, of how many")
    return Standing(f"A published summary: {improved} of {wording.number(result.scored)} improved", done=True)
