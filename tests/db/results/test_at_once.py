"""Twenty clicks on one button, and eight people on one page: one result each, and nothing lost."""

import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from casestudies.models import CaseStudy, User
from outcomes.models import Cohort, Score, ScoreImport, ScoreUpload, Strand
from tests.db.results.conftest import at
from tests.db.results.test_facts import hidden
from tests.people import signed_in
from tests.pure.score_files.samples import csv

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(times: int, work: Callable[[Client, int], HttpResponse], by: User) -> list[HttpResponse]:
    """What `by` got `times` times, all asked at the same moment."""
    clients = [signed_in(by) for _ in range(times)]
    barrier, answers = Barrier(times), [None] * times

    def run(place: int) -> None:
        try:
            barrier.wait(30)
            answers[place] = work(clients[place], place)  # type: ignore[call-overload]
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(place,)) for place in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert None not in answers
    return answers  # type: ignore[return-value]


@pytest.mark.parametrize("clients", [20, 4_000], ids=["read at once", "read by the worker"])
def test_twenty_clicks_on_upload(clients: int, cohort: Cohort, olive: User, uploads: Path) -> None:
    Cohort.objects.update(started=clients)
    key = uuid.uuid4()
    content = csv(*(f"A{number},35,55,2014-05-01,2014-11-30" for number in range(clients)))

    def click(client: Client, _place: int) -> HttpResponse:
        file = SimpleUploadedFile("scores.csv", content)
        return client.post(at("cohorts", cohort.pk, "upload"), {"file": file, "key": key})  # type: ignore[return-value]

    answers = at_once(20, click, olive)
    one = ScoreImport.objects.get()
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, at("imports", one.pk))}
    expected = ("read", 1, 0) if clients == 20 else ("waiting", 0, 1)
    assert (one.state, ScoreUpload.objects.count(), len(list(uploads.iterdir()))) == expected


def test_twenty_clicks_on_confirm(cohort: Cohort, olive: User) -> None:
    client = signed_in(olive)
    file = SimpleUploadedFile("scores.csv", csv(*(f"A{number},35,55,," for number in range(300))))
    client.post(at("cohorts", cohort.pk, "upload"), {"file": file, "key": uuid.uuid4()})
    upload = ScoreUpload.objects.get()
    answers = at_once(20, lambda who, _: who.post(at("uploads", upload.pk, "confirm")), olive)  # type: ignore[arg-type,return-value]
    assert {answer.status_code for answer in answers} == {302}
    assert Score.objects.count() == 300


def test_twenty_clicks_on_add_a_strand(study: CaseStudy, olive: User) -> None:
    form = {"name": "Groups", "unit": "parents", "once": uuid.uuid4()}
    answers = at_once(20, lambda who, _: who.post(at("strands", "add"), form), olive)  # type: ignore[arg-type,return-value]
    assert {answer.status_code for answer in answers} == {302}
    assert Strand.objects.count() == 1


def test_twenty_people_add_a_strand_of_the_same_name(study: CaseStudy, olive: User) -> None:
    def add(client: Client, _place: int) -> Any:
        return client.post(at("strands", "add"), {"name": "Groups", "unit": "parents", "once": uuid.uuid4()})

    assert Counter(answer.status_code for answer in at_once(20, add, olive)) == {302: 1, 200: 19}
    assert Strand.objects.count() == 1


def test_eight_people_change_one_cohort(cohort: Cohort, olive: User) -> None:
    address = at("cohorts", cohort.pk, "facts")
    page = signed_in(olive).get(address)
    shown = page.context["form"]
    form = {name: "" if (value := shown[name].value()) is None else value for name in shown.fields}
    form["seen"] = hidden(page, "seen")  # type: ignore[arg-type]

    def change(client: Client, place: int) -> Any:
        return client.post(address, form | {"rated_by": f"rater {place}"})

    answers = at_once(8, change, olive)
    assert Counter(answer.status_code for answer in answers) == {302: 1, 409: 7}
    cohort.refresh_from_db()
    won = next(place for place, answer in enumerate(answers) if answer.status_code == 302)
    assert cohort.rated_by == f"rater {won}"
    for place, answer in enumerate(answers):
        if place != won:  # what was typed is still there, beside what is saved
            assert f'value="rater {place}"' in answer.content.decode()
            assert f"Somebody has saved “rater {won}” here" in answer.content.decode()
