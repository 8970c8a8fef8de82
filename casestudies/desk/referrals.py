"""The task "referrals": who can be sent, by whom, and how many came each way."""

from django.db import IntegrityError

from casestudies.desk import referral_records
from casestudies.desk.records import Facts, change, keep
from casestudies.models import CaseStudy, User
from outcomes.models import Project, ReferralRoute, ReferralSource
from outcomes.referral_files import counts

WORDS = ("who_can_be_referred", "referral_reasons", "capacity", "waiting_time")
ROUTE = ("count", "period_start", "period_end", "detail")


def read(case_study: CaseStudy) -> Facts:
    """Answers by name; `routes` are rows: a source's key, a count if stated, its period, words."""
    project = Project.objects.get(pk=case_study.project_id)
    routes = project.referral_routes.select_related("referral_source")
    return {
        **{name: getattr(project, name) for name in WORDS},
        "routes": [
            {"referral_source": route.referral_source.key, **{name: getattr(route, name) for name in ROUTE}}
            for route in routes
        ],
    }


def write(case_study: CaseStudy, facts: Facts, *, by: User) -> None:
    """Write what `facts` names. Raises IntegrityError where single referrals came in meanwhile that contradict it."""
    project = Project.objects.get(pk=case_study.project_id)
    change(project, **{name: facts[name] for name in WORDS if name in facts})
    if "routes" in facts:
        _keep_routes(project, facts["routes"])


def _keep_routes(project: Project, rows: list[Facts]) -> None:
    numbered = [row | {"position": position} for position, row in enumerate(rows)]

    def make(row: Facts) -> ReferralRoute:
        source = ReferralSource.objects.get(key=row["referral_source"])
        return ReferralRoute.objects.create(project=project, **row | {"referral_source": source})

    kept = keep(
        project.referral_routes.select_related("referral_source"),
        numbered,
        key=lambda route: (route.referral_source.key, route.period_start),
        row_key=lambda row: (row["referral_source"], row["period_start"]),
        make=make,
    )
    for route, row, _ in kept:
        change(route, **{name: row[name] for name in (*ROUTE, "position")})
    # the form has looked before the case study was held
    if (held := counts.held(project)) and referral_records.contradictions(project, held):
        raise IntegrityError("numbers typed for routes contradict the single referrals held")
