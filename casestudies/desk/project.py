"""The task "project": what is offered, to whom, where."""

from casestudies.desk.records import Facts, change, keep
from casestudies.models import CaseStudy, User
from outcomes.models import Project, ProjectPlace, Theme

WORDS = (
    *("name", "short_name", "purpose", "started", "ended", "ages_served", "session_pattern", "staff", "training"),
    *("reach_unit", "approaches", "contact", "still_offered"),
)
NUMBERS = ("age_from_months", "age_to_months", "yearly_reach", "yearly_reach_is_about")


def read(case_study: CaseStudy) -> Facts:
    """Answers by name; `places` are rows of a Place, a role and words."""
    project = Project.objects.get(pk=case_study.project_id)
    places = project.project_places.select_related("place__parent")
    return {
        **{name: getattr(project, name) for name in (*WORDS, *NUMBERS)},
        "theme": case_study.theme.key if case_study.theme else "",
        "themes": [theme.key for theme in project.themes.all() if theme != case_study.theme],
        "places": [{"place": place.place, "role": place.role, "detail": place.detail} for place in places],
    }


def write(case_study: CaseStudy, facts: Facts, *, by: User) -> None:
    """Write what `facts` names, and nothing else."""
    project = Project.objects.get(pk=case_study.project_id)
    change(project, **{name: facts[name] for name in (*WORDS, *NUMBERS) if name in facts})
    if "theme" in facts:
        change(case_study, theme=_theme(facts["theme"]))
    if "themes" in facts:
        project.themes.set(Theme.objects.filter(key__in=facts["themes"]))
    if "places" in facts:
        _keep_places(project, facts["places"])


def _theme(key: str) -> Theme | None:
    return Theme.objects.get(key=key) if key else None


def _keep_places(project: Project, rows: list[Facts]) -> None:
    kept = keep(
        project.project_places.all(),
        rows,
        key=lambda record: (record.place_id, record.role),
        row_key=lambda row: (row["place"].pk, row["role"]),
        make=lambda row: ProjectPlace.objects.create(project=project, **row),
    )
    for record, row, new in kept:
        if not new:
            change(record, detail=row["detail"])
