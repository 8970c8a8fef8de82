"""Two tabs, two colleagues, a double click: one result each, nothing lost."""

import re
from urllib.parse import urlencode

import pytest

from casestudies import desk as desks
from casestudies.desk import Answers, Conflict, Saved
from casestudies.models import CaseStudy, Edition, TaskDraft
from tests.db.desk.conftest import Desk

JSON = {"Accept": "application/json"}


def answers(headline: str) -> Answers:
    return Answers({"headline": [headline]}, {"headline": headline}, whole=True)


def test_the_first_save_wins_and_the_second_gets_both_texts(desk: Desk) -> None:
    first = desks.save(desk.case_study, "story", answers("Mine"), seen=0, by=desk.editor)
    second = desks.save(desk.case_study, "story", answers("Theirs"), seen=0, by=desk.colleague)
    assert isinstance(first, Saved)
    assert first.version == 1
    assert isinstance(second, Conflict)
    assert (second.mine, second.theirs) == ({"headline": ["Theirs"]}, {"headline": ["Mine"]})
    assert (second.version, second.by) == (1, desk.editor)
    assert CaseStudy.objects.get().headline == "Mine"


def test_an_identical_repeat_is_answered_as_the_first_was(desk: Desk) -> None:
    first = desks.save(desk.case_study, "story", answers("Mine"), seen=0, by=desk.editor)
    again = desks.save(desk.case_study, "story", answers("Mine"), seen=0, by=desk.editor)
    assert first == again
    assert TaskDraft.objects.get().version == 1


def test_tasks_have_versions_of_their_own(desk: Desk) -> None:
    desks.save(desk.case_study, "story", answers("Mine"), seen=0, by=desk.editor)
    other = desks.save(
        desk.case_study, "project", Answers({}, {"purpose": "Help."}, whole=True), seen=0, by=desk.editor
    )
    assert isinstance(other, Saved)


def test_facts_and_version_are_written_together_or_not_at_all(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the machine went down")

    monkeypatch.setattr("casestudies.desk.story._keep_quotes", broken)
    with pytest.raises(RuntimeError):
        desks.save(
            desk.case_study,
            "story",
            Answers(
                {},
                {"headline": "Half", "quotes": [{"words": "x", "speaker": "y", "role": "", "consent": True}]},
                whole=True,
            ),
            seen=0,
            by=desk.editor,
        )
    assert TaskDraft.objects.count() == 0
    assert CaseStudy.objects.get().headline == ""


def test_what_the_database_refuses_is_kept_as_typed(desk: Desk) -> None:
    wrong = Answers({"started": ["2020"]}, {"started": "2020", "ended": "2010"}, whole=True)
    saved = desks.save(desk.case_study, "project", wrong, seen=0, by=desk.editor)
    assert isinstance(saved, Saved)
    assert saved.refused
    draft = TaskDraft.objects.get()
    assert (draft.data, draft.whole) == ({"started": ["2020"]}, False)
    assert desk.case_study.project.started == ""


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_what_is_closed_is_not_saved_and_what_was_typed_stays_on_the_page(desk: Desk, status: str) -> None:
    CaseStudy.objects.update(status=status)
    response = desk.save("story", headline="Too late")
    assert response.status_code == 409
    page = response.content.decode()
    assert "This is not open for changes" in page
    assert 'value="Too late"' in page
    assert TaskDraft.objects.count() == 0
    assert Edition.objects.count() == 0


def test_a_differing_second_tab_gets_a_page_with_both_and_may_keep_its_own(desk: Desk) -> None:
    desk.save("story", headline="First tab", background="Ours")
    other = desk.client.post(desk.page("story"), {"version": "0", "headline": "Second tab", "background": "Ours"})
    assert other.status_code == 409
    page = other.content.decode()
    assert "Somebody has saved this page since you opened it" in page
    assert '<td class="as-typed">Second tab</td><td class="as-typed">First tab</td>' in page
    assert page.count("<tr>") == 2  # the head, and the one answer that differs
    assert 'value="Second tab"' in page
    (version,) = re.findall(r'name="version" value="(1\.[0-9a-f]{16})"', page)
    assert CaseStudy.objects.get().headline == "First tab"
    kept = desk.client.post(desk.page("story"), {"version": version, "headline": "Second tab", "background": "Ours"})
    assert kept.status_code == 302
    assert CaseStudy.objects.get().headline == "Second tab"


def test_the_script_is_told_when_it_was_saved_and_which_version_that_is(desk: Desk) -> None:
    answer = desk.client.post(desk.page("story"), {"version": "0", "headline": "Typing"}, headers=JSON)
    assert answer.status_code == 200
    assert answer.json()["version"].startswith("1.")
    assert answer.json()["said"].startswith("Saved at ")
    late = desk.client.post(desk.page("story"), {"version": "0", "headline": "Typing on"}, headers=JSON)
    assert late.status_code == 409
    assert late.json()["compare"] is True
    assert CaseStudy.objects.get().headline == "Typing"


@pytest.mark.parametrize("version", ["", "-1", "1_0", "٣", "9" * 30, "NaN", "0.0", "\0"])
def test_a_version_that_is_none_overwrites_nothing(desk: Desk, version: str) -> None:
    desk.save("story", headline="Here")
    response = desk.client.post(desk.page("story"), {"version": version, "headline": "Gone"})
    assert response.status_code == 409
    assert CaseStudy.objects.get().headline == "Here"


def test_half_filled_and_half_wrong_is_kept_as_typed_and_the_right_half_becomes_facts(desk: Desk) -> None:
    response = desk.save("project", name="Little Steps", purpose="Help", yearly_reach="about forty", started="April")
    assert response.status_code == 200
    page = response.content.decode()
    assert '<a href="#id_yearly_reach">People served in a year: Write a whole number' in page
    assert '<a href="#id_started">Began: Write a year, a month or a day' in page
    assert desk.case_study.drafts.get().whole is False
    project = type(desk.case_study.project).objects.get(pk=desk.case_study.project_id)
    assert (project.purpose, project.yearly_reach) == ("Help", None)
    again = desk.client.get(desk.page("project")).content.decode()
    assert 'value="about forty"' in again
    assert 'value="April"' in again
    assert "There is something to put right" in again


def test_a_mend_lets_the_whole_become_facts(desk: Desk) -> None:
    desk.save("project", name="Little Steps", yearly_reach="forty")
    desk.save("project", name="Little Steps", yearly_reach="40")
    assert desk.case_study.drafts.get().whole is True
    assert "There is something to put right" not in desk.client.get(desk.page("project")).content.decode()


@pytest.mark.parametrize("sent", [{"background": "a" * 2_700_000}, {f"places-{n}-place": "x" for n in range(1_001)}])
def test_more_than_a_page_can_hold_is_told_in_plain_words(desk: Desk, sent: dict[str, str]) -> None:
    form = urlencode({"version": "0", **sent})
    kind = "application/x-www-form-urlencoded"
    answer = desk.client.post(desk.page("story"), form, content_type=kind)
    assert answer.status_code == 413
    assert "That is too much for one page" in answer.content.decode()
    by_script = desk.client.post(desk.page("story"), form, content_type=kind, headers={"Accept": "application/json"})
    assert by_script.status_code == 413
    assert by_script.json() == {"said": "Not saved: this is more than one page can hold. Shorten it."}
    assert desk.case_study.drafts.count() == 0
