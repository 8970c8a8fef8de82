"""What a case study still needs before anybody may read it."""

from dataclasses import dataclass

from casestudies import access
from casestudies.models import CaseStudy, Section
from outcomes.models import Project


@dataclass(frozen=True)
class Missing:
    """Something that has to be there; `section` is the editors' task where it is entered."""

    section: Section
    what: str

    def __str__(self) -> str:
        return self.what


def missing(case_study: CaseStudy) -> list[Missing]:
    """All that is missing, in the order of the tasks."""
    project = case_study.project
    needed = {
        Missing(Section.STORY, "a headline"): case_study.headline.strip(),
        Missing(Section.STORY, "the story's background"): case_study.background.strip(),
        Missing(Section.STORY, "the story's action"): case_study.action.strip(),
        Missing(Section.STORY, "the story's outcome"): case_study.outcome.strip(),
        Missing(Section.PROJECT, "the project's purpose"): project.purpose.strip(),
        Missing(Section.PROJECT, "a provider"): project.provider_id,
        Missing(Section.PROJECT, "an admin's approval of its provider"): _provider_counts(project),
        Missing(Section.PROJECT, "a lead place"): project.project_places.filter(role="lead").exists(),
        Missing(Section.PROJECT, "a theme"): case_study.theme_id,
    }
    return [lack for lack, there in needed.items() if not there]


def _provider_counts(project: Project) -> bool:
    """Whether its provider is approved; one that is not there yet is missing already."""
    return project.provider is None or access.is_approved(project.provider)
