"""What a reviewer is shown to be new, in words."""

from casestudies import workflow
from casestudies.editions.changes import Reworded
from casestudies.models import CaseStudy, User
from tests import factories as make
from tests import lives


def dossier(study: CaseStudy, by: User) -> workflow.Dossier:
    return workflow.dossier(CaseStudy.objects.get(pk=study.pk), by=by)


def change(study: CaseStudy, **fields: str) -> None:
    CaseStudy.objects.filter(pk=study.pk).update(**fields)


def test_of_a_first_one_all_is_new(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    file = dossier(study, rita)
    assert (file.difference, file.is_first, file.changed_since_sent) == (None, True, [])
    assert file.allowed == ["release", "check", "request_changes", "reject", "approve"]


def test_of_a_second_sending_what_is_different_from_the_first(study: CaseStudy, rita: User) -> None:
    change(study, action="Families were visited.\n\nThey were fed.")
    lives.claimed(study, by=rita)
    workflow.request_changes(study, by=rita, reason="Say more.")
    change(study, action="Families were visited.\n\nThey were fed and heard.", headline="A clearer headline")
    make.FundingFactory(project=study.project)
    lives.claimed(study, by=rita)
    difference = dossier(study, rita).difference
    assert difference is not None
    assert (difference.edition, difference.sent_at) == (None, study.submissions.last().at)
    assert difference.sentences == ["The headline was reworded.", "Funding was updated.", "The story was edited."]
    assert difference.reworded == [
        Reworded("headline", ("Families get on better",), ("A clearer headline",)),
        Reworded("action", ("They were fed.",), ("They were fed and heard.",)),
    ]


def test_of_a_new_edition_what_is_different_from_the_live_one(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    workflow.request_changes(study, by=rita, reason="Say more.")
    change(study, headline="A clearer headline")
    lives.publish(study, by=rita)
    change(study, background="There was a great need.")
    lives.claimed(study, by=rita, note="Says how great the need was.")
    file = dossier(study, rita)
    assert file.difference is not None
    assert (file.difference.edition, file.difference.sentences) == (1, ["The story was edited."])
    assert (file.is_first, file.note) == (False, "Says how great the need was.")
    assert file.difference.reworded == [
        Reworded("background", ("There was a need.",), ("There was a great need.",)),
        Reworded("note of what changed", (), ("Says how great the need was.",)),
    ]


def test_what_was_changed_after_it_was_sent_is_pointed_at(study: CaseStudy, rita: User) -> None:
    lives.claimed(study, by=rita)
    change(study, outcome="Something else.")
    assert dossier(study, rita).changed_since_sent == ["The story was edited."]
    workflow.request_changes(study, by=rita, reason="Say more.")
    assert dossier(study, rita).changed_since_sent == [], "now it is its editors' to change"
