"""Who decided what, when and why, as a file a spreadsheet does not run."""

import csv
from io import StringIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casestudies import corrections, workflow
from casestudies.corrections import audit
from casestudies.models import CaseStudy, Tombstone, User
from tests import factories as make
from tests import lives
from tests.db.admin.filling_in import problems, send
from tests.db.corrections.conftest import REFERENCE
from tests.db.facts.contradictions import our_models
from tests.people import signed_in


def test_everything_decided_is_in_it_once_in_order_and_no_reference(
    study: CaseStudy, officer: User, second_officer: User, curator: User
) -> None:
    corrections.erase(REFERENCE, study.project, by=officer, reason='=HYPERLINK("x")')
    corrections.erase_document(
        corrections.ask_to_erase(study.editions.get(), by=officer, reason="Asked for."), by=second_officer
    )
    one, other = make.ThemeFactory(name="Early year"), make.ThemeFactory(name="Early years")
    corrections.undo(corrections.merge(one, other, by=curator, reason="Twice."), by=curator, reason="They are two.")
    make.RetirementFactory(edition=lives.publish(make.CaseStudyFactory(slug="other")), reason="+1")
    stone = make.TombstoneFactory(slug="gone")
    stone.reason, stone._history_user = "Its charity has closed.", second_officer
    stone.save()
    text = audit.as_csv()
    assert REFERENCE not in text
    head, *lines = csv.reader(StringIO(text))
    assert head == ["when", "what", "case study or project", "detail", "who", "second person", "why"]
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)
    told = [line[1:] for line in lines]
    moves = ["draft → submitted", "submitted → in_review", "in_review → approved", "approved → published"]
    assert [(line[2], line[3]) for line in lines if line[1] == "decision"] == [
        *(("open-door", move) for move in moves),
        *(("other", move) for move in moves),
    ]
    counts = "1 scores, 0 referrals, 0 uploads, 0 files, 0 file names"
    assert ["erasure", "open-door", counts, officer.email, "", '\'=HYPERLINK("x")'] in told
    assert ["erasure", "open-door", "open-door, edition 1", officer.email, second_officer.email, "Asked for."] in told
    assert ["merge", "", "Early year into Early years", curator.email, "", "Twice."] in told
    assert ["tombstone worded anew", "gone", "Its charity has closed.", second_officer.email, "", ""] in told
    assert ["merge taken back", "", "Early year into Early years", curator.email, "", "They are two."] in told
    assert [line[-1] for line in told if line[0] == "figures retired"] == ["'+1"]


def test_why_something_was_let_stand_is_in_it_and_not_what() -> None:
    study = make.CaseStudyFactory(slug="told", outcome="Two mothers came back a year later.")
    rita, ron = make.ReviewerFactory(), make.ReviewerFactory()
    lives.approved(study, by=rita, words_checked="Both agreed.")
    workflow.confirm(study, by=ron, reason="I asked them, too.")
    _, *lines = csv.reader(StringIO(audit.as_csv()))
    approved = "in_review → approved, with 1 let stand"
    assert [line[3:] for line in lines if line[3].startswith(("in_review", "approved"))] == [
        [approved, rita.email, "", "Both agreed."],
        ["approved → approved (confirmed by a second checker)", ron.email, "", "I asked them, too."],
    ]
    assert "mothers" not in audit.as_csv()


def told() -> list[list[str]]:
    """The lines about facts, but for when."""
    _, *lines = csv.reader(StringIO(audit.as_csv()))
    return [line[1:] for line in lines if line[1].split()[-1] in {"added", "changed", "deleted"}]


def test_edits_of_measures_imports_and_deletions_of_facts_are_in_it_with_who_and_why(
    study: CaseStudy, curator: User
) -> None:
    client = signed_in(curator)
    measure = make.MeasureFactory(key="core", licence_note="Ask nobody.")
    grant = make.FundingFactory(project=study.project, key="grant", label="=a grant", amount=48_213)
    place = make.ProjectPlaceFactory(project=study.project, place__gss_code="E07000202", role="office")
    untold = make.OtherOutcomeFactory(project=study.project, key="untold")
    assert told() == [], "what is only added or changed at the desk is in the histories"
    change = reverse("admin:outcomes_measure_change", args=[measure.pk])
    assert problems(send(client, change, {"licence_note": "Ask its publisher."})) == []
    for typed in ({"label": "a loan"}, {"label": "a gift", "why": "+They said so."}):
        assert problems(send(client, reverse("admin:outcomes_funding_change", args=[grant.pk]), typed)) == []
    page = reverse("admin:outcomes_theme_import")
    file = SimpleUploadedFile("themes.csv", b"key,name\nyouth,Youth\n")
    client.post(page, client.post(page, {"file": file}).context["sure"].initial)
    gone = reverse("admin:outcomes_funding_delete", args=[grant.pk])
    assert client.post(gone, {"post": "yes", "why": "It was never paid."}).status_code == 302
    place.delete()
    untold.delete()
    who = curator.email
    assert told() == [
        ["measure changed", "", "core", who, "", ""],
        ["funding changed", "open-door", "grant", who, "", "'+They said so."],
        ["theme added", "", "youth", who, "", "imported from themes.csv"],
        ["funding deleted", "open-door", "grant", who, "", "It was never paid."],
        ["project place deleted", "open-door", "E07000202", "", "", ""],
        ["other outcome deleted", "open-door", "untold", "", "", ""],
    ]
    for value in ("48213", "48,213", "a gift", "Ask its publisher"):
        assert value not in audit.as_csv()


def test_what_projects_share_is_in_it_whenever_it_is_edited_by_hand_and_why(study: CaseStudy, curator: User) -> None:
    client = signed_in(curator)
    funder = make.OrganisationFactory(key="fund", name="Marlow Lane Trust")
    for typed in ({"website": "https://fund.example"}, {"name": "Marlow Trust", "why": "It is called so now."}):
        assert problems(send(client, reverse("admin:outcomes_organisation_change", args=[funder.pk]), typed)) == []
    measure = make.MeasureFactory(key="core")
    typed = {"description": "How much of a burden it is.", "why": "Nobody understood it."}
    assert problems(send(client, reverse("admin:outcomes_measure_change", args=[measure.pk]), typed)) == []
    assert told() == [
        ["organisation changed", "", "fund", curator.email, "", ""],
        ["organisation changed", "", "fund", curator.email, "", "It is called so now."],
        ["measure changed", "", "core", curator.email, "", "Nobody understood it."],
    ]


def test_a_story_put_right_in_the_admin_is_in_it_with_who_and_why(study: CaseStudy, curator: User) -> None:
    page = reverse("admin:casestudies_casestudy_change", args=[study.pk])
    for typed in ({"background": "A quiet town."}, {"outcome": "They sleep.", "why": "Its editor asked for it."}):
        assert problems(send(signed_in(curator), page, typed)) == []
    assert told() == [["case study changed", "", study.slug, curator.email, "", "Its editor asked for it."]]


def test_what_goes_along_with_a_strand_is_named_in_it_by_what_it_belonged_to(study: CaseStudy, curator: User) -> None:
    strand = make.StrandFactory(project=study.project, key="evenings")
    make.PublishedResultFactory(cohort=make.CohortFactory(strand=strand, key="evenings-2024"))
    route = make.ReferralRouteFactory(project=study.project, referral_source__key="midwives")
    page = reverse("admin:outcomes_strand_delete", args=[strand.pk])
    assert signed_in(curator).post(page, {"post": "yes", "why": "It was never held."}).status_code == 302
    source = route.referral_source
    route.delete()
    source.delete()
    assert sorted(told()) == [
        ["cohort deleted", "open-door", "evenings-2024", curator.email, "", "It was never held."],
        ["published result deleted", "open-door", "evenings-2024", curator.email, "", "It was never held."],
        ["referral route deleted", "open-door", "midwives", "", "", ""],
        ["referral source deleted", "", "midwives", "", "", ""],
        ["strand deleted", "open-door", "evenings", curator.email, "", "It was never held."],
    ]


def test_a_project_deleted_with_all_it_had_still_names_its_lines() -> None:
    project = make.ProjectFactory(key="harbour")
    make.PublishedResultFactory(cohort__strand__project=project, cohort__strand__key="days", cohort__key="days-2024")
    project.delete()
    assert sorted({(line[0], line[1], line[2]) for line in told()} - {("project place deleted", "harbour", "")}) == [
        ("cohort deleted", "harbour", "days-2024"),
        ("project deleted", "harbour", "harbour"),
        ("published result deleted", "harbour", "days-2024"),
        ("strand deleted", "harbour", "days"),
    ]


def test_a_merge_is_one_line_and_not_one_for_each_row_it_moved(curator: User) -> None:
    gone, kept = make.ThemeFactory(key="year", name="Early year"), make.ThemeFactory(name="Early years")
    make.CaseStudyFactory.create_batch(3, theme=gone)
    corrections.merge(gone, kept, by=curator, reason="Twice.")
    assert told() == [["theme deleted", "", "year", curator.email, "", "merged: Early year into Early years"]]
    assert audit.as_csv().count("Twice.") == 1


def test_it_costs_the_same_however_much_there_is_and_knows_every_history(django_assert_num_queries: Any) -> None:
    with_history = {
        model for model in our_models() if hasattr(model, "history") and not hasattr(model, "instance_type")
    }
    assert with_history == audit.KNOWN_BY.keys() | {Tombstone}
    for model in (make.FundingFactory, make.OtherOutcomeFactory, make.ThemeFactory):
        for row in (model(), model(), model()):
            with django_assert_num_queries(31):
                audit.as_csv()
            row.delete()
