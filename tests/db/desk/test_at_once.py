"""Many at the same moment, in threads of their own: one result each, no lost update, no failure."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse

from casestudies.models import CaseStudy, OneTimeKey, TaskDraft
from outcomes.models import Referral, ReferralRoute, ReferralUpload
from tests.db.desk.conftest import Desk, begin_desk
from tests.pure.score_files.samples import csv

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk() -> Desk:
    return begin_desk()


def at_once(people: int, act: Callable[[int], HttpResponse]) -> list[HttpResponse]:
    """What each of so many people gets who act at the same moment, each over a connection of their own."""
    ready = Barrier(people)

    def one(number: int) -> HttpResponse:
        try:
            ready.wait(timeout=60)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


def test_eight_edits_of_one_task_have_one_winner_and_seven_that_see_both(desk: Desk) -> None:
    clients = [desk.signed_in(desk.editor if number % 2 else desk.colleague) for number in range(8)]
    told = at_once(
        8, lambda n: clients[n].post(desk.page("story"), {"version": "0", "headline": f"Text of {n}", "outcome": "x"})
    )
    assert Counter(answer.status_code for answer in told) == {302: 1, 409: 7}
    winner = next(number for number, answer in enumerate(told) if answer.status_code == 302)
    assert CaseStudy.objects.get().headline == f"Text of {winner}"
    draft = TaskDraft.objects.get()
    assert (draft.version, draft.data["headline"]) == (1, [f"Text of {winner}"])
    for number, answer in enumerate(told):
        if number != winner:
            page = answer.content.decode()
            assert f'<td class="as-typed">Text of {number}</td><td class="as-typed">Text of {winner}</td>' in page


def test_eight_edits_of_rows_leave_the_rows_of_one(desk: Desk) -> None:
    clients = [desk.signed_in(desk.editor) for _ in range(8)]

    def edit(n: int) -> HttpResponse:
        typed = {"quotes-0-words": f"One {n}", "quotes-0-speaker": "A", "quotes-1-words": f"Two {n}"}
        return clients[n].post(desk.page("story"), {"version": "0", "quotes-1-speaker": "B"} | typed)

    assert Counter(answer.status_code for answer in at_once(8, edit)) == {302: 1, 409: 7}
    first, second = desk.case_study.quotes.values_list("words", flat=True)
    assert first.split()[1] == second.split()[1]


def test_two_tasks_at_the_same_moment_do_not_hinder_each_other(desk: Desk) -> None:
    typed = {
        "project": {"name": "Little Steps", "purpose": "Help."},
        "referrals": {"capacity": "40 families"},
        "story": {"headline": "Ours"},
        "sources": {"agreed": "on"},
    }
    tasks = list(typed)
    clients = [desk.signed_in(desk.editor) for _ in tasks]
    told = at_once(len(tasks), lambda n: clients[n].post(desk.page(tasks[n]), {"version": "0"} | typed[tasks[n]]))
    assert {answer.status_code for answer in told} == {302}
    case_study = CaseStudy.objects.select_related("project").get()
    assert (case_study.project.purpose, case_study.project.capacity) == ("Help.", "40 families")
    assert (case_study.headline, case_study.agreed_by) == ("Ours", desk.editor)


def test_twenty_double_submits_of_a_task_are_one_save(desk: Desk) -> None:
    clients = [desk.signed_in(desk.editor) for _ in range(20)]
    sent = {"version": "0", "quotes-0-words": "Once.", "quotes-0-speaker": "A. Manager"}
    told = at_once(20, lambda n: clients[n].post(desk.page("story"), sent))
    assert {(answer.status_code, answer.get("Location")) for answer in told} == {(302, "/desk/little-steps/")}
    assert TaskDraft.objects.get().version == 1
    assert desk.case_study.quotes.count() == 1


def test_twenty_double_submits_of_starting_make_one_case_study(desk: Desk) -> None:
    clients = [desk.signed_in(desk.editor) for _ in range(20)]
    sent = {"name": "New One", "provider": desk.case_study.project.provider.key, "key": "b" * 32}
    told = at_once(20, lambda n: clients[n].post("/desk/start/", sent))
    assert {(answer.status_code, answer.get("Location")) for answer in told} == {(302, "/desk/new-one/")}
    assert CaseStudy.objects.count() == 2
    assert OneTimeKey.objects.count() == 1


def test_eight_different_starts_of_one_name_make_eight(desk: Desk) -> None:
    clients = [desk.signed_in(desk.editor) for _ in range(8)]
    sent = {"name": "New One", "provider": desk.case_study.project.provider.key}
    told = at_once(8, lambda n: clients[n].post("/desk/start/", sent | {"key": f"{n:032x}"}))
    assert {answer.status_code for answer in told} == {302}
    assert len({answer["Location"] for answer in told}) == 8


# --------------------------------------------------------------------------------------------------- single referrals

FILES = "/desk/little-steps/referrals/"


def referrals(midwives: int) -> SimpleUploadedFile:
    rows = (f"R{number},midwives" for number in range(midwives))
    return SimpleUploadedFile("referrals.csv", csv(*rows, header="client,route"))


def test_twenty_double_submits_of_referrals_are_one_upload_and_one_confirmation(desk: Desk) -> None:
    clients = [desk.signed_in(desk.editor) for _ in range(20)]
    told = at_once(20, lambda n: clients[n].post(f"{FILES}upload/", {"file": referrals(12)}))
    upload = ReferralUpload.objects.get()
    assert {(answer.status_code, answer.get("Location")) for answer in told} == {(302, f"{FILES}uploads/{upload.pk}/")}
    told = at_once(20, lambda n: clients[n].post(f"{FILES}uploads/{upload.pk}/confirm/"))
    assert {(answer.status_code, answer["Location"]) for answer in told} == {(302, FILES)}
    assert Referral.objects.filter(upload=upload).count() == Referral.objects.count() == 12


def test_of_eight_files_confirmed_at_once_one_holds(desk: Desk) -> None:
    clients = [desk.signed_in(desk.editor) for _ in range(8)]
    for number in range(8):
        desk.client.post(f"{FILES}upload/", {"file": referrals(10 + number)})
    waiting = list(ReferralUpload.objects.order_by("row_count").values_list("pk", flat=True))
    told = at_once(8, lambda n: clients[n].post(f"{FILES}uploads/{waiting[n]}/confirm/"))
    assert {answer.status_code for answer in told} == {302}
    assert Counter(ReferralUpload.objects.values_list("state", flat=True)) == {"confirmed": 1, "superseded": 7}
    assert Referral.objects.count() == ReferralUpload.objects.get(state="confirmed").row_count


def test_a_number_and_the_records_it_contradicts_never_both_stand(desk: Desk) -> None:
    desk.client.post(f"{FILES}upload/", {"file": referrals(12)})
    confirm = f"{FILES}uploads/{ReferralUpload.objects.get().pk}/confirm/"
    typed = {"version": "0", "routes-0-referral_source": "midwives", "routes-0-count": "14"}
    clients = [desk.signed_in(desk.editor) for _ in range(8)]

    def act(n: int) -> HttpResponse:
        return clients[n].post(desk.page("referrals"), typed) if n % 2 else clients[n].post(confirm)

    assert {answer.status_code for answer in at_once(8, act)} <= {200, 302, 409}
    assert (Referral.objects.count(), ReferralRoute.objects.filter(count=14).count()) in {(12, 0), (0, 1)}
