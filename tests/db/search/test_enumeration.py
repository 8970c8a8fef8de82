"""Whoever asks every facet, every order and every word learns of hidden numbers what the pages say: nothing.

Case studies that differ only in a number nobody may see are put on the shelf one after the other; whatever the list
answers about each of them must be the same, to the byte.
"""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from casestudies.models import CaseStudy
from casestudies.search.facets import FACETS
from outcomes.models import Cohort, Project, ReferralRoute, ScoreUpload
from tests import factories as make
from tests import lives
from tests.db.readers import shelf
from tests.db.search.asking import ask

type Choose = Callable[[CaseStudy, int], None]


def neighbours() -> None:
    """Others on the shelf, between which an order could place the one that is attacked."""
    for number, (started, reach) in enumerate([(80, 40), (90, 90), (62, 95), (64, 100), (120, 500)]):
        study = shelf.case_study(f"neighbour-{number}", started=started)
        study.project.yearly_reach = reach
        study.project.save()
        lives.publish(study)


def attacked() -> CaseStudy:
    """A draft of whose numbers one is about to be chosen: 90 started, 60 scored, 45 improved."""
    study = shelf.case_study("attacked")
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
    """The plain list in every order, words, and every value of every facet there is to ask for."""
    values = [(facet.name, choice.value) for facet in ask("").facets for choice in facet.values]
    assert {facet for facet, _ in values} == set(FACETS)
    return [
        *(f"/case-studies/?sort={sort}" for sort in ("newest", "reach", "coverage")),
        *(f"/case-studies/?q={word}" for word in ("attacked", "67", "fewer")),
        *(f"/case-studies/?{facet}={value}" for facet, value in values),
    ]


def everything_told(client: Client, study: CaseStudy, choose: Choose, number: int) -> dict[str, bytes]:
    with transaction.atomic():
        choose(study, number)
        lives.publish(study)
        told = {address: client.get(address).content for address in addresses()}
        transaction.set_rollback(True)
    return told


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
    assert len(first) > 40
    assert any(b"attacked" in html for html in first.values())
    assert last.keys() == first.keys()
    assert [address for address in first if last[address] != first[address]] == []


def test_the_attack_can_succeed(client: Client) -> None:
    """30 of 90 not scored and 40 of 100 may both be seen, and are told apart."""
    neighbours()
    study = attacked()
    first, last = (everything_told(client, study, many_not_scored, number) for number in (30, 40))
    assert first.keys() == last.keys()
    assert len([address for address in first if first[address] != last[address]]) > 10
