"""What contradicts itself is an error in words at its field; what is merely left out is none."""

import pytest

from tests.db.desk.conftest import Desk

PART = {"parts__0__label": "a grant"}
ROUTE = {"routes__0__referral_source": "midwives"}
WRONG = [
    ("project", {"started": "2020", "ended": "2019-12"}, "id_ended", "It ended before it began."),
    ("project", {"age_from_months": "24", "age_to_months": "12"}, "id_age_to_months", "This is younger"),
    ("project", {"name": ""}, "id_name", "This field is required."),
    ("project", {"theme": "no-such-theme"}, "id_theme", "Select a valid choice."),
    ("project", {"places__0__detail": "two centres"}, "id_places-0-place", "This field is required."),
    ("project", {"places__0__place": "Atlantis"}, "id_places-0-place", "There is no such place in our list."),
    (
        "project",
        {f"places__{n}__{field}": text for n in (0, 1) for field, text in (("place", "Suffolk"), ("role", "lead"))},
        "id_places-1-place",
        "This place stands here already in the same role.",
    ),
    (
        "project",
        {f"places__{n}__role": "lead" for n in (0, 1)} | {"places__0__place": "Suffolk", "places__1__place": "Ipswich"},
        "list-places",
        "Only one place can be the lead area",
    ),
    ("story", {"headline": "x" * 161}, "id_headline", "at most 160 characters"),
    ("story", {"background": "x" * 12_001}, "id_background", "at most 12000 characters"),
    ("story", {"quotes__0__words": "Good."}, "id_quotes-0-speaker", "This field is required."),
    ("story", {"quotes__0__consent": "on"}, "id_quotes-0-words", "This field is required."),
    ("funding", PART, "id_parts-0-basis", "This field is required."),
    ("funding", PART | {"parts__0__basis": "exact"}, "id_parts-0-amount", "How much?"),
    (
        "funding",
        PART | {"parts__0__basis": "none", "parts__0__amount": "5"},
        "id_parts-0-basis",
        "There is an amount.",
    ),
    (
        "funding",
        PART | {"parts__0__basis": "range", "parts__0__amount": "5", "parts__0__amount_max": "5"},
        "id_parts-0-amount_max",
        "A range needs an upper end",
    ),
    (
        "funding",
        PART | {"parts__0__basis": "about", "parts__0__amount": "5", "parts__0__amount_max": "6"},
        "id_parts-0-amount_max",
        "Only a range has an upper end.",
    ),
    (
        "funding",
        PART
        | {"parts__0__basis": "none", "parts__0__period_start": "2024-04-01", "parts__0__period_end": "2024-03-01"},
        "id_parts-0-period_end",
        "This is before it begins.",
    ),
    ("funding", {"parts__0__basis": "none"}, "id_parts-0-funders", "Who pays it?"),
    ("funding", {"parts__0__basis": "none", "parts__0__funders": "x" * 201}, "id_parts-0-funders", "more than 200"),
    ("funding", {"incomes__0__amount": "5"}, "id_incomes-0-label", "This field is required."),
    (
        "referrals",
        ROUTE | {"routes__0__period_start": "2024-04-01", "routes__0__period_end": "2024-03-01"},
        "id_routes-0-period_end",
        "This is before it begins.",
    ),
    ("referrals", {"routes__0__detail": "by letter"}, "id_routes-0-referral_source", "This field is required."),
    (
        "sources",
        {"sources__0__title": "A", "sources__0__published": "2024-13"},
        "id_sources-0-published",
        "Write a year",
    ),
    (
        "sources",
        {"sources__0__title": "A", "sources__0__accessed": "2101-01-01"},
        "id_sources-0-accessed",
        "Write a day of the calendar",
    ),
]


@pytest.mark.parametrize(("task", "typed", "anchor", "words"), WRONG, ids=[f"{w[0]}: {w[3]}" for w in WRONG])
def test_a_contradiction_is_told_at_its_field_and_kept_as_typed(
    desk: Desk, task: str, typed: dict[str, str], anchor: str, words: str
) -> None:
    response = desk.save(task, **{"name": "Little Steps"} | typed if task == "project" else typed)
    assert response.status_code == 200
    assert next(problem.anchor for problem in response.context["problems"] if words in problem.words) == anchor
    page = response.content.decode()
    assert f'<a href="#{anchor}">' in page
    assert f'id="{anchor}"' in page
    draft = desk.case_study.drafts.get()
    assert draft.whole is False
    kept = {name.replace("__", "-"): [text] for name, text in typed.items() if text}
    assert kept.items() <= draft.data.items()


def test_a_negative_age_is_before_birth_and_no_other_number_is_negative(desk: Desk) -> None:
    assert desk.save("project", name="Little Steps", age_from_months="-9").status_code == 302
    assert desk.save("project", name="Little Steps", age_from_months="-10").status_code == 200
    assert desk.save("project", name="Little Steps", yearly_reach="-9").status_code == 200


def test_one_wrong_answer_of_two_that_belong_together_holds_back_both(desk: Desk) -> None:
    desk.save("project", name="Little Steps", started="2010", ended="2015")
    desk.save("project", name="Little Steps", started="2020", ended="later")
    project = type(desk.case_study.project).objects.get(key="little-steps")
    assert (project.started, project.ended) == ("2010", "2015")


def test_a_shared_first_address_does_not_stand_in_the_way_of_a_new_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else took it between looking and writing."""
    monkeypatch.setattr("casestudies.desk.starting._free_address", lambda name: "little-steps")
    sent = {"name": "Little Steps", "provider": desk.case_study.project.provider.key, "key": "c" * 32}
    address = desk.client.post("/desk/start/", sent)["Location"]
    assert address.startswith("/desk/little-steps-")
    assert desk.client.get(address).status_code == 200
