"""What is refused, in which words: numbers, amounts, days and addresses that only Python would take."""

import pytest

from tests.db.desk.conftest import Desk, begin_desk


@pytest.fixture
def desk(db: None) -> Desk:
    return begin_desk()


@pytest.mark.parametrize("text", ["1_0", "٣", "NaN", "1e3", "0x10", "1.5", "-1", "１０", "99999999999", "+3", "1 0"])
def test_a_number_is_written_in_plain_digits(desk: Desk, text: str) -> None:
    response = desk.save("project", name="Little Steps", yearly_reach=text)
    assert response.status_code == 200
    assert "Write a whole number from 0 to 1,000,000, in digits." in response.content.decode()
    assert type(desk.case_study.project).objects.get(key="little-steps").yearly_reach is None


@pytest.mark.parametrize("text", ["1_0", "٣", "NaN", "1e3", "-5", "1,00", "10.005", "$5", "inf", "12345678901"])
def test_an_amount_is_pounds_and_pence(desk: Desk, text: str) -> None:
    typed = {"parts__0__label": "x", "parts__0__basis": "exact", "parts__0__amount": text}
    response = desk.save("funding", **typed)
    assert response.status_code == 200
    assert "Write an amount in pounds" in response.content.decode()
    assert desk.case_study.project.fundings.count() == 0


@pytest.mark.parametrize("text", ["2024-02-30", "٢٠٢٤-٠١-٠١", "1 April 2024", "0001-01-01", "2024-1-1"])
def test_a_day_is_one_of_the_calendar(desk: Desk, text: str) -> None:
    response = desk.save("sources", sources__0__title="Report", sources__0__accessed=text)
    assert response.status_code == 200
    assert "Write a day" in response.content.decode()


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/x", "//", "https://"])
def test_an_address_is_one_of_the_web(desk: Desk, text: str) -> None:
    response = desk.save("sources", sources__0__title="Report", sources__0__address=text)
    assert response.status_code == 200
    assert desk.case_study.sources.count() == 0


def test_too_many_fields_are_refused_and_not_half_read(desk: Desk) -> None:
    many = {f"quotes-{number}-words": "x" for number in range(1200)}
    assert desk.client.post(desk.page("story"), {"version": "0"} | many).status_code == 413
    assert desk.case_study.drafts.count() == 0
