"""An admin types a whole small case study into the forms and publishes it; a reader finds it."""

import io
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from casestudies.models import CaseStudy, Decision, Edition
from outcomes import models as facts
from tests import factories as make
from tests.db.admin.filling_in import problems, send
from tests.people import signed_in

HEADLINE = "Two in three parents found it easier to read their baby's signals"
CHECKED = "A share of all, not two parents."


def _add(client: Client, model: type[Model], typed: dict[str, Any], **inlines: list[dict[str, Any]]) -> Any:
    """Save a new row through its form; return it."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    assert problems(send(client, address, typed, **inlines)) == []
    return model._default_manager.latest("pk")


def _picture() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(file, "PNG")
    file.seek(0)
    file.name = "room.png"
    return file


def _enter_reference(admin: Client) -> dict[str, Any]:
    """What the case study shares with others."""
    report = _add(
        admin,
        facts.Source,
        {"title": "Yearly report", "key": "yearly-report", "publisher": "Harbour Trust", "published": "2025-06"},
    )
    region = _add(admin, facts.Place, {"gss_code": "E12000008", "name": "South East", "kind": "region"})
    return {
        "report": report,
        "trust": _add(
            admin, facts.Organisation, {"name": "Harbour Trust", "key": "harbour-trust", "is_provider": "on"}
        ),
        "fund": _add(admin, facts.Organisation, {"name": "Coast Fund", "key": "coast-fund", "is_funder": "on"}),
        "place": _add(
            admin,
            facts.Place,
            {"gss_code": "E06000045", "name": "Southampton", "kind": "unitary", "parent": region.pk},
        ),
        "theme": _add(admin, facts.Theme, {"name": "Early years", "key": "early-years"}),
        "midwives": _add(admin, facts.ReferralSource, {"name": "midwives", "key": "midwives"}),
        "measure": _add(
            admin,
            facts.Measure,
            {
                "name": "Parent–Infant Relationship Global Assessment Scale",
                "short_name": "PIR-GAS",
                "version": "DC:0-3R",
                "key": "pir-gas",
                "minimum": 1,
                "maximum": 100,
                "higher_is_better": "on",
                "cut_off": 40,
                "cut_off_meaning": "a disordered relationship",
                "cut_off_source": report.pk,
            },
            bands=[{"label": "disordered or worse", "low": 1, "high": 40}, {"label": "above", "low": 41, "high": 100}],
        ),
    }


def _enter_facts(admin: Client, shared: dict[str, Any]) -> facts.Project:
    """The project with its strand, ways in, results and money."""
    project = _add(
        admin,
        facts.Project,
        {
            "name": "Harbour Parent and Baby Project",
            "short_name": "Harbour",
            "key": "harbour",
            "purpose": "To help parents and babies come to know each other.",
            "provider": shared["trust"].pk,
            "started": "2019-04",
            "themes": [shared["theme"].pk],
            "yearly_reach": 150,
            "reach_unit": "parents",
        },
        project_places=[{"place": shared["place"].pk, "role": "lead", "detail": ""}],
        strands=[{"name": "Home visits", "key": "harbour-visits", "unit": "parents", "position": 0}],
        referral_routes=[{"referral_source": shared["midwives"].pk, "position": 0}],
    )
    _add(
        admin,
        facts.Cohort,
        {
            "key": "harbour-visits-2024",
            "strand": project.strands.get().pk,
            "measure": shared["measure"].pk,
            "period_start": "2024-04-01",
            "period_end": "2025-03-31",
            "started": 120,
            "provenance": "summary",
            "source": shared["report"].pk,
        },
        published_result=[
            {"scored": 60, "improved_percent": 65, "mean_change_decimals": 0, "mean_change_base": "not_stated"}
        ],
    )
    income = _add(
        admin,
        facts.StatedIncome,
        {"project": project.pk, "key": "harbour-2024", "label": "income of 2024", "basis": "about", "amount": 90_000},
    )
    _add(
        admin,
        facts.Funding,
        {
            "project": project.pk,
            "key": "harbour-coast",
            "funders": [shared["fund"].pk],
            "kind": "grant",
            "basis": "exact",
            "amount": 30_000,
            "income": income.pk,
            "position": 0,
        },
    )
    return project


def _enter_story(admin: Client, project: facts.Project, shared: dict[str, Any]) -> CaseStudy:
    return _add(
        admin,
        CaseStudy,
        {
            "project": project.pk,
            "slug": "harbour",
            "number": 7,
            "headline": HEADLINE,
            "theme": shared["theme"].pk,
            "background": "Many new parents in the city meet nobody they can ask.",
            "action": "A visitor comes every week for ten weeks.",
            "outcome": "Most parents say that feeding and sleep became calmer.",
            "sources": [shared["report"].pk],
        },
        quotes=[{"words": "We watch the baby together.", "speaker": "Kit Moss", "consent": "on", "position": 0}],
        pictures=[{"image": _picture(), "alt_text": "A playroom", "consent": "on", "position": 0}],
    )


@pytest.fixture
def entered(admin: Client, settings: Settings, tmp_path: Path) -> CaseStudy:
    """A whole small case study, typed by hand."""
    settings.MEDIA_ROOT = tmp_path
    shared = _enter_reference(admin)
    return _enter_story(admin, _enter_facts(admin, shared), shared)


def _approve_and_publish(reviewer: Client) -> None:
    """What somebody who has not written it does on the reviewers' pages."""
    assert reviewer.post("/review/harbour/claim/").status_code == 302
    page = reviewer.get("/review/harbour/")
    assert "<mark>Two</mark>" in page.content.decode()
    ticked = [key for key, _ in page.context["moves"]["approve"].fields["checked"].choices]
    said = {"seen": page.context["file"].fingerprint, "checked": ticked, "words_checked": CHECKED}
    points = dict.fromkeys(["story", "consent", "funding", "figures", "disclosure"], "on")
    assert reviewer.post("/review/harbour/checklist/", points | {"seen": said["seen"]}).status_code == 302
    assert reviewer.post("/review/harbour/approve/", said).status_code == 302
    second = signed_in(make.ReviewerFactory(email="second@example.org"))
    assert second.post("/review/harbour/confirm/", {"reason": "I agree."}).status_code == 302
    assert reviewer.post("/review/harbour/publish/").status_code == 302


def _send_and_publish(admin: Client, entered: CaseStudy, reviewer: Client) -> None:
    admin.post(reverse("admin:casestudies_casestudy_submit", args=[entered.pk]), {})
    _approve_and_publish(reviewer)


def test_a_case_study_typed_by_hand_is_looked_at_published_and_read(
    admin: Client, reviewer: Client, entered: CaseStudy
) -> None:
    preview = admin.get(reverse("admin:casestudies_casestudy_preview", args=[entered.pk]))
    assert preview.status_code == 200
    assert HEADLINE in unescape(preview.content.decode())

    submit = reverse("admin:casestudies_casestudy_submit", args=[entered.pk])
    assert admin.get(submit).context["missing"] == []
    response = admin.post(submit, {"words": "First edition."}, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Done: Send for review, “harbour”."]
    assert not Edition.objects.exists()
    _approve_and_publish(reviewer)

    edition = Edition.objects.get()
    assert (edition.slug, edition.number, edition.note, edition.current) == ("harbour", 1, "First edition.", True)
    moves = Decision.objects.order_by("pk").values_list("by__email", "to_status", "words_checked")
    assert list(moves) == [
        ("admin@example.org", "submitted", ""),
        ("reviewer@example.org", "in_review", ""),
        ("reviewer@example.org", "approved", CHECKED),
        ("second@example.org", "approved", ""),
        ("reviewer@example.org", "published", ""),
    ]

    page = Client().get("/case-studies/harbour/")
    assert page.status_code == 200
    text = unescape(page.content.decode())
    # 39 of 60 is 65 %; 60 of the 120 who started were not scored
    for shown in (HEADLINE, "65 %", "39", "120", "Southampton", "Coast Fund", "£30,000", "Kit Moss", "A playroom"):
        assert shown in text.replace("\N{NO-BREAK SPACE}", " ").replace("65%", "65 %"), shown


def test_its_address_and_project_stay_once_it_is_published(admin: Client, reviewer: Client, entered: CaseStudy) -> None:
    change = reverse("admin:casestudies_casestudy_change", args=[entered.pk])
    assert {"slug", "project"} <= set(admin.get(change).context["adminform"].form.fields)
    _send_and_publish(admin, entered, reviewer)
    assert {"slug", "project", "status", "stale"} & set(admin.get(change).context["adminform"].form.fields) == set()
    assert problems(send(admin, change, {"headline": "Reworded", "slug": "elsewhere"})) == []
    entered.refresh_from_db()
    assert (entered.headline, entered.slug) == ("Reworded", "harbour")


def test_a_published_case_study_cannot_be_deleted(admin: Client, reviewer: Client, entered: CaseStudy) -> None:
    delete = reverse("admin:casestudies_casestudy_delete", args=[entered.pk])
    assert admin.get(delete).status_code == 200
    _send_and_publish(admin, entered, reviewer)
    assert admin.get(delete).status_code == 403
    response = admin.post(
        reverse("admin:casestudies_casestudy_changelist"),
        {"action": "delete_selected", "_selected_action": [entered.pk], "post": "yes"},
    )
    assert response.status_code in {200, 302, 403}
    assert CaseStudy.objects.filter(pk=entered.pk).exists()
