"""Measure pages: what a measure is, and averages that anybody can work out again from the published documents."""

import json
import re
from math import exp, log

import pytest
from django.test import Client
from scipy import stats

from casestudies.models import Edition, Tombstone
from outcomes.models import Band, Cohort, Measure
from tests import factories as make
from tests import lives
from tests.db.readers import shelf
from tests.db.readers.visible import text

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return text(response.content.decode())


def published(
    slug: str, measure: Measure, *, invented: bool = False, provenance: str = "recorded", **counts: int
) -> None:
    study = shelf.case_study(slug, **counts)
    if invented:
        study.project.invented = True
        study.project.save()
    Cohort.objects.filter(strand__project=study.project).update(measure=measure, provenance=provenance)
    lives.publish(study)


@pytest.fixture
def scale() -> Measure:
    return make.MeasureFactory(key="a-scale", short_name="SCALE", name="A scale", licence_note="Free to use.")


def shown_counts(measure: str) -> list[tuple[int, int]]:
    """(k, n) of every current recorded result with exact counts, from the documents' raw JSON alone."""
    found = []
    gone = set(Tombstone.objects.values_list("slug", flat=True))
    for edition in Edition.objects.filter(current=True, invented=False).exclude(slug__in=gone):
        for strand in json.loads(edition.document or "{}")["strands"]:
            for cohort in strand["cohorts"]:
                k, n = cohort["block"]["improved"], cohort["block"]["scored"]
                if cohort["measure"]["key"] != measure or cohort["provenance"] != "recorded":
                    continue
                if k["kind"] == n["kind"] == "shown" and k["value"]["because"] == "exact":
                    found.append((k["value"]["low"], n["value"]["low"]))
    return found


def pooled_by_hand(counts: list[tuple[int, int]]) -> list[int]:
    """Average, interval and prediction in whole per cent: the rule of the how-we-count page, step by step."""
    m = len(counts)
    y, v = [log(k / (n - k)) for k, n in counts], [1 / k + 1 / (n - k) for k, n in counts]
    w = [1 / x for x in v]
    mean = sum(a * b for a, b in zip(w, y, strict=True)) / sum(w)
    q = sum(a * (b - mean) ** 2 for a, b in zip(w, y, strict=True))
    tau2 = max(0.0, (q - m + 1) / (sum(w) - sum(a * a for a in w) / sum(w)))
    w = [1 / (x + tau2) for x in v]
    mean = sum(a * b for a, b in zip(w, y, strict=True)) / sum(w)
    factor = max(1.0, sum(a * (b - mean) ** 2 for a, b in zip(w, y, strict=True)) / (m - 1))
    half = float(stats.t.ppf(0.975, m - 1)) * (factor / sum(w)) ** 0.5
    wide = float(stats.t.ppf(0.975, m - 2)) * (tau2 + factor / sum(w)) ** 0.5
    return [int(100 / (1 + exp(-x)) + 0.5) for x in (mean, mean - half, mean + half, mean - wide, mean + wide)]


def test_the_average_is_worked_out_again_from_the_documents(client: Client, scale: Measure) -> None:
    for number, improved in enumerate((30, 35, 40, 45, 44, 25)):
        published(f"project-{number}", scale, improved=improved)
    published("at-least", scale, started=60, scored=40, improved=29)  # 10 worse and 1 the same: exact enough
    published("too-few", scale, started=30, scored=15, improved=5)
    published("a-summary-said", scale, provenance="summary", improved=33)
    counts = shown_counts("a-scale")
    assert len(counts) == 7
    average, low, high, lowest, highest = pooled_by_hand(counts)
    said = page(client, "/measures/a-scale/")
    assert f"An average project saw {average} % of families scored twice improve." in said
    assert "Average of 7 of 9 projects; the others are hidden, not exact or a published summary" in said
    assert "lowers the average" in said
    assert f"95 %, for the average project: {low} to {high} %" in said
    assert f"95 % prediction: {lowest} to {highest} %" in said


def test_four_projects_are_drawn_and_not_averaged(client: Client, scale: Measure) -> None:
    for number in range(4):
        published(f"project-{number}", scale)
    said = page(client, "/measures/a-scale/")
    assert "4 projects, 4 with an exact rate from recorded scores: too few to pool." in said
    assert "An average project" not in said
    assert "people scored before and after" not in said


def test_a_funnel_from_ten_projects_names_nobody(client: Client, scale: Measure) -> None:
    for number in range(10):
        published(f"project-{number}", scale, improved=30 + number)
    html = client.get("/measures/a-scale/").content.decode()
    caption = (
        "more different than chance alone explains: other families, starting scores, scorers, coverage; "
        "not better or worse"
    )
    assert caption in html
    funnel = html[html.index(caption) :]
    assert "Project" not in re.sub(r"<footer.*", "", funnel, flags=re.DOTALL).partition("</svg>\n</svg>")[0]
    assert len(re.findall(r'<circle [^>]*r="5"', funnel)) == 10
    assert len(set(re.findall(r'<circle [^>]*r="5" fill="(#\w+)"', funnel))) == 1, "one colour inside and outside"


def test_invented_projects_are_apart_and_only_when_asked_for(client: Client, scale: Measure) -> None:
    for number in range(5):
        published(f"made-up-{number}", scale, invented=True, provenance="invented")
        published(f"real-{number}", scale)
    hidden = page(client, "/measures/a-scale/?examples=hide")
    assert "Made Up" not in hidden
    assert hidden.count("An average project saw") == 1
    shown = page(client, "/measures/a-scale/?examples=show")
    assert "Average of all 5 projects." in shown
    assert "Average of all 5 invented projects." in shown


def test_withdrawing_a_project_takes_it_out_of_the_average_at_once(client: Client, scale: Measure) -> None:
    from casestudies import workflow  # the other tests of this module publish only

    by = shelf.reviewer()
    for number in range(6):
        published(f"project-{number}", scale, improved=30 + number)
    study = Edition.objects.get(slug="project-0").case_study
    workflow.withdraw(study, by=by, reason="Its provider asked for it.")
    said = page(client, "/measures/a-scale/")
    assert "Average of all 5 projects." in said
    assert "Project 0" not in said


def test_what_is_published_about_a_measure_stands_on_its_page(client: Client, scale: Measure) -> None:
    source = make.SourceFactory(title="The manual of the scale")
    Band.objects.create(measure=scale, label="much concern", low=0, high=40)
    Measure.objects.filter(pk=scale.pk).update(cut_off=40, cut_off_meaning="much concern", cut_off_source=source)
    said = page(client, "/measures/a-scale/")
    assert "0 to 100, in steps of 1; higher is better" in said
    assert "40 and below: much concern" in said
    assert "The manual of the scale" in said
    assert "Free to use." in said
    assert "0–40" in said
    assert "No case study shows a result on this measure yet." in said


def test_a_measure_in_use_comes_before_one_that_is_not(client: Client, scale: Measure) -> None:
    make.MeasureFactory(short_name="AAA")
    published("one", scale)
    said = page(client, "/measures/")
    assert said.index("SCALE") < said.index("AAA")
    assert "1 case study" in said
    assert "nothing yet" in said
