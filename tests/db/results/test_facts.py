"""Strands, cohorts and published summaries by form: what is wrong is said at its field, and nobody's save is lost."""

import re
import uuid
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from casestudies.forms.cohorts import CohortForm
from casestudies.models import CaseStudy, User
from casestudies.results import saving
from outcomes.models import Cohort, PublishedResult, Strand
from outcomes.score_files.save import NotPossibleError
from tests import factories as make
from tests import lives
from tests.db.results.conftest import at
from tests.people import signed_in

NBSP = "\N{NARROW NO-BREAK SPACE}"


def hidden(response: HttpResponse, name: str) -> str:
    """The value of a hidden field of the page."""
    found = re.search(rf'name="{name}"(?: value="([^"]*)")?', response.content.decode())
    assert found
    return found[1] or ""


def send(client: Client, address: str, **typed: Any) -> HttpResponse:
    """Open a form and send it with `typed` instead of what it showed."""
    page = client.get(address)
    shown = page.context["form"]
    form = {name: shown[name].value() for name in shown.fields}
    form = {name: "" if value is None else value for name, value in form.items()} | typed
    return client.post(address, form)  # type: ignore[return-value]


def errors(response: HttpResponse) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


@pytest.fixture
def facts(cohort: Cohort) -> str:
    return at("cohorts", cohort.pk, "facts")


@pytest.fixture
def summary(cohort: Cohort) -> str:
    return at("cohorts", cohort.pk, "summary")


# ------------------------------------------------------------------------------------------------------------- strands


def test_an_error_is_said_once_in_the_title(client: Client, cohort: Cohort) -> None:
    strand, scores = at("strands", "add"), at("cohorts", cohort.pk, "upload")
    for address, title in ((strand, "Add a strand"), (scores, "Upload or paste scores")):
        assert f"<title>Error: {title} · Plain Account</title>" in client.post(address).content.decode()


def test_a_strand_is_added_and_changed(client: Client, study: CaseStudy, olive: User) -> None:
    assert send(client, at("strands", "add"), name="  Parent   groups ", unit="parents")["Location"] == at()
    strand = Strand.objects.get()
    assert (strand.name, strand.unit, strand.project) == ("Parent groups", "parents", study.project)
    assert strand.history.get().history_user == olive
    send(client, at("strands", strand.pk), name="Groups", description="Weekly, for twelve weeks.")
    strand.refresh_from_db()
    assert (strand.name, strand.unit, strand.description) == ("Groups", "parents", "Weekly, for twelve weeks.")
    assert "Groups" in client.get(at()).content.decode()


def test_two_strands_of_a_name(client: Client, cohort: Cohort) -> None:
    said = errors(send(client, at("strands", "add"), name="ONE to one"))
    assert said == {"name": ["The project has a strand of this name already."]}
    assert Strand.objects.count() == 1


def test_the_same_form_sent_twice_makes_one_strand(client: Client, study: CaseStudy) -> None:
    once = uuid.uuid4()
    for _ in range(2):
        assert send(client, at("strands", "add"), name="Groups", unit="parents", once=once).status_code == 302
    assert Strand.objects.count() == 1


# ------------------------------------------------------------------------------------------------------------- cohorts


def test_a_cohort_is_added_with_all_that_can_be_said(client: Client, cohort: Cohort, study: CaseStudy) -> None:
    source = make.SourceFactory(title="Annual report")
    study.sources.add(source)
    answer = send(
        client,
        at("strands", cohort.strand_id, "cohorts", "add"),
        measure=cohort.measure_id,
        period_start="2015-04-01",
        period_end="31/03/2016",
        started="1,334",
        still_attending="40",
        provenance="recorded",
        standing="provisional",
        rated_by="the therapist",
        rated_independently="False",
        comparison_group="none",
        follow_up_months="6",
        source=source.pk,
    )
    new = Cohort.objects.exclude(pk=cohort.pk).get()
    assert answer["Location"] == at("cohorts", new.pk)
    assert (str(new.period_start), str(new.period_end), new.started, new.still_attending) == (
        *("2015-04-01", "2016-03-31"),
        *(1334, 40),
    )
    assert (new.standing, new.rated_by, new.rated_independently, new.comparison_group, new.follow_up_months) == (
        *("provisional", "the therapist", False),
        *("none", 6),
    )
    assert (new.source, new.provenance, new.key.startswith(study.project.key)) == (source, "recorded", True)


def test_a_cohort_needs_its_measure_and_what_is_held_and_nothing_else(client: Client, cohort: Cohort) -> None:
    address = at("strands", cohort.strand_id, "cohorts", "add")
    assert errors(send(client, address)).keys() == {"measure", "provenance"}
    assert send(client, address, measure=cohort.measure_id, provenance="summary").status_code == 302
    assert Cohort.objects.filter(started=None, period_start=None, provenance="summary").count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"period_end": "2014-03-31"}, "period_end", "The last day is before the first."),
        ({"still_attending": "335"}, "still_attending", "More people cannot still come than have started."),
        ({"period_start": "31/02/2014"}, "period_start", "Write a day of the calendar, such as 31/05/2014."),
        ({"period_start": "2014"}, "period_start", "Write a day of the calendar, such as 31/05/2014."),
        ({"period_start": "0014-01-01"}, "period_start", "Write a day of the calendar, such as 31/05/2014."),
        ({"started": "many"}, "started", "Write a whole number from 0 to 10,000,000, in digits."),
        ({"started": "-1"}, "started", "Write a whole number from 0 to 10,000,000, in digits."),
        ({"started": "1_000"}, "started", "Write a whole number from 0 to 10,000,000, in digits."),
        ({"started": "٣٣٤"}, "started", "Write a whole number from 0 to 10,000,000, in digits."),
        ({"started": "NaN"}, "started", "Write a whole number from 0 to 10,000,000, in digits."),
        ({"started": "334.0"}, "started", "Write a whole number from 0 to 10,000,000, in digits."),
    ],
)
def test_what_contradicts_itself_is_said_at_its_field(
    client: Client, cohort: Cohort, facts: str, typed: dict[str, str], field: str, words: str
) -> None:
    response = send(client, facts, **typed)
    assert errors(response) == {field: [words]}
    assert f'href="#id_{field}"' in response.content.decode()
    cohort.refresh_from_db()
    assert (cohort.started, cohort.still_attending, str(cohort.period_start)) == (334, None, "2014-04-01")


def test_what_only_the_database_can_refuse_is_said_at_its_field(client: Client, cohort: Cohort, facts: str) -> None:
    make.CohortFactory(strand=cohort.strand, measure=cohort.measure, period_start="2015-04-01", period_end="2016-03-31")
    upload = make.ScoreUploadFactory(cohort=cohort, row_count=2, pair_count=2)
    make.ScoreFactory.create_batch(2, upload=upload, before=60)
    narrow = make.MeasureFactory(minimum=0, maximum=50)
    assert errors(send(client, facts, period_end="2015-04-01")) == {
        "period_start": ["Its period overlaps that of another cohort of the same strand and measure."]
    }
    assert errors(send(client, facts, started="1")) == {
        "started": ["More people are scored than this number who started."]
    }
    assert errors(send(client, facts, measure=narrow.pk)) == {
        "measure": ["Scores that are held of this cohort lie outside the range of this measure."]
    }
    assert errors(send(client, facts, provenance="summary")) == {
        "provenance": ["Scores of this cohort are held. Undo their upload first."]
    }
    cohort.refresh_from_db()
    assert (str(cohort.period_end), cohort.started, cohort.provenance) == ("2015-03-31", 334, "recorded")


def test_an_invented_project_has_invented_cohorts_whoever_adds_them(
    client: Client, cohort: Cohort, study: CaseStudy, facts: str
) -> None:
    study.project.invented = True
    study.project.save()
    address = at("strands", cohort.strand_id, "cohorts", "add")
    send(client, address, measure=cohort.measure_id, provenance="recorded")
    assert Cohort.objects.exclude(pk=cohort.pk).get().provenance == "invented"


def test_only_the_sources_of_the_case_study_can_be_chosen(client: Client, cohort: Cohort, facts: str) -> None:
    elsewhere = make.SourceFactory(title="Not for Olive")
    assert "Not for Olive" not in client.get(facts).content.decode()
    assert errors(send(client, facts, source=elsewhere.pk)).keys() == {"source"}


# ----------------------------------------------------------------------------------------------------------- summaries


def test_a_published_summary_is_kept_as_printed(client: Client, cohort: Cohort, summary: str) -> None:
    send(client, summary, scored="144", improved_percent="85", mean_change="12.50", mean_change_base="improved")
    result = PublishedResult.objects.get()
    assert (result.scored, result.improved_percent, str(result.mean_change), result.mean_change_decimals) == (
        *(144, 85),
        *("12.50", 2),
    )
    page = client.get(at("cohorts", cohort.pk)).content.decode()
    assert "Is this right?" not in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            {"scored": "33", "improved_percent": "75"},
            (
                f"No whole number out of 33 rounds to 75{NBSP}%: 24 is 73{NBSP}%, 25 is 76{NBSP}%; the figure is "
                "probably about another number of people."
            ),
        ),
        (
            {"scored": "144", "improved": "120", "improved_percent": "85"},
            f"120 of 144 is 83{NBSP}%, not 85{NBSP}%; one of the two is not right.",
        ),
        ({"mean_change": "120"}, "PIR-GAS is 99 points wide, so nobody can have changed by more than that on average."),
        (
            {"mean_change": "-3", "mean_change_base": "improved"},
            "Those who improved have gained: their change must be above nought. Perhaps it is that of all scored.",
        ),
    ],
)
def test_what_is_hard_to_believe_is_asked_and_stops_nobody(
    client: Client, cohort: Cohort, summary: str, typed: dict[str, str], words: str
) -> None:
    response = send(client, summary, **typed)
    assert response["Location"] == at("cohorts", cohort.pk)
    page = client.get(at("cohorts", cohort.pk)).content.decode()
    assert words in page
    assert "You can go on" in page
    assert PublishedResult.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"scored": "335"}, "scored", "The published result counts more people scored than have started."),
        ({"scored": "20", "improved": "21"}, "improved", "More people cannot have improved than were scored."),
        ({"improved_percent": "101"}, "improved_percent", "A percentage goes up to 100."),
        ({"improved_percent": "85.5"}, "improved_percent", "Write a whole number from 0 to 10,000,000, in digits."),
        ({"mean_change": "1_2"}, "mean_change", "Write a number in digits, such as 12 or 12.5."),
        ({"mean_change": "NaN"}, "mean_change", "Write a number in digits, such as 12 or 12.5."),
        ({"mean_change": "١٢"}, "mean_change", "Write a number in digits, such as 12 or 12.5."),
        ({"mean_change": "12.345"}, "mean_change", "Write a number in digits, such as 12 or 12.5."),
    ],
)
def test_a_summary_that_cannot_be(client: Client, summary: str, typed: dict[str, str], field: str, words: str) -> None:
    assert errors(send(client, summary, **typed)) == {field: [words]}
    assert PublishedResult.objects.count() == 0


# ------------------------------------------------------------------------------------------------ two tabs, two people


def test_a_change_over_somebody_elses_is_given_back_beside_it(client: Client, cohort: Cohort, piet: User) -> None:
    address = at("cohorts", cohort.pk, "facts")
    seen = hidden(client.get(address), "seen")
    send(signed_in(piet), address, rated_by="the therapist")
    mine = send(client, address, rated_by="a colleague", seen=seen)
    page = mine.content.decode()
    assert mine.status_code == 409
    assert "Somebody has saved “the therapist” here since you opened this page." in page.replace("&#x27;", "'")
    assert 'value="a colleague"' in page
    cohort.refresh_from_db()
    assert cohort.rated_by == "the therapist"
    assert send(client, address, rated_by="a colleague", seen=hidden(mine, "seen")).status_code == 302
    cohort.refresh_from_db()
    assert cohort.rated_by == "a colleague"


def test_an_identical_repeat_is_answered_as_the_first(client: Client, cohort: Cohort, piet: User) -> None:
    address = at("cohorts", cohort.pk, "facts")
    seen = hidden(client.get(address), "seen")
    first = send(client, address, rated_by="the therapist", seen=seen)
    again = send(signed_in(piet), address, rated_by="the therapist", seen=seen)
    assert (first.status_code, again.status_code, first["Location"]) == (302, 302, again["Location"])
    assert cohort.history.count() == 2


def test_two_people_enter_a_summary(client: Client, summary: str, piet: User) -> None:
    send(signed_in(piet), summary, scored="144", improved_percent="85")
    mine = send(client, summary, scored="71", improved_percent="77", seen="")
    assert mine.status_code == 409
    assert PublishedResult.objects.values_list("scored", flat=True).get() == 144
    assert send(client, summary, scored="71", improved_percent="77", seen=hidden(mine, "seen")).status_code == 302
    assert PublishedResult.objects.values_list("scored", flat=True).get() == 71


# ------------------------------------------------------------------------------------------------------------- hostile

HOSTILE = {
    "200 kB": "A" * 200_000,
    "NUL": "a\0b",
    "an override": "a\u202eb",
    "markup": "<script>alert(1)</script>",
    "a link": "javascript:alert(1)",
    "an emoji": "\N{GRINNING FACE}\N{ZERO WIDTH JOINER}\N{GRINNING FACE}",
    "Arabic digits": "٤٢",
    "an underscore": "1_0",
    "not a number": "NaN",
    "a lone quote": '"',
    "a million": "1" * 1000,
    "a template": "{{ settings.SECRET_KEY }}",
}
FIELDS = {
    "strand": ["name", "unit", "description", "seen", "once"],
    "facts": [
        "measure",
        "period_start",
        "period_end",
        "started",
        "still_attending",
        "provenance",
        "standing",
        "rated_by",
        "rated_independently",
        "comparison_group",
        "comparison_note",
        "follow_up_months",
        "source",
        "seen",
        "once",
    ],
    "summary": [
        "scored",
        "improved",
        "improved_percent",
        "mean_change",
        "mean_change_base",
        "base_is_our_reading",
        "source",
        "seen",
        "once",
    ],
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("form", FIELDS)
def test_every_field_answers_every_hostile_text(client: Client, cohort: Cohort, form: str, typed: str) -> None:
    address = at("strands", cohort.strand_id) if form == "strand" else at("cohorts", cohort.pk, form)
    assert set(client.get(address).context["form"].fields) == set(FIELDS[form])
    for field in FIELDS[form]:
        response = send(client, address, **{field: typed})
        assert response.status_code in {200, 302, 409}, field
        for page in (response, client.get(at()), client.get(at("cohorts", cohort.pk))):
            assert "<script>alert" not in page.content.decode()
            assert 'href="javascript:' not in page.content.decode()


def test_a_case_study_that_is_not_open_takes_nothing(client: Client, cohort: Cohort, facts: str, summary: str) -> None:
    CaseStudy.objects.update(status="published")
    words = "Readers have it as it is. Open it again to work on the next edition."
    for address, typed in (
        (facts, {"rated_by": "x"}),
        (summary, {"scored": "20"}),
        (at("strands", "add"), {"name": "x"}),
    ):
        assert words in send(client, address, **typed).content.decode()
    cohort.refresh_from_db()
    assert (cohort.rated_by, Strand.objects.count(), PublishedResult.objects.count()) == ("", 1, 0)


# ---------------------------------------------------------------------------------------------------------- taking out


def test_a_mistake_is_taken_out_after_asking(client: Client, cohort: Cohort, study: CaseStudy) -> None:
    make.ScoreUploadFactory(cohort=cohort, state="undone")
    make.PublishedResultFactory(cohort=cohort)
    strand = at("strands", cohort.strand_id, "remove")
    assert "It has cohorts or other outcomes." in client.post(strand).content.decode()
    page = client.get(at("cohorts", cohort.pk, "remove"))
    assert "This cannot be undone." in page.content.decode()
    assert "Readers know it" not in page.content.decode()
    assert "PIR-GAS, 1 April 2014 to 31 March 2015</p>" in page.content.decode()
    assert Cohort.objects.count() == 1
    assert client.post(at("cohorts", cohort.pk, "remove"))["Location"] == at()
    assert client.post(strand)["Location"] == at()
    assert (Cohort.objects.count(), Strand.objects.count(), PublishedResult.objects.count()) == (0, 0, 0)


def test_what_readers_know_is_taken_out_knowing_what_entering_it_again_will_mean(
    client: Client, cohort: Cohort, study: CaseStudy
) -> None:
    make.PublishedResultFactory(cohort=cohort)
    lives.publish(study)
    CaseStudy.objects.update(status="draft")
    readers_know = "Readers know it, and the editions that told of it stay."
    assert readers_know in client.get(at("cohorts", cohort.pk, "remove")).content.decode()
    client.post(at("cohorts", cohort.pk, "remove"))
    assert readers_know in client.get(at("strands", cohort.strand_id, "remove")).content.decode()


def test_a_cohort_that_holds_scores_stays(client: Client, cohort: Cohort) -> None:
    make.ScoreFactory(upload=make.ScoreUploadFactory(cohort=cohort))
    for ask in (client.get, client.post):
        assert "It holds scores. Take those back first." in ask(at("cohorts", cohort.pk, "remove")).content.decode()
    assert (Cohort.objects.count(), cohort.scores.count()) == (1, 1)


def test_nothing_is_taken_out_of_a_case_study_that_is_not_open(client: Client, cohort: Cohort) -> None:
    CaseStudy.objects.update(status="withdrawn")
    answer = client.post(at("cohorts", cohort.pk, "remove")).content.decode()
    assert "It has been withdrawn for good." in answer
    assert "Take it out" not in answer
    assert Cohort.objects.count() == 1


def test_what_was_taken_out_meanwhile_does_not_come_back(
    client: Client, cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking it up and saving it: nothing that anybody could time, so it happens in the form's own check."""
    facts = at("cohorts", cohort.pk, "facts")
    whole_clean = CohortForm.full_clean
    monkeypatch.setattr(CohortForm, "full_clean", lambda form: (whole_clean(form), Cohort.objects.all().delete()))
    seen = client.post(facts, {"measure": cohort.measure_id, "provenance": "recorded", "unit": "parents"})
    assert "Somebody has taken this out meanwhile." in seen.content.decode()
    assert Cohort.objects.count() == 0


def test_scores_of_a_cohort_that_was_taken_out_meanwhile(client: Client, cohort: Cohort, olive: User) -> None:
    upload = make.ScoreUploadFactory(cohort=cohort, state="staged", staged_rows=[])
    Cohort.objects.all().delete()
    for act in (saving.confirm, saving.undo):
        with pytest.raises(NotPossibleError, match=r"Somebody has taken this out meanwhile\."):
            act(upload, case_study=CaseStudy.objects.get(), by=olive)
