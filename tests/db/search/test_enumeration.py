"""Whoever asks every facet, word, comparison, target and average learns of hidden numbers what pages say: nothing.

Case studies that differ only in a number nobody may see are put on the shelf one after the other, alone or after an
earlier edition; whatever any public address answers about each of them must be the same, to the byte.
"""

import re
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from casestudies.models import CaseStudy
from casestudies.search.facets import FACETS
from outcomes.models import Cohort, Measure, Project, ReferralRoute, ScoreUpload
from tests import factories as make
from tests import lives
from tests.db.readers import shelf
from tests.db.search.asking import ask

type Choose = Callable[[CaseStudy, int], None]
CLOCK = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(?:Z|[+]\d\d:\d\d)")  # when it was published, to the second


def neighbours() -> None:
    """Others on the shelf, between which an order could place the one that is attacked; enough for a funnel."""
    others = [(80, 40), (90, 90), (62, 95), (64, 100), (120, 500), (77, None), (84, None), (92, None), (99, None)]
    for number, (started, reach) in enumerate(others):
        study = on_the_scale(shelf.case_study(f"neighbour-{number}", started=started, improved=40 + number))
        study.project.yearly_reach = reach
        study.project.save()
        lives.publish(study)
    lives.publish(on_the_scale(shelf.case_study("neighbour-with-more", started=300, scored=200, improved=140)))


def on_the_scale(study: CaseStudy) -> CaseStudy:
    """All of them are scored on one measure, so that they are averaged and drawn in one funnel."""
    scale = Measure.objects.filter(key="a-scale").first() or make.MeasureFactory(key="a-scale", short_name="SCALE")
    Cohort.objects.filter(strand__project=study.project).update(measure=scale)
    return study


def attacked() -> CaseStudy:
    """A draft of whose numbers one is about to be chosen: 90 started, 60 scored, 45 improved."""
    study = on_the_scale(shelf.case_study("attacked"))
    for key in ("nurses", "schools", "police", "gps"):
        source = make.ReferralSourceFactory(key=key, name=key)
        make.ReferralRouteFactory(project=study.project, referral_source=source)
    return study


def few_not_scored(study: CaseStudy, hidden: int) -> None:
    """60 scored of 60 + `hidden` who started: "fewer than 8 were not scored"."""
    Cohort.objects.filter(strand__project=study.project).update(started=60 + hidden)


def reach_near_started(study: CaseStudy, hidden: int) -> None:
    """A yearly reach that lies 1–7 from those who started is hidden beside them."""
    Project.objects.filter(pk=study.project_id).update(yearly_reach=90 + hidden)


def small_reach(study: CaseStudy, hidden: int) -> None:
    """Fewer than 8 people a year."""
    Project.objects.filter(pk=study.project_id).update(yearly_reach=hidden)


def too_few_started(study: CaseStudy, hidden: int) -> None:
    """Fewer than 20 started."""
    _other_scores(study, started=11 + hidden, scored=11, improved=1)


def few_improved(study: CaseStudy, hidden: int) -> None:
    """So few improved that it says "fewer than 8 of 60"."""
    _other_scores(study, started=90, scored=60, improved=hidden)


def small_routes(study: CaseStudy, hidden: int) -> None:
    """Two routes of four by which fewer than 8 came."""
    for key, count in (("nurses", hidden), ("schools", 40), ("police", 7 - hidden), ("gps", 30)):
        ReferralRoute.objects.filter(project=study.project, referral_source__key=key).update(count=count)


def many_not_scored(study: CaseStudy, number: int) -> None:
    """A number that may be seen."""
    Cohort.objects.filter(strand__project=study.project).update(started=60 + number)


def _other_scores(study: CaseStudy, *, started: int, scored: int, improved: int) -> None:
    cohort = Cohort.objects.get(strand__project=study.project)
    ScoreUpload.objects.filter(cohort=cohort).delete()
    Cohort.objects.filter(pk=cohort.pk).update(started=started)
    shelf.add_scores(cohort, scored=scored, improved=improved)


def addresses() -> list[str]:
    """The list in every order, words as they are typed, every value of every facet, and all that puts side by side."""
    values = [(facet.name, choice.value) for facet in ask("").facets for choice in facet.values]
    assert {facet for facet, _ in values} == set(FACETS)
    study = CaseStudy.objects.select_related("theme", "project__provider").get(slug="attacked")
    theme, provider = study.theme.key, study.project.provider.key
    return [
        *(f"/case-studies/?sort={sort}" for sort in ("newest", "reach", "coverage")),
        *(f"/case-studies/?q={word}" for word in ("attacked", "67", "fewer", "att", "atacked", "6", "wer")),
        *(f"/case-studies/?{facet}={value}" for facet, value in values),
        *(f"/api/v1/search?{facet}={value}&sort=coverage" for facet, value in values if facet in ("coverage", "reach")),
        *("/api/v1/editions", "/api/v1/editions/attacked", "/api/v1/editions/attacked/history"),
        *(f"/api/v1/named/{kind}" for kind in ("themes", "places", "measures", "funders", "providers")),
        *("/case-studies.csv", "/case-studies.json", "/case-studies/attacked.csv", "/shortlist.json?case=attacked"),
        *("/compare/?case=attacked&case=neighbour-0", "/compare/?case=neighbour-2&case=neighbour-3&case=attacked"),
        *("/measures/", "/measures/a-scale/", "/api/v1/measures/a-scale/pooled"),
        *(f"/case-studies/attacked/explorer/?target={target}" for target in range(1, 100, 7)),
        *(f"/case-studies/attacked/explorer/?target=70&assume=share&share={share}" for share in range(0, 101, 10)),
        *("/themes/", f"/themes/{theme}/", "/places/", "/funders/", "/providers/", f"/providers/{provider}/"),
        *("/", "/case-studies/attacked/", "/case-studies/attacked/editions/", "/feeds/editions.atom"),
    ]


def everything_told(client: Client, study: CaseStudy, choose: Choose, number: int) -> dict[str, bytes]:
    """What all of them answer with this number, as the first edition and as one that follows another."""
    told = {}
    for after_another in (False, True):
        with transaction.atomic():
            if after_another:
                lives.publish(study)
            choose(study, number)
            lives.publish(CaseStudy.objects.get(pk=study.pk), note="Newer figures." if after_another else "")
            told |= {f"{address} {after_another}": _answer(client, address) for address in addresses()}
            transaction.set_rollback(True)
    return told


def _answer(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return CLOCK.sub(b"then", response.getvalue())


@pytest.mark.parametrize(
    ("choose", "low", "high"),
    [
        (few_not_scored, 1, 7),
        (reach_near_started, 1, 7),
        (small_reach, 1, 7),
        (too_few_started, 0, 8),
        (few_improved, 1, 7),
        (small_routes, 1, 6),
    ],
)
def test_no_answer_tells_two_hidden_numbers_apart(client: Client, choose: Choose, low: int, high: int) -> None:
    neighbours()
    study = attacked()
    first, last = (everything_told(client, study, choose, number) for number in (low, high))
    assert len(first) > 150
    assert any(b"attacked" in html for html in first.values())
    assert last.keys() == first.keys()
    assert [address for address in first if last[address] != first[address]] == []


def test_the_attack_can_succeed(client: Client) -> None:
    """40 of 100 not scored and 50 of 110 may both be seen, and are told apart."""
    neighbours()
    study = attacked()
    first, last = (everything_told(client, study, many_not_scored, number) for number in (40, 50))
    assert first.keys() == last.keys()
    assert len([address for address in first if first[address] != last[address]]) > 10
