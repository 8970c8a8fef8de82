"""Single referrals: sent, looked at, confirmed, replaced, taken back; counted for readers, seen by nobody else."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from casestudies import tasks, workflow
from casestudies.desk import referral_records
from outcomes.models import Referral, ReferralRoute, ReferralSource, ReferralUpload
from tests import factories as make
from tests.db.desk.conftest import Desk
from tests.pure.score_files.samples import csv

HEADER = "client,route,date,reasons,result"
UPLOAD = "/desk/little-steps/referrals/upload/"
CANARY = "quillfeather"


def lines(midwives: int, self_referred: int, day: str = "2014-05-31") -> list[str]:
    routes = ["midwives"] * midwives + ["self-referral"] * self_referred
    return [f"R{number},{route},{day},{CANARY},started" for number, route in enumerate(routes)]


def send(desk: Desk, *rows: str, name: str = "referrals.csv", follow: bool = True) -> HttpResponse:
    file = SimpleUploadedFile(name, csv(*rows, header=HEADER))
    return desk.client.post(UPLOAD, {"file": file}, follow=follow)  # type: ignore[return-value]


def confirmed(desk: Desk, *rows: str) -> ReferralUpload:
    send(desk, *rows)
    upload = ReferralUpload.objects.get(state="staged")
    desk.client.post(f"/desk/little-steps/referrals/uploads/{upload.pk}/confirm/")
    upload.refresh_from_db()
    return upload


def shown(desk: Desk) -> list[tuple[str, int]]:
    """The routes as readers would see them."""
    split = workflow.composed(desk.case_study).referrals.split
    if split is None or split.parts.kind == "hidden":
        return []
    return [(part.label, part.count) for part in split.parts.value]


def route(desk: Desk, key: str, **more: object) -> ReferralRoute:
    source = ReferralSource.objects.get(key=key)
    return make.ReferralRouteFactory(project=desk.case_study.project, referral_source=source, **more)


def test_a_file_is_looked_at_and_confirmed(desk: Desk) -> None:
    seen = send(desk, *lines(12, 9)).content.decode()
    assert "Are these the right referrals?" in seen
    assert '<th scope="row">Midwives</th><td class="number">12</td>' in seen
    assert '<th scope="row">Self-referral</th><td class="number">9</td>' in seen
    assert CANARY not in seen
    assert Referral.objects.count() == 0
    upload = ReferralUpload.objects.get()
    done = desk.client.post(f"/desk/little-steps/referrals/uploads/{upload.pk}/confirm/", follow=True)
    assert "21 referrals are held" in done.content.decode()
    assert Referral.objects.filter(upload=upload, result="started", received_on="2014-05-31").count() == 21
    assert ReferralUpload.objects.get().staged_rows is None
    assert shown(desk) == [("midwives", 12), ("self-referral", 9)]


def test_the_way_back_stands_above_it(desk: Desk) -> None:
    page = desk.client.get(UPLOAD).content.decode()
    begins = page.index('<nav class="running-header"')
    way = page[begins : page.index("</nav>", begins)]
    assert re.findall(r'href="([^"]+)">([^<]+)<', way) == [
        ("/desk/", "Your case studies"),
        ("/desk/little-steps/", "Little Steps"),
        ("/desk/little-steps/referrals/", "Who refers"),
    ]


def test_pasted_from_a_spreadsheet(desk: Desk) -> None:
    desk.client.post(UPLOAD, {"pasted": "client\troute\nR1\tMidwives\nR2\tself-referral\n"})
    assert [row[:2] for row in ReferralUpload.objects.get().staged_rows] == [
        ["R1", "midwives"],
        ["R2", "self-referral"],
    ]


def test_more_pasted_than_is_read_says_how_much_may_be_and_what_to_do(desk: Desk) -> None:
    page = desk.client.post(UPLOAD, {"pasted": f"{CANARY}\tmidwives\n" * 150_000}).content.decode()
    assert "longer than 1,000,000 characters. Save it as a .csv or .xlsx file and choose that instead." in page
    assert "This field is required" not in page
    assert CANARY not in page


def test_every_mistake_is_listed_and_nothing_is_kept(desk: Desk) -> None:
    page = send(desk, "R1,wizards,,,", "R2,midwives,soon,,", f"R3,midwives,,,{CANARY}").content.decode()
    assert "3 things to put right" in page
    assert "Row 2, route: There is no such route" in page
    assert "Row 3, date: This is not a date" in page
    assert "Row 4, result: Write one of" in page
    assert CANARY not in page
    assert ReferralUpload.objects.count() == 0


def test_personal_data_is_refused_by_name(desk: Desk) -> None:
    page = send(desk, "R1,midwives,,came with Anna,").content.decode()
    assert "The file seemed to hold personal data" in page
    assert "Anna" not in page
    assert ReferralUpload.objects.count() == 0


def test_another_file_takes_its_place(desk: Desk) -> None:
    first = confirmed(desk, *lines(12, 9))
    assert "in the place of the 21 referrals" in send(desk, *lines(20, 10)).content.decode()
    second = ReferralUpload.objects.get(state="staged")
    desk.client.post(f"/desk/little-steps/referrals/uploads/{second.pk}/confirm/")
    first.refresh_from_db()
    assert first.state == "superseded"
    assert set(Referral.objects.values_list("upload", flat=True)) == {second.pk}
    assert shown(desk) == [("midwives", 20), ("self-referral", 10)]


def test_records_the_portal_made_itself_are_replaced_too(desk: Desk) -> None:
    make.ReferralFactory.create_batch(9, project=desk.case_study.project)
    assert confirmed(desk, *lines(12, 9)).state == "confirmed"
    assert Referral.objects.count() == 21


def test_taken_back_whole(desk: Desk) -> None:
    upload = confirmed(desk, *lines(12, 9))
    address = f"/desk/little-steps/referrals/uploads/{upload.pk}/undo/"
    assert "Take these referrals back?" in desk.client.get(address).content.decode()
    assert "taken back" in desk.client.post(address, follow=True).content.decode()
    upload.refresh_from_db()
    assert (upload.state, Referral.objects.count(), shown(desk)) == ("undone", 0, [])
    said = desk.client.post(f"/desk/little-steps/referrals/uploads/{upload.pk}/confirm/", follow=True)
    assert "was undone on" in said.content.decode()


def test_what_nobody_confirms_is_thrown_away(desk: Desk) -> None:
    send(desk, *lines(12, 9))
    assert tasks.tick(timezone.now() + timedelta(hours=25))["referral uploads expired"] == 1
    upload = ReferralUpload.objects.get()
    assert (upload.state, upload.staged_rows) == ("expired", None)


def test_small_routes_stay_hidden_from_readers(desk: Desk) -> None:
    confirmed(desk, *lines(12, 3))
    assert shown(desk) == []


# ---------------------------------------------------------------------------------------- beside numbers that are typed


def test_a_typed_number_that_agrees_may_stand(desk: Desk) -> None:
    route(desk, "midwives", count=12, period_start="2014-04-01", period_end="2015-03-31")
    assert confirmed(desk, *lines(12, 9)).state == "confirmed"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"count": 14}, "Midwives: 14 typed under “Routes”, 12 in the records."),
        (
            {"count": 12, "period_start": "2013-04-01", "period_end": "2014-03-31"},
            "Midwives: 12 of the records lie outside the period typed with the number of this route.",
        ),
    ],
)
def test_a_file_that_contradicts_a_typed_number_is_refused(desk: Desk, typed: dict[str, object], said: str) -> None:
    route(desk, "midwives", **typed)
    page = send(desk, *lines(12, 9)).content.decode()
    assert said in page
    assert ReferralUpload.objects.count() == 0


def test_a_number_typed_between_looking_and_confirming_is_met(desk: Desk) -> None:
    send(desk, *lines(12, 9))
    route(desk, "midwives", count=14)
    upload = ReferralUpload.objects.get()
    said = desk.client.post(f"/desk/little-steps/referrals/uploads/{upload.pk}/confirm/", follow=True).content.decode()
    assert "Midwives: 14 typed under “Routes”, 12 in the records." in said
    assert Referral.objects.count() == 0


def test_a_number_typed_beside_records_must_be_theirs(desk: Desk) -> None:
    confirmed(desk, *lines(12, 9))
    page = desk.save("referrals", routes__0__referral_source="midwives", routes__0__count="14")
    assert page.status_code == 200
    words = "14 typed under “Routes”, 12 in the records. Leave it empty, and the records are counted."
    assert words in page.content.decode()
    assert ReferralRoute.objects.count() == 0
    assert "14 typed under" in desk.client.get("/desk/little-steps/check/").content.decode()
    assert desk.save("referrals", routes__0__referral_source="midwives", routes__0__count="12").status_code == 302
    assert shown(desk) == [("midwives", 12), ("self-referral", 9)]


def test_records_that_came_in_while_a_number_was_being_saved_are_met(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed(desk, *lines(12, 9))
    monkeypatch.setattr(referral_records, "contradicting", lambda *_: {})  # as if there had been none when it looked
    page = desk.save("referrals", routes__0__referral_source="midwives", routes__0__count="14")
    assert "Something here contradicts what is held elsewhere" in page.content.decode()
    assert ReferralRoute.objects.count() == 0


# -------------------------------------------------------------------------------------------------- who may, and when


def test_nobody_elses_upload_is_found(desk: Desk) -> None:
    send(desk, *lines(12, 9))
    upload = ReferralUpload.objects.get()
    other = make.ReferralUploadFactory()
    for page in ("", "confirm/", "undo/"):
        for client, number in ((desk.signed_in(desk.stranger), upload.pk), (desk.client, other.pk)):
            address = f"/desk/little-steps/referrals/uploads/{number}/{page}"
            assert client.post(address).status_code in ({405, 404} if page == "" else {404})
            assert client.get(address).status_code in ({405, 404} if page == "confirm/" else {404})


def test_nothing_comes_in_once_it_has_been_sent(desk: Desk) -> None:
    send(desk, *lines(12, 9))
    upload = ReferralUpload.objects.get()
    type(desk.case_study).objects.update(status="submitted")
    page = send(desk, *lines(13, 9))
    assert "This is not open for changes" in page.content.decode()
    desk.client.post(f"/desk/little-steps/referrals/uploads/{upload.pk}/confirm/")
    assert (ReferralUpload.objects.count(), Referral.objects.count()) == (1, 0)


def test_files_to_fill_in(desk: Desk) -> None:
    for ending, begins in (("csv", b"\xef\xbb\xbfclient,route,date,reasons,result"), ("xlsx", b"PK")):
        answer = desk.client.get(f"/desk/little-steps/referrals/template.{ending}")
        assert answer.content.startswith(begins)
        assert answer["Content-Disposition"] == f'attachment; filename="referrals.{ending}"'
    assert desk.client.get("/desk/little-steps/referrals/template.exe").status_code == 404
