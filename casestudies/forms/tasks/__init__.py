"""The tasks of a case study as pages of forms: what is typed, what of it validates, and how it is laid out."""

from casestudies import desk
from casestudies.forms.tasks.funding import FundingSheet
from casestudies.forms.tasks.project import ProjectSheet
from casestudies.forms.tasks.referrals import ReferralsSheet
from casestudies.forms.tasks.sheet import Problem, Sheet, Typed
from casestudies.forms.tasks.sources import SourcesSheet
from casestudies.forms.tasks.story import PictureForm, StorySheet
from casestudies.models import CaseStudy, TaskDraft

SHEETS: dict[str, type[Sheet]] = {
    sheet.task: sheet for sheet in (ProjectSheet, StorySheet, FundingSheet, ReferralsSheet, SourcesSheet)
}

__all__ = ["SHEETS", "PictureForm", "Problem", "Sheet", "Typed", "held"]


def held(case_study: CaseStudy, draft: TaskDraft) -> Sheet:
    """A task's page with what is there: as it was typed while something of it is wrong, else the facts.

    The draft is to be read before: facts that change in between then make the next save a conflict, not a loss.
    """
    sheet = SHEETS[draft.task]
    facts = desk.read(case_study, draft.task)
    return sheet(case_study, sheet.typed_from(facts) if draft.whole else sheet.completed(draft.data, facts))
