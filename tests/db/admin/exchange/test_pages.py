"""Reference data and funding leave as CSV and come in again: all of it or nothing, looked at before it is done."""

import csv
import io
from typing import Any

import pytest
from django.contrib.admin import site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from casestudies.admin.exchange.kinds import KINDS
from outcomes.models import (
    Funding,
    Measure,
    Organisation,
    Place,
    Referral,
    ReferralUpload,
    Score,
    ScoreImport,
    ScoreUpload,
    StatedIncome,
    Theme,
)
from tests import factories as make
from tests.db.admin.conftest import SignIn
from tests.db.admin.filling_in import problems, send


def at(model: Any, page: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def look(client: Client, model: Any, text: str | bytes, name: str = "list.csv") -> HttpResponse:
    """Send a file and get the page that says what it would do."""
    data = text.encode() if isinstance(text, str) else text
    return client.post(at(model, "import"), {"file": SimpleUploadedFile(name, data)})


def told(page: HttpResponse) -> list[str]:
    return [f"{row}|{column}|{words}" for row, column, words in page.context["outcome"].wrong]


def sure(client: Client, model: Any, page: HttpResponse) -> HttpResponse:
    """Press the button of that page."""
    return client.post(at(model, "import"), page.context["sure"].initial)


def taken_away(client: Client, model: Any) -> list[dict[str, str]]:
    answer = client.get(at(model, "export"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.fixture
def curator(sign_in: SignIn) -> Client:
    return sign_in("curator", email="curator@example.org")


def test_new_rows_and_changed_ones_are_seen_first_and_then_saved_with_who_and_from_where(curator: Client) -> None:
    early = make.ThemeFactory(key="early-years", name="Early years", description="Before school.")
    make.ThemeFactory(key="schools", name="Schools", description="At school.")
    text = "key,name,description\nearly-years,Early help,Before school.\nschools,Schools,At school.\nyouth,Youth,\n"
    page = look(curator, Theme, text, "themes.csv")
    assert told(page) == []
    assert page.context["outcome"].counts == {"new": 1, "changed": 1, "as it was": 1}
    changes = [(row.key, row.is_new, row.changes) for row in page.context["changed"]]
    assert changes == [
        ("early-years", False, (("name", "Early years", "Early help"),)),
        ("youth", True, (("key", "", "youth"), ("name", "", "Youth"))),
    ]
    assert list(Theme.objects.values_list("name", flat=True)) == ["Early years", "Schools"], "nothing is saved yet"

    answer = sure(curator, Theme, page)
    assert answer.status_code == 302
    assert list(Theme.objects.values_list("key", "name", "description")) == [
        ("early-years", "Early help", "Before school."),
        ("schools", "Schools", "At school."),
        ("youth", "Youth", ""),
    ]
    newest = early.history.latest()
    assert (newest.history_user.email, newest.history_change_reason) == (
        "curator@example.org",
        "imported from themes.csv",
    )
    assert early.history.count() == 2
    assert Theme.history.filter(key="schools").count() == 1, "what stays as it was leaves no trace"


def test_one_wrong_row_and_nothing_is_saved(curator: Client) -> None:
    text = "gss_code,name,kind,parent\nE12000008,South East,region,\nE06000045,Southampton,town,E12000009\n"
    page = look(curator, Place, text)
    assert told(page) == [
        "3|kind|“town” is none of: country, region, county, unitary, borough, district.",
        "3|parent|There is no place with the gss_code “E12000009”.",
    ]
    assert page.context["sure"] is None
    # a hand-made confirmation is checked as well
    forged = {"text": text, "file_name": "x.csv", "seen": page.context["outcome"].seal}
    assert told(curator.post(at(Place, "import"), forged)) == told(page)
    assert not Place.objects.exists()


def test_a_code_of_a_place_is_a_letter_and_eight_digits(curator: Client) -> None:
    head = "gss_code,name,kind,parent\n"
    said = "A capital letter and eight digits, such as E07000178."
    for code in ("e07000178", "Oxford", "E0700017", "Z07000178"):
        assert told(look(curator, Place, f"{head}{code},Oxford,district,\n")) == [f"2|gss_code|{said}"], code
    assert told(look(curator, Place, f"{head}E07000178,Oxford,district,\n")) == []


def test_a_row_may_name_one_above_it(curator: Client) -> None:
    text = "gss_code,name,kind,parent\nE12000008,South East,region,\nE06000045,Southampton,unitary,E12000008\n"
    sure(curator, Place, look(curator, Place, text))
    assert Place.objects.get(gss_code="E06000045").parent.name == "South East"


def test_no_place_lies_in_itself_in_the_end(curator: Client) -> None:
    region = make.PlaceFactory(gss_code="E12000008", name="South East", kind="region")
    county = make.PlaceFactory(gss_code="E10000025", name="Oxfordshire", kind="county", parent=region)
    make.PlaceFactory(gss_code="E07000178", name="Oxford", kind="district", parent=county)
    head = "gss_code,parent\n"
    assert told(look(curator, Place, head + "E12000008,E07000178\n")) == [
        "2|parent|Oxford itself lies in South East.",
    ]
    new = "gss_code,name,kind,parent\nE06000001,One,unitary,\nE06000002,Two,unitary,E06000001\n"
    assert told(look(curator, Place, new + "E12000008,South East,region,E06000002\n")) == []
    page = look(curator, Place, new + "E12000008,South East,region,\nE10000025,Oxfordshire,county,E10000025\n")
    assert told(page) == ["5|parent|A place does not lie in itself."]
    form = reverse("admin:outcomes_place_change", args=[region.pk])
    assert problems(send(curator, form, {"parent": county.pk})) == ["parent: Oxfordshire itself lies in South East."]
    region.refresh_from_db()
    assert region.parent is None


def test_no_place_is_replaced_by_itself(curator: Client) -> None:
    old, new = make.PlaceFactory(gss_code="E07000001"), make.PlaceFactory(gss_code="E07000002")
    text = "gss_code,replaced_by\nE07000001,E07000002\nE07000002,E07000001\n"
    said = "A place is not replaced by itself, nor in a circle."
    assert told(look(curator, Place, text)) == [f"3|replaced_by|{said}"]
    form = reverse("admin:outcomes_place_change", args=[old.pk])
    assert problems(send(curator, form, {"replaced_by": old.pk})) == [f"replaced_by: {said}"]
    assert problems(send(curator, form, {"replaced_by": new.pk})) == []


def test_nobody_made_up_pays_for_what_is_real_and_somebody_always_pays(curator: Client) -> None:
    kite = make.OrganisationFactory(name="Kite Fund", invented=True, is_funder=True)
    coast = make.OrganisationFactory(name="Coast Fund", is_funder=True)
    grant = make.FundingFactory(key="grant", label="")
    grant.funders.add(coast)
    form, mixed = (
        reverse("admin:outcomes_funding_change", args=[grant.pk]),
        "made up for an example and the other is real.",
    )
    assert problems(send(curator, form, {"funders": [kite.pk]})) == [f"funders: One of them is {mixed}"]
    assert problems(send(curator, form, {"funders": []})) == [
        "funders: Who pays it? If that is not to be said, say what to call it."
    ]
    assert told(look(curator, Funding, "key,funders\ngrant,Coast Fund; Kite Fund\n")) == [
        f"2|funders|One of them is {mixed}"
    ]
    assert told(look(curator, Organisation, f"key,invented\n{coast.key},yes\n")) == [
        "2|invented|It pays for a project that is real."
    ]
    assert problems(send(curator, form, {"others_included": "on", "funders": []})) == []


def test_an_organisation_stays_what_records_say_it_is(curator: Client) -> None:
    provider = make.OrganisationFactory(key="harbour", name="Harbour", is_provider=True, is_funder=True)
    make.ProjectFactory(provider=provider)
    make.FundingFactory().funders.add(provider)
    made_up = make.OrganisationFactory(key="kite", name="Kite", is_provider=True, invented=True)
    make.ProjectFactory(provider=made_up, invented=True)
    text = "key,is_provider,is_funder,invented\nharbour,no,no,yes\nkite,yes,no,no\n"
    assert told(look(curator, Organisation, text)) == [
        "2|is_provider|It provides a project.",
        "2|is_funder|It pays for a project.",
        "2|invented|It provides a project that is real.",
        "3|invented|It provides a project that is made up.",
    ]
    form = reverse("admin:outcomes_organisation_change", args=[provider.pk])
    assert problems(send(curator, form, {"is_funder": ""})) == ["is_funder: It pays for a project."]
    assert problems(send(curator, form, {"is_commissioner": "on", "names_used": "The Harbour"})) == []


def test_what_nobody_has_looked_at_is_not_done(curator: Client) -> None:
    page = look(curator, Theme, "key,name\nyouth,Youth\n")
    make.ThemeFactory(key="youth", name="Young people")
    again = sure(curator, Theme, page)
    assert again.status_code == 200
    assert "has changed since you looked at it" in again.content.decode()
    assert Theme.objects.get().name == "Young people"
    assert sure(curator, Theme, again).status_code == 302
    assert Theme.objects.get().name == "Youth"


def test_a_column_that_is_left_out_stays_as_it_is(curator: Client) -> None:
    make.OrganisationFactory(key="harbour", name="Harbour", is_provider=True, website="https://harbour.example/")
    sure(curator, Organisation, look(curator, Organisation, "key,is_funder\nharbour,yes\n"))
    harbour = Organisation.objects.get()
    assert (harbour.is_provider, harbour.is_funder, harbour.website) == (True, True, "https://harbour.example/")


NOT_READ = (
    "cannot be read: a quotation mark is not closed or stands inside a cell, or a cell holds more than 131,072"
    " characters."
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", None),
        (b"name\nYouth\n", "There is no column “key”. Row 1 holds the headings, separated by commas."),
        (b"key;name\na;b\n", "There is no column “key”. Row 1 holds the headings, separated by commas."),
        (b"key,name,colour\n", "Row 1: “colour” is none of the columns here. They are: key, name, description."),
        (b"key,name,name\n", "Row 1: “name” stands there twice."),
        (b"key,name\n", "There is no row below the headings."),
        (b"key,name\na,b,c\n", "Row 2 has more cells than there are headings: perhaps a comma is not inside quotes."),
        (b'key,name\na,"b\n', f"Row 2 {NOT_READ}"),
        (b"key,name\na," + b"x" * 131_073, f"Row 2 {NOT_READ}"),
        (
            b'key,name\n"a\nb",Caf\xe9\n',
            "Row 2, column 2 (name): there is a character that is not UTF-8. Save the file as “CSV UTF-8”.",
        ),
        (b"key,name\na,b\0c\n", "Row 2, column 2 (name): there is a NUL character, so this is not a CSV file."),
        ("key,name\n".encode("utf-16"), "The file is written in UTF-16. Save it as “CSV UTF-8”."),
        (
            b"x" * (2 * 1024 * 1024 + 1),
            "The file is larger than 2 MB. Split it, and import the parts one after the other.",
        ),
        (b"key,name\n" + b"a,b\n" * 1_001, "There are more than 1,000 rows. Split the file, and import the parts."),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_file_that_cannot_be_read_is_told_what_is_wrong_and_where(
    curator: Client, data: bytes, words: str | None
) -> None:
    page = look(curator, Theme, data)
    if words is None:
        assert page.context["form"].errors == {"file": ["The file is empty."]}
    else:
        assert told(page) == [f"None||{words}"]
    assert not Theme.objects.exists()


def test_rows_are_numbered_as_a_spreadsheet_does(curator: Client) -> None:
    page = look(curator, Theme, 'key,name\n\n"a","one\nline"\n\nNO KEY,two\n')
    assert [row.split("|")[:2] for row in told(page)] == [["5", "key"]]


def test_a_key_that_stands_in_two_rows_is_refused_with_both(curator: Client) -> None:
    make.ThemeFactory(key="youth", name="Young people")
    text = "key,name\nyouth,Youth\nearly,Early\n\nyouth,Teenagers\n youth ,Youths\nearly,Early\n"
    page = look(curator, Theme, text)
    assert told(page) == [
        "5||the key “youth” is already in row 2.",
        "6||the key “youth” is already in row 2.",
        "7||the key “early” is already in row 3.",
    ]
    assert "<li>Row 5: the key “youth” is already in row 2.</li>" in page.content.decode()
    assert page.context["sure"] is None
    forged = {"text": text, "file_name": "x.csv", "seen": page.context["outcome"].seal}
    assert told(curator.post(at(Theme, "import"), forged)) == told(page)
    assert Theme.objects.get().name == "Young people"


DANGEROUS = ["=1+1", "+44", "-5", "@SUM(A1)", "\tx", "\rx", " =1+1", "＝1", "'quoted", "plain"]


def test_no_cell_that_leaves_is_a_formula_and_it_comes_back_as_it_was(curator: Client) -> None:
    for number, words in enumerate(DANGEROUS):
        make.ThemeFactory(key=f"t{number}", name=f"Theme {number}", description=words)
    rows = taken_away(curator, Theme)
    assert [row["description"] for row in rows] == [
        *("'=1+1", "'+44", "'-5", "'@SUM(A1)", "'\tx", "'\rx", "' =1+1", "'＝1"),
        *("'quoted", "plain"),
    ]
    made = io.StringIO()
    writer = csv.DictWriter(made, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    assert told(look(curator, Theme, made.getvalue())) == []


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_what_leaves_comes_in_again_and_changes_nothing(curator: Client, model: Any) -> None:
    income = make.StatedIncomeFactory(covers_whole_project=True, source=make.SourceFactory(published="2014-04"))
    funding = make.FundingFactory(project=income.project, income=income, amount="1234.50", years=2)
    funding.funders.set([make.OrganisationFactory(name="Coast Fund", is_funder=True), make.OrganisationFactory()])
    source = make.SourceFactory()
    make.MeasureFactory(reliability="0.853", reliability_kind="internal", reliability_source=source)
    make.PlaceFactory(parent=make.PlaceFactory())
    make.ReferralSourceFactory()
    make.ThemeFactory()
    make.OrganisationFactory(names_used="One\nTwo", org_id="GB-CHC-230102")
    before = curator.get(at(model, "export")).content
    page = look(curator, model, before)
    assert told(page) == []
    counts = page.context["outcome"].counts
    assert (counts["new"], counts["changed"]) == (0, 0)
    assert counts["as it was"] == model.objects.count() > 0


def test_a_measure_is_checked_as_its_page_checks_it(curator: Client) -> None:
    head = "key,name,short_name,minimum,maximum,step,higher_is_better,cut_off\n"
    page = look(curator, Measure, head + "a,A scale,A,10,1,1,yes,\nb,B scale,B,1,10,1,,5\nc,C scale,C,1_0,10,1,no,\n")
    assert told(page) == [
        "2||The lowest score lies above the highest.",
        "3|higher_is_better|This field is required.",
        "3||The cut-off needs the source it was published in.",
        "4|minimum|Write a number in digits, such as 12 or 12.5.",
    ]


def test_funding_is_checked_as_the_desk_checks_it(curator: Client) -> None:
    project = make.ProjectFactory(key="harbour")
    make.OrganisationFactory(name="Coast Fund", names_used="The Coast")
    income = make.StatedIncomeFactory(project=project, key="y1", basis="exact", amount=1_000)
    elsewhere = make.FundingFactory(key="taken")
    head = "key,project,funders,basis,amount,amount_max,income\n"
    wrong = (
        "a,harbour,Nobody Knows,exact,5,,\n"
        "b,harbour,Coast Fund,between,5,,\n"
        "c,harbour,Coast Fund,range,9,5,\n"
        "d,nowhere,Coast Fund,exact,5,,\n"
        "e,harbour,,exact,5,,\n"
        "taken,harbour,Coast Fund,exact,5,,\n"
        "f,harbour,The Coast,exact,1001,,y1\n"
    )
    page = look(curator, Funding, head + wrong)
    assert told(page) == [
        "2|funders|No organisation is called “Nobody Knows”. Add it first, or mend its name.",
        "3|basis|“between” is none of: exact, about, range, none.",
        "4|amount_max|A range needs an upper end that is more than the lower one.",
        "5|project|There is no project with the key “nowhere”.",
        "6|funders|Who pays it? If that is not to be said, say what to call it.",
        "7|project|This record belongs to another project. Take another key.",
        "8||The parts add up to more than the income they are part of.",
    ]
    right = 'a,harbour,The Coast,exact,"£1,000",,y1\n'
    sure(curator, Funding, look(curator, Funding, head + right))
    made = Funding.objects.exclude(pk=elsewhere.pk).get()
    assert (made.amount, made.income, [funder.name for funder in made.funders.all()]) == (1_000, income, ["Coast Fund"])
    assert Organisation.objects.get(name="Coast Fund").is_funder


def test_money_comes_in_in_the_currency_it_left_in(curator: Client) -> None:
    income = make.StatedIncomeFactory(key="y1", currency="EUR", amount=1_000)
    make.StatedIncomeFactory(key="y2", project=income.project)
    make.FundingFactory(
        key="a", project=income.project, income=income, currency="EUR", amount=20, years=50, label="Europe"
    )
    assert [row["currency"] for row in taken_away(curator, Funding)] == ["EUR"]
    page = look(curator, Funding, curator.get(at(Funding, "export")).content)
    assert (told(page), page.context["outcome"].counts["as it was"]) == ([], 1)
    head = "key,project,label,basis,currency,income,years\n"
    lines = ("e,{},Us,none,XXX,y1,", "b,{},Us,none,USD,y1,", "c,{},Us,none,EUR,y2,", "d,{},Us,none,EUR,y1,51")
    text = head + "\n".join(lines).replace("{}", income.project.key)
    assert told(look(curator, Funding, text)) == [
        "2|currency|“XXX” is none of: GBP, EUR, USD.",
        "3|currency|The income it is part of is in euros, and nothing is converted.",
        "4|currency|The income it is part of is in pounds, and nothing is converted.",
        "5|years|Write a whole number from 1 to 50, in digits.",
    ]
    assert told(look(curator, StatedIncome, "key,currency\ny1,GBP\n")) == [
        "2|currency|Its parts are in another currency. Take them out of it first."
    ]


def test_incomes_come_in(curator: Client) -> None:
    make.ProjectFactory(key="harbour")
    head = "key,project,label,basis,amount,period_start,covers_whole_project\n"
    text = head + "y1,harbour,a year,about,5000,01/04/2014,yes\n"
    sure(curator, StatedIncome, look(curator, StatedIncome, text))
    income = StatedIncome.objects.get()
    assert (income.basis, income.amount, str(income.period_start), income.covers_whole_project) == (
        *("about", 5_000, "2014-04-01"),
        True,
    )


def test_records_of_clients_and_their_files_are_never_exchanged() -> None:
    for model in (Score, Referral, ReferralUpload, ScoreUpload, ScoreImport):
        assert model not in KINDS
        room = site._registry.get(model)
        assert room is None or not hasattr(room, "take_away")


def test_whoever_may_only_look_takes_away_and_brings_nothing_in(sign_in: SignIn) -> None:
    make.ThemeFactory(key="early-years")
    for group in ("reviewer", "data protection officer"):
        looks = sign_in(group, email=f"{group.replace(' ', '-')}@example.org")
        assert len(taken_away(looks, Theme)) == 1
        assert looks.get(at(Theme, "import")).status_code == 403
        assert look(looks, Theme, "key,name\nyouth,Youth\n").status_code == 403
        assert "Import CSV" not in looks.get(at(Theme, "changelist")).content.decode()
    nobody = sign_in(email="plain@example.org")
    assert nobody.get(at(Theme, "export")).status_code == 403
    assert Theme.objects.count() == 1


def test_a_reviewer_takes_no_money_of_a_draft_away(sign_in: SignIn) -> None:
    draft = make.CaseStudyFactory()
    make.FundingFactory(project=draft.project, key="secret-grant")
    sent = make.CaseStudyFactory(status="submitted")
    make.FundingFactory(project=sent.project, key="sent-grant")
    reviewer = sign_in("reviewer")
    assert [row["key"] for row in taken_away(reviewer, Funding)] == ["sent-grant"]
