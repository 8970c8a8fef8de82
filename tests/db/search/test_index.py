"""The index holds what is on the shelf, no more and no less, from the moment it is published or taken down."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from casestudies import workflow
from casestudies.editions import document, publish
from casestudies.models import CaseStudy, Edition, SearchEntry, SearchFacet, SearchWord
from casestudies.search import index
from tests import factories as make
from tests import lives
from tests.db.readers import shelf
from tests.db.search.asking import ask, slugs

CANARY = "qzcanary"
TABLES = ["casestudies_searchentry", "casestudies_searchfacet", "casestudies_searchword", "casestudies_searchtext"]
# how FTS5 keeps its table: deleted words would stay in the first until it is rewritten
SHADOWS = [f"casestudies_searchtext_{part}" for part in ("data", "idx", "content", "docsize")]


def told(slug: str = "telling", word: str = CANARY) -> CaseStudy:
    """A draft with the word in every kind of text there is."""
    study = shelf.case_study(slug)
    project = study.project
    study.headline = f"Families {word}a get on"
    study.background, study.action, study.outcome = f"It {word}b was.", f"We {word}c.", f"Then {word}d."
    project.name = f"{word}e project"
    project.purpose, project.approaches, project.staff = f"For {word}f.", f"By {word}g", f"Some {word}h"
    project.provider.name = f"Provider {word}i"
    study.theme.name = f"Theme {word}j"
    for row in (study, project, project.provider, study.theme):
        row.save()
    funder = make.OrganisationFactory(name=f"Trust {word}k", key=f"{word}-trust", is_funder=True)
    make.FundingFactory(project=project).funders.add(funder)
    source = make.ReferralSourceFactory(name=f"{word}l nurses", key=f"{word}-nurses")
    make.ReferralRouteFactory(project=project, referral_source=source, detail=f"by {word}m")
    make.OtherOutcomeFactory(project=project, label=f"did {word}n", words=f"Some did {word}o.")
    make.QuoteFactory(case_study=study, words=f"It {word}p.", speaker=f"Jo {word}q")
    make.ProjectPlaceFactory(project=project, role="delivery", place__name=f"{word}r-shire")
    return study


def bytes_of_the_index() -> str:
    """All that any table of the index holds, down to the pages SQLite keeps it in."""
    tables = TABLES + (SHADOWS if connection.vendor == "sqlite" else [])
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            found += [bytes(v) if isinstance(v, memoryview) else v for row in cursor.fetchall() for v in row]
    return " ".join(v.decode("latin-1") if isinstance(v, bytes) else str(v) for v in found)


def state() -> list[object]:
    """What stands in the index, without the ids of its rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT slug, title, body FROM casestudies_searchtext text"
            " JOIN casestudies_searchentry entry ON entry.id = text.rowid"
        )
        texts = sorted(cursor.fetchall())
    return [
        texts,
        sorted(SearchEntry.objects.values_list("slug", "edition", "invented", "reach", "coverage", "words")),
        sorted(SearchFacet.objects.values_list("entry__slug", "facet", "value", "label", "position")),
        sorted(SearchWord.objects.values_list("word", "stem", "real", "examples")),
    ]


def test_every_text_is_found_once_published_and_before_that_none() -> None:
    study = told()
    assert CANARY not in bytes_of_the_index()
    lives.publish(study)
    for letter in "abcdefghijklmnopqr":
        assert slugs(f"q={CANARY}{letter}") == ["telling"], letter


def test_a_draft_over_a_live_edition_is_not_found() -> None:
    study = shelf.case_study("live")
    lives.publish(study)
    study.outcome = f"Then {CANARY}."
    study.save()
    lives.submitted(study)
    assert slugs(f"q={CANARY}") == []
    assert slugs("q=live") == ["live"]


def test_nothing_of_what_is_withdrawn_stays() -> None:
    lives.publish(shelf.case_study("staying"))
    before = state()
    study = told()
    lives.publish(study)
    assert len(re.findall(CANARY, bytes_of_the_index())) > 20
    workflow.withdraw(study, by=shelf.reviewer(), reason="They asked.")
    left = bytes_of_the_index()
    assert CANARY not in left
    assert CANARY[2:] not in left
    assert "telling" not in left
    assert state() == before


def test_nothing_that_only_an_older_edition_said_stays() -> None:
    study = told()
    lives.publish(study)
    study.background = study.action = study.outcome = "It is said in other words."
    study.save()
    lives.publish(study, note="Other words.")
    for letter in "bcd":
        assert f"{CANARY}{letter}" not in bytes_of_the_index()
        assert slugs(f"q={CANARY}{letter}") == []
    assert slugs("q=said+words") == ["telling"]
    assert SearchWord.objects.get(word="said").real == 1


def test_a_publication_that_fails_leaves_the_index_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    study, by = told(), shelf.reviewer()
    lives.approved(study, by=by)
    before = state()
    monkeypatch.setattr("casestudies.workflow.mails.tell_editors", lambda *anything: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        workflow.publish(study, by=by)
    assert state() == before


def test_what_is_erased_is_not_found_whatever_the_index_says() -> None:
    lives.publish(told())
    Edition.objects.filter(slug="telling").update(document=None)
    assert slugs(f"q={CANARY}a") == []
    assert ask("").total == 0
    assert all(not facet.values for facet in ask("").facets)
    index.rebuild()
    assert CANARY not in bytes_of_the_index()


def test_figures_that_are_retired_are_in_no_facet_and_order() -> None:
    study = told()
    study.project.yearly_reach = 160
    study.project.save()
    edition = lives.publish(study)
    assert SearchEntry.objects.get().coverage == 67, "60 of 90"
    make.RetirementFactory(edition=edition)
    index.index(edition)
    entry = SearchEntry.objects.get()
    assert (entry.coverage, entry.reach) == (None, None)
    of_figures = {"measure", "evidence", "comparison", "coverage", "cost", "reach"}
    assert not entry.facets.filter(facet__in=of_figures).exists()
    assert slugs(f"q={CANARY}d") == ["telling"], "its story stands"
    assert slugs(f"q={CANARY}n") == [], "its outcomes do not"


def test_made_anew_it_is_the_same() -> None:
    for letter in "xyz":
        lives.publish(told(f"study-{letter}", word=f"{CANARY}{letter}"))
    before, version = state(), index.version()
    said = StringIO()
    call_command("rebuild_index", stdout=said)
    assert said.getvalue() == "3 current editions can be found\n"
    assert state() == before
    assert index.version() != version


def test_a_migrate_fills_an_index_that_is_empty_and_touches_no_other() -> None:
    lives.publish(told())
    before, version = state(), index.version()
    call_command("migrate", verbosity=0)
    assert index.version() == version
    index.forget("telling")
    call_command("migrate", verbosity=0)
    assert state() == before


def test_words_are_counted_by_editions_real_and_invented_ones_apart() -> None:
    for slug, invented in [("one", False), ("two", False), ("three", True)]:
        study = shelf.case_study(slug)
        study.background, study.project.invented = "Kayaking, kayaking and kayaks.", invented
        study.project.save()
        study.save()
        lives.publish(study)
    counted = list(SearchWord.objects.filter(stem="kayak").order_by("word").values_list("word", "real", "examples"))
    assert counted == [("kayaking", 2, 1), ("kayaks", 2, 1)]


def test_its_version_changes_with_whatever_changes_in_it() -> None:
    seen = {index.version()}
    study = told()
    lives.publish(study)
    seen.add(index.version())
    lives.publish(shelf.case_study("another"))
    seen.add(index.version())
    study.action += " Again."
    study.save()
    lives.publish(study, note="Again.")
    seen.add(index.version())
    workflow.withdraw(study, by=shelf.reviewer(), reason="They asked.")
    seen.add(index.version())
    assert len(seen) == 5


def test_a_very_long_case_study_is_indexed_as_far_as_both_databases_keep_positions() -> None:
    study = shelf.case_study("long")
    study.background = "families " * 300 + "word " * 16_000 + f"{CANARY}y"
    study.action = f"{'a' * 3_000} {CANARY}z"
    study.save()
    lives.publish(study, words_checked="Nobody is told of.")
    assert slugs(f"q={CANARY}y") == []
    assert slugs("q=families") == ["long"]
    assert slugs("q=Long") == ["long"]


def test_the_demonstrations_editions_made_in_bulk_are_found() -> None:
    study = shelf.case_study("bulk")
    row = publish.row(
        publish.composed(study, published=timezone.localdate()),
        study,
        by=shelf.reviewer(),
        at=timezone.now() - timedelta(days=1),
    )
    row.save()
    index.index_many([row])
    assert slugs("q=bulk") == ["bulk"]
    assert document.load(row.document or "").slug == "bulk"
