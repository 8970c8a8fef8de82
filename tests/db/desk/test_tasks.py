"""Each task, from an empty page to facts, the way a browser without script goes."""

import re
from datetime import date
from decimal import Decimal

from casestudies.models import CaseStudy
from outcomes.models import Funding, Organisation, Project, Source
from tests.db.desk.conftest import Desk
from tests.factories import (
    CaseStudyFactory,
    FundingFactory,
    OrganisationFactory,
    PlaceFactory,
    SourceFactory,
    StatedIncomeFactory,
)


def test_the_project_becomes_facts(desk: Desk) -> None:
    response = desk.save(
        "project",
        name="Little Steps",
        purpose="A good start.",
        theme="early-years",
        themes=["social-care"],
        started="1998-04",
        age_from_months="-9",
        age_to_months="24",
        yearly_reach="1,200",
        yearly_reach_is_about="on",
        reach_unit="parents",
        approaches="Play\n\n Film ",
        places__0__place="Suffolk",
        places__0__role="lead",
        places__1__place="ipswich, district in suffolk",
        places__1__role="delivery",
        places__1__detail="two centres",
    )
    assert response.status_code == 302
    assert response["Location"] == "/desk/little-steps/"
    project = Project.objects.get(key="little-steps")
    assert (project.purpose, project.started, project.approaches) == ("A good start.", "1998-04", "Play\nFilm")
    assert (project.age_from_months, project.age_to_months) == (-9, 24)
    assert (project.yearly_reach, project.yearly_reach_is_about, project.reach_unit) == (1200, True, "parents")
    assert [theme.key for theme in project.themes.all()] == ["social-care"]
    assert CaseStudy.objects.get().theme.key == "early-years"
    places = project.project_places.values_list("place__name", "role", "detail")
    assert list(places) == [("Suffolk", "lead", ""), ("Ipswich", "delivery", "two centres")]
    assert desk.case_study.drafts.get().whole is True


def test_the_theme_it_stands_under_is_no_other_theme(desk: Desk) -> None:
    said = {"name": "Little Steps", "theme": "early-years", "themes": ["early-years", "social-care"]}
    assert "which is left out here if you tick it again" in desk.client.get(desk.page("project")).content.decode()
    assert desk.save("project", **said).status_code == 302
    project = Project.objects.get(key="little-steps")
    assert [theme.key for theme in project.themes.all()] == ["social-care"]
    project.themes.add(CaseStudy.objects.get().theme)  # as one may in the admin
    page = desk.client.get(desk.page("project")).content.decode()
    ticked = re.findall(r'<input type="checkbox" name="themes" value="([\w-]+)"[^>]*checked', page)
    assert ticked == ["social-care"]


def test_a_saved_page_shows_what_was_saved_and_saving_it_again_changes_nothing(desk: Desk) -> None:
    desk.save("project", name="Little Steps", purpose="Help & hope", places__0__place="Suffolk", places__0__role="lead")
    page = desk.client.get(desk.page("project")).content.decode()
    assert "Help &amp; hope</textarea>" in page
    assert 'value="Suffolk, county"' in page
    histories = Project.history.count()
    desk.save(
        "project",
        name="Little Steps",
        purpose="Help & hope",
        places__0__place="Suffolk, county",
        places__0__role="lead",
    )
    assert Project.history.count() == histories


def test_a_place_that_may_be_several_is_chosen_on_a_second_page(desk: Desk) -> None:
    PlaceFactory(name="East Suffolk", gss_code="E07000999", kind="district")  # a namesake elsewhere
    response = desk.save("project", name="Little Steps", places__0__place="East Suffolk", places__0__role="lead")
    assert response.status_code == 200
    page = response.content.decode()
    assert "Choose which one you mean." in page
    assert 'value="places-0-E07000244">East Suffolk, district in Suffolk</button>' in page
    response = desk.save(
        "project",
        name="Little Steps",
        places__0__place="East Suffolk",
        places__0__role="lead",
        choose="places-0-E07000244",
    )
    assert response.status_code == 302
    assert response["Location"].endswith("#list-places")
    assert desk.case_study.project.project_places.get().place.gss_code == "E07000244"


def test_suffolk_finds_ipswich_and_the_two_are_told_apart(desk: Desk) -> None:
    found = desk.client.get("/desk/places/", {"places-0-place": "suffolk"}).content.decode()
    assert re.findall(r'<option value="([^"]*)">', found) == [
        "Suffolk, county",
        "East Suffolk, district in Suffolk",
        "Ipswich, district in Suffolk",
    ]


def test_rows_are_added_and_removed_by_buttons(desk: Desk) -> None:
    response = desk.save("story", quotes__0__words="One.", quotes__0__speaker="A. Manager", add="quotes")
    assert response["Location"] == "/desk/little-steps/story/?add=quotes#list-quotes"
    page = desk.client.get(response["Location"]).content.decode()
    assert 'name="quotes-1-words"' in page
    assert 'name="quotes-2-words"' not in page
    desk.save(
        "story",
        quotes__0__words="One.",
        quotes__0__speaker="A. Manager",
        quotes__1__words="Two.",
        quotes__1__speaker="B. Worker",
        quotes__1__consent="on",
    )
    assert list(desk.case_study.quotes.values_list("words", "consent")) == [("One.", False), ("Two.", True)]
    desk.save(
        "story",
        quotes__0__words="One.",
        quotes__0__speaker="A. Manager",
        quotes__1__words="Two.",
        quotes__1__speaker="B. Worker",
        quotes__1__consent="on",
        remove="quotes-0",
    )
    assert list(desk.case_study.quotes.values_list("words", "consent")) == [("Two.", True)]


def test_funding_in_every_shape(desk: Desk) -> None:
    OrganisationFactory(name="Department for Education", names_used="DfE")
    income = {"incomes__0__row": "aaaa0001", "incomes__0__label": "last year's income"}
    income |= {"incomes__0__basis": "about", "incomes__0__amount": "£500,000", "incomes__0__covers_whole_project": "no"}
    parts = [
        {"funders": "children's centres", "basis": "about", "amount": "110,000", "income": "aaaa0001"},
        {"funders": "dfe", "basis": "exact", "amount": "100000", "kind": "grant", "income": "aaaa0001"},
        {"funders": "Trust A\nTrust B", "others_included": "on", "basis": "none", "income": "aaaa0001"},
        {"funders": "Trust C", "basis": "exact", "amount": "36,000.00", "years": "3"},
        {"label": "a legacy", "basis": "range", "amount": "10000", "amount_max": "20000"},
    ]
    typed = income | {
        f"parts__{number}__{name}": text for number, part in enumerate(parts) for name, text in part.items()
    }
    typed |= {f"parts__{number}__row": f"bbbb000{number}" for number in range(5)}
    assert desk.save("funding", **typed).status_code == 302
    held = Funding.objects.order_by("position")
    assert [(f.basis, f.amount, f.amount_max, f.years, f.income_id is not None) for f in held] == [
        ("about", Decimal(110000), None, None, True),
        ("exact", Decimal(100000), None, None, True),
        ("none", None, None, None, True),
        ("exact", Decimal(36000), None, 3, False),
        ("range", Decimal(10000), Decimal(20000), None, False),
    ]
    assert [sorted(f.funders.values_list("name", flat=True)) for f in held] == [
        ["children's centres"],
        ["Department for Education"],
        ["Trust A", "Trust B"],
        ["Trust C"],
        [],
    ]
    page = desk.client.get(desk.page("funding")).content.decode()
    assert "<dd>about £500,000</dd>" in page
    assert "<dd>about £210,000</dd>" in page
    assert "about £290,000 (58 %) not broken down" in page.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "at least about £328,000" in page  # 110 + 100 + 3 × 36 + 10 thousand, and what nobody has stated


def test_totals_are_worked_out_while_nothing_is_saved(desk: Desk) -> None:
    typed = {"incomes-0-row": "aaaa0001", "incomes-0-label": "2024", "incomes-0-basis": "exact"}
    typed |= {"incomes-0-amount": "1000", "parts-0-basis": "exact", "parts-0-amount": "1200", "parts-0-label": "x"}
    shown = desk.client.post("/desk/little-steps/funding/total/", typed | {"parts-0-income": "aaaa0001"})
    assert "The parts come to £1,200, more than this income." in shown.content.decode()
    assert Funding.objects.count() == desk.case_study.drafts.count() == 0
    response = desk.client.post(desk.page("funding"), typed | {"parts-0-income": "aaaa0001", "version": "0"})
    assert response.status_code == 200
    assert Funding.objects.count() == 1  # the part is right by itself; the income is not
    assert desk.case_study.project.stated_incomes.count() == 0


def test_a_funder_nobody_knows_is_taken_up_by_the_button_and_not_while_one_types(desk: Desk) -> None:
    typed = {"parts-0-row": "bbbb0001", "parts-0-funders": "The Henry", "parts-0-basis": "none", "version": "0"}
    answer = desk.client.post(desk.page("funding"), typed, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert "1 answer is not right yet" in answer.json()["said"]
    assert not Organisation.objects.filter(name="The Henry").exists()
    desk.save("funding", parts__0__row="bbbb0001", parts__0__funders="The Henry Smith Charity", parts__0__basis="none")
    made = Organisation.objects.get(name="The Henry Smith Charity")
    assert (made.key, made.is_funder, made.is_provider) == ("the-henry-smith-charity", True, False)


def test_referral_routes_named_and_counted(desk: Desk) -> None:
    response = desk.save(
        "referrals",
        who_can_be_referred="Parents of babies.",
        routes__0__referral_source="midwives",
        routes__1__referral_source="self-referral",
        routes__1__count="40",
        routes__1__period_start="2024-04-01",
        routes__1__period_end="2025-03-31",
    )
    assert response.status_code == 302
    assert list(desk.case_study.project.referral_routes.values_list("referral_source__key", "count", "period_end")) == [
        ("midwives", None, None),
        ("self-referral", 40, date(2025, 3, 31)),
    ]
    again = desk.save(
        "referrals", routes__0__referral_source="midwives", routes__1__referral_source="midwives", routes__1__count="9"
    )
    assert again.status_code == 200
    assert "stands here already for the same time" in again.content.decode()
    assert desk.case_study.project.referral_routes.count() == 2  # the list is kept whole or as it was


def test_sources_and_consent(desk: Desk) -> None:
    response = desk.save(
        "sources",
        agreed="on",
        sources__0__row="cccc0001",
        sources__0__title="Annual report",
        sources__0__published="2024",
        sources__0__address="https://example.org/report",
    )
    assert response.status_code == 302
    assert desk.case_study.sources.get().key == "little-steps-cccc0001"
    case_study = CaseStudy.objects.get(slug="little-steps")
    assert case_study.agreed_at is not None
    assert case_study.agreed_by == desk.editor
    desk.save("sources", sources__0__row="cccc0001", sources__0__title="Annual report 2024")
    assert Source.objects.get(key="little-steps-cccc0001").title == "Annual report 2024"
    assert CaseStudy.objects.get(slug="little-steps").agreed_at is None


def test_an_address_that_is_none_is_said_in_words(desk: Desk) -> None:
    for address, said in (
        ("the report", "Write an address of the web, such as https://example.org/report."),
        ("ftp://example.org/report", "Write an address that begins with https:// or http://."),
    ):
        row = {"sources__0__row": "cccc0001", "sources__0__title": "Report", "sources__0__address": address}
        assert f"Source 1: Address: {said}" in desk.save("sources", **row).content.decode()
    assert desk.case_study.sources.count() == 0


def test_a_source_that_others_use_too_is_never_altered(desk: Desk) -> None:
    shared = SourceFactory(title="National evaluation")
    CaseStudyFactory().sources.add(shared)
    desk.case_study.sources.add(shared)
    for _ in range(2):  # the same row, sent twice
        desk.save("sources", sources__0__row=shared.key, sources__0__title="My own words")
    shared.refresh_from_db()
    assert shared.title == "National evaluation"
    assert [source.title for source in desk.case_study.sources.all()] == ["My own words"]
    assert Source.objects.count() == 2


def test_nothing_of_another_project_can_be_reached_by_its_key(desk: Desk) -> None:
    from tests.factories import FundingFactory

    theirs = FundingFactory(key="their-grant", label="theirs")
    desk.save("funding", parts__0__row="their-grant", parts__0__label="mine", parts__0__basis="none")
    theirs.refresh_from_db()
    assert theirs.label == "theirs"
    assert desk.case_study.project.fundings.get().label == "mine"


def test_starting_needs_a_name_and_gives_an_address_of_its_own(desk: Desk) -> None:
    page = desk.client.get("/desk/start/")
    key = page.context["form"]["key"].value()
    sent = {"name": "Little Steps", "provider": desk.case_study.project.provider.key, "key": key}
    empty = desk.client.post("/desk/start/", sent | {"name": " "})
    assert empty.status_code == 200
    assert 'href="#id_name"' in empty.content.decode()
    response = desk.client.post("/desk/start/", sent)
    assert response["Location"] == "/desk/little-steps-2/"
    again = desk.client.post("/desk/start/", sent)
    assert again["Location"] == "/desk/little-steps-2/"
    assert CaseStudy.objects.count() == 2
    reserved = desk.client.post("/desk/start/", sent | {"name": "Start", "key": "f" * 32})
    assert reserved["Location"] == "/desk/start-2/"


def test_one_starts_for_ones_own_organisation_only(desk: Desk) -> None:
    sent = {"name": "Mine", "provider": desk.case_study.project.provider.key, "key": "0" * 32}
    response = desk.signed_in(desk.stranger).post("/desk/start/", sent)
    assert response.status_code == 200
    assert CaseStudy.objects.count() == 1


def test_money_that_the_admin_has_in_euros_stays_in_euros(desk: Desk) -> None:
    income = StatedIncomeFactory(project=desk.case_study.project, amount=900, currency="EUR")
    FundingFactory(project=income.project, income=income, amount=200, currency="EUR", key="ours-1", label="Europe")
    page = desk.client.get(desk.page("funding")).content.decode()
    assert "<dd>€700 (78 %) not broken down</dd>" in page.replace("\N{NARROW NO-BREAK SPACE}", " ")
    typed = {"parts-0-row": "ours-1", "parts-0-label": "Europe", "parts-0-basis": "exact", "parts-0-amount": "300"}
    typed |= {"parts-1-row": "bbbb0001", "parts-1-label": "Here", "parts-1-basis": "exact", "parts-1-amount": "400"}
    typed |= {"incomes-0-row": income.key, "incomes-0-label": "2024", "incomes-0-basis": "exact"}
    typed |= {"incomes-0-amount": "1000", "parts-0-income": income.key}
    refused = desk.save("funding", **typed | {"parts-1-income": income.key}).content.decode()
    assert "This income is in euros and its part in pounds: none is converted." in refused
    assert "<dd>€300 and £400</dd>" in desk.client.post("/desk/little-steps/funding/total/", typed).content.decode()
    assert desk.save("funding", **typed).status_code == 302
    assert list(Funding.objects.order_by("position").values_list("amount", "currency", "income")) == [
        (300, "EUR", income.pk),
        (400, "GBP", None),
    ]
    for page in ("preview", "check"):
        assert desk.client.get(desk.page(page)).status_code == 200
