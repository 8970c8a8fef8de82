"""The page of differences: for reviewers, between any two editions and between what readers have and the draft."""

import re
from typing import Any

import pytest

from casestudies import workflow
from casestudies.models import CaseStudy, Edition, Retirement, User
from outcomes.models import Cohort, Score
from tests import factories as make
from tests import lives
from tests.people import signed_in


def put_scores(cohort: Cohort, improved: int, worse: int) -> None:
    """So many clients with a better and so many with a worse score, in place of what was there."""
    cohort.uploads.update(state="superseded")
    Score.objects.filter(cohort=cohort).delete()
    upload = make.ScoreUploadFactory(cohort=cohort, row_count=improved + worse, pair_count=improved + worse)
    pairs = [(40, 55)] * improved + [(55, 40)] * worse
    Score.objects.bulk_create(
        Score(upload=upload, cohort=cohort, client_reference=f"K{n:04}", before=before, after=after)
        for n, (before, after) in enumerate(pairs)
    )


@pytest.fixture
def grown(study: CaseStudy, rita: User) -> CaseStudy:
    """Published with 55 of 71, and in review with 68 of 92."""
    cohort = make.CohortFactory(strand__project=study.project, strand__name="Groups", started=90)
    put_scores(cohort, 55, 16)
    lives.publish(study)
    Cohort.objects.filter(pk=cohort.pk).update(started=120)
    put_scores(cohort, 68, 24)
    CaseStudy.objects.update(action="Something was done.\n\nThen more was done.")
    lives.claimed(study, by=rita, note="More scores.")
    return study


def words_of(html: str) -> str:
    """The text of the page's main part, white space made one blank."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_live_and_draft_in_words(grown: CaseStudy, rita: User) -> None:
    html = signed_in(rita).get("/review/open-door/difference/").content.decode()
    said = words_of(html)
    assert re.search(r"Groups: M\d+, 1 April 2024 to 31 March 2025 Changed ", said)
    assert "Changed improved : 55 of 71 → became 68 of 92" in said
    assert "started : 90 → became 120" in said
    assert "Changed action Was" not in said, "a paragraph was added, none is gone"
    assert "Then more was done." in said
    assert "what readers are told has changed : More scores." in said
    assert re.search(r"From edition 1, [^,]+, which readers have, to the draft, as it would be published now\.", said)
    assert "K0001" not in html


def test_any_two_editions_either_way_round(grown: CaseStudy, rita: User) -> None:
    lives.checked(grown, by=rita)
    workflow.approve(grown, by=rita)
    workflow.publish(grown, by=rita)
    client = signed_in(rita)
    there = words_of(client.get("/review/open-door/difference/", {"older": "1", "newer": "2"}).content.decode())
    back = words_of(client.get("/review/open-door/difference/", {"older": "2", "newer": "1"}).content.decode())
    same = words_of(client.get("/review/open-door/difference/", {"older": "2", "newer": "2"}).content.decode())
    assert "55 of 71 → became 68 of 92" in there
    assert "68 of 92 → became 55 of 71" in back
    assert "Nothing is different." in same


@pytest.mark.parametrize("asked", [{"older": "7", "newer": "draft"}, {"older": "1"}, {"newer": "' OR 1"}])
def test_a_version_that_is_not_there_is_said_so(grown: CaseStudy, rita: User, asked: dict[str, str]) -> None:
    answer = signed_in(rita).get("/review/open-door/difference/", asked)
    assert answer.status_code == 200
    assert "There is something to put right" in answer.content.decode()
    assert "68 of 92" not in answer.content.decode()


def test_before_there_is_an_edition_there_is_nothing_to_compare(study: CaseStudy, rita: User) -> None:
    lives.submitted(study)
    html = signed_in(rita).get("/review/open-door/difference/").content.decode()
    assert "There is nothing to compare yet" in html


def test_what_was_erased_is_not_there_and_retired_figures_are_named_so(grown: CaseStudy, rita: User, ron: User) -> None:
    lives.checked(grown, by=rita, retire_earlier=True)
    workflow.approve(grown, by=rita, retire_earlier=True)
    workflow.confirm(grown, by=ron, reason="The old ones were wrong.")
    workflow.publish(grown, by=rita)
    assert Retirement.objects.count() == 1
    client = signed_in(rita)
    assert "its figures retired" in client.get("/review/open-door/difference/").content.decode()
    Edition.objects.filter(number=1).update(document=None)
    html = client.get("/review/open-door/difference/", {"older": "1", "newer": "2"}).content.decode()
    assert "edition 1" not in html
    assert "55 of 71" not in html


def test_of_a_withdrawn_one_no_draft_is_composed(grown: CaseStudy, rita: User) -> None:
    workflow.withdraw(grown, by=rita, reason="They asked.")
    html = signed_in(rita).get("/review/open-door/difference/").content.decode()
    assert "the draft" not in words_of(html).replace("beside the draft", "")


@pytest.mark.parametrize("strands", [1, 3])
def test_it_costs_the_same_with_one_strand_and_with_three(
    grown: CaseStudy, rita: User, strands: int, django_assert_num_queries: Any
) -> None:
    for _ in range(strands - 1):
        make.CohortFactory(strand__project=grown.project, started=50)
    client = signed_in(rita)
    client.get("/review/open-door/difference/")
    with django_assert_num_queries(28):
        client.get("/review/open-door/difference/")
