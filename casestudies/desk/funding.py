"""The task "funding": what the project had in all, and who paid what."""

from django.utils.text import slugify

from casestudies.desk.records import Facts, change, keep, key_of_row
from casestudies.models import CaseStudy, User
from outcomes.models import Funding, Organisation, Project, StatedIncome

YES_NO = {True: "yes", False: "no", None: ""}
INCOME = ("label", "basis", "amount", "amount_max", "period_start", "period_end")
PART = (*INCOME, "others_included", "kind", "years", "purpose", "award_date")


def read(case_study: CaseStudy) -> Facts:
    """`incomes` and `parts` are rows; a part names its funders, and the row of the income it is part of."""
    project = Project.objects.get(pk=case_study.project_id)
    incomes = list(project.stated_incomes.all())
    keys = {income.pk: income.key for income in incomes} | {None: ""}
    return {
        "incomes": [
            {
                "row": income.key,
                **{name: getattr(income, name) for name in INCOME},
                "covers_whole_project": YES_NO[income.covers_whole_project],
            }
            for income in incomes
        ],
        "parts": [
            {
                "row": part.key,
                "funders": [funder.name for funder in part.funders.all()],
                **{name: getattr(part, name) for name in PART},
                "income": keys[part.income_id],
            }
            for part in project.fundings.prefetch_related("funders")
        ],
    }


def write(case_study: CaseStudy, facts: Facts, *, by: User) -> None:
    """Write both lists together, for a part may be part of an income."""
    if not facts.keys() & {"incomes", "parts"}:
        return
    project = Project.objects.get(pk=case_study.project_id)
    now = read(case_study) | facts
    # The database compares every part with its income at once, so they let go of each other before either changes.
    project.fundings.update(income=None)
    incomes = _keep_incomes(project, now["incomes"])
    _keep_parts(project, now["parts"], incomes)


def currencies(case_study: CaseStudy) -> dict[str, str]:
    """What each income and part is stated in, by what its row is called on the page."""
    project = Project.objects.get(pk=case_study.project_id)
    records: list[StatedIncome | Funding] = [*project.stated_incomes.all(), *project.fundings.all()]
    return {name: record.currency for record in records for name in (_token(record), record.key)}


def _token(record: StatedIncome | Funding) -> str:
    """What a row that was new was called, as long as its page has not been opened again."""
    return record.key.rpartition("-")[2]


def _keep_incomes(project: Project, rows: list[Facts]) -> dict[str, StatedIncome]:
    """The incomes by what their rows are called on the page: by key, and by the token of a row that was new."""
    held = {income.key for income in project.stated_incomes.all()}
    keyed = [row | {"key": key_of_row(row, project.key, held)} for row in rows]

    def make(row: Facts) -> StatedIncome:
        return StatedIncome.objects.create(project=project, key=row["key"], **_income_values(row))

    kept = keep(
        project.stated_incomes.all(), keyed, key=lambda record: record.key, row_key=lambda row: row["key"], make=make
    )
    for income, row, _ in kept:
        change(income, **_income_values(row))
    by_token = {_token(income): income for income, _, _ in kept}
    return by_token | {income.key: income for income, _, _ in kept}


def _income_values(row: Facts) -> Facts:
    covers = {"yes": True, "no": False}.get(row["covers_whole_project"])
    return {name: row[name] for name in INCOME} | {"covers_whole_project": covers}


def _keep_parts(project: Project, rows: list[Facts], incomes: dict[str, StatedIncome]) -> None:
    held = {part.key for part in project.fundings.all()}
    keyed = [row | {"key": key_of_row(row, project.key, held), "position": i} for i, row in enumerate(rows)]

    def values(row: Facts) -> Facts:
        said = {name: row[name] for name in (*PART, "position")}
        return said | {"income": incomes.get(row["income"]) if row["income"] else None}

    def make(row: Facts) -> Funding:
        return Funding.objects.create(project=project, key=row["key"], **values(row))

    kept = keep(project.fundings.all(), keyed, key=lambda part: part.key, row_key=lambda row: row["key"], make=make)
    for part, row, _ in kept:
        change(part, **values(row))
        part.funders.set([_funder(name, invented=project.invented) for name in row["funders"]])


def known_funder(name: str) -> Organisation | None:
    """The organisation of that name, or that goes by it, whoever it is; None where there is none."""
    return Organisation.objects.called(name)


def _funder(name: str, *, invented: bool) -> Organisation:
    found = known_funder(name)
    if found is None:
        return Organisation.objects.create(key=_free_key(name), name=name, is_funder=True, invented=invented)
    change(found, is_funder=True)
    return found


def _free_key(name: str) -> str:
    wanted = slugify(name)[:70] or "funder"
    taken = set(Organisation.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    return next(key for n in range(1, len(taken) + 2) if (key := wanted if n == 1 else f"{wanted}-{n}") not in taken)
