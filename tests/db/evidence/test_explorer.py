"""The explorer: what a target would take, of shown figures alone, at an address that can be shared."""

import re

import pytest
from django.test import Client

from tests import factories as make
from tests import lives
from tests.db.readers import shelf
from tests.db.readers.visible import text

pytestmark = [pytest.mark.django_db]


def asked(client: Client, slug: str = "oxpip", status: int = 200, **question: str) -> str:
    response = client.get(f"/case-studies/{slug}/explorer/", question)
    assert response.status_code == status
    return text(response.content.decode())


@pytest.mark.usefixtures("printed")
class TestOxpip:
    def test_a_share_between_the_two_possible_counts(self, client: Client) -> None:
        said = asked(client, target="70", assume="share", share="58.5")
        assert "Cannot be said: 69.8 to 70.1 % over all who started" in said
        assert "It would if at least 59 % of the 190 parents without two scores improved." in said
        assert "It clears the target: 72.4 % over all who started; the target is 70 %." in said  # the groups
        assert "(55 + 58.5 % of 26) ÷ 97 = 72.4 %" in said

    def test_the_most_cautious_supposition_comes_first(self, client: Client) -> None:
        said = asked(client)
        assert "It does not clear the target: 36.5 to 36.8 % over all who started; the target is 50 %." in said
        assert "It clears the target: 56.7 % over all who started" in said

    def test_all_of_them_and_as_many(self, client: Client) -> None:
        assert "93.4 to 93.7 % over all" in asked(client, target="94", assume="all")
        assert "It would not even if all of the 190 parents" in asked(client, target="94", assume="all")
        assert "84.7 to 85.4 % over all who started" in asked(client, target="80", assume="alike")

    @pytest.mark.parametrize("target", ["1e3", "1_0", "٧٠", "NaN", "-5", "101", "70,5", "7" * 400, "\0", ""])
    def test_nonsense_is_put_right_in_words(self, client: Client, target: str) -> None:
        said = asked(client, target=target, assume="none")
        assert "There is something to put right" in said
        assert "over all who started; the target" not in said

    def test_a_share_is_asked_for_where_one_is_supposed(self, client: Client) -> None:
        assert "Say which share" in asked(client, target="70", assume="share")
        assert "Choose one of these." in asked(client, target="70", assume="perhaps")

    def test_it_is_reached_from_where_the_rate_stands(self, client: Client) -> None:
        html = client.get("/case-studies/oxpip/").content.decode()
        assert html.count('href="/case-studies/oxpip/explorer/"') == 2

    def test_without_a_scale_there_is_nothing_to_hold_against_a_target(self, client: Client) -> None:
        assert "no scores before and after" in asked(client, "m-power", target="70")


def test_a_count_kept_back_stays_a_bound(client: Client) -> None:
    """29 of 30: from 23 to 30, whatever is asked."""
    study = shelf.case_study("bound", strands=0)
    cohort = make.CohortFactory(strand=make.StrandFactory(project=study.project), started=60)
    shelf.add_scores(cohort, scored=30, improved=29, worse=1)
    lives.publish(study)
    said = asked(client, "bound", target="60", assume="none")
    assert "It does not clear the target: 38.3 to 50 % over all who started" in said
    assert "29" not in re.sub(r"\d{1,2} [A-Z][a-z]+ 20\d\d", "", said)  # a day is no count


def test_hidden_figures_are_said_to_be_hidden(client: Client) -> None:
    lives.publish(shelf.case_study("few", started=30, scored=15, improved=5))
    assert "Nothing can be said: what it takes is too few to say." in asked(client, "few", target="10")


def test_retired_figures_are_not_explored(client: Client) -> None:
    make.RetirementFactory(edition=lives.publish(shelf.case_study("wrong")))
    said = asked(client, "wrong", target="10")
    assert "are being replaced" in said
    assert "over all who started; the target" not in said
