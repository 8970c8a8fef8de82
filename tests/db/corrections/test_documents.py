"""The document of an edition goes when two people want it gone, and what it showed is still compared with."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from casestudies import corrections
from casestudies.editions import document, publish
from casestudies.editions.gather import public_name
from casestudies.models import CaseStudy, Edition, Erasure, ErasureRequest, User
from outcomes.models import Score
from tests import factories as make
from tests import lives
from tests.db.corrections.conftest import REFERENCE

REASON = "It shows somebody who did not agree."


def erase(edition: Edition, by: User, second: User) -> Erasure:
    return corrections.erase_document(corrections.ask_to_erase(edition, by=by, reason=REASON), by=second)


def test_one_asks_and_another_erases(study: CaseStudy, officer: User, second_officer: User, client: Client) -> None:
    edition = study.editions.get()
    request = corrections.ask_to_erase(edition, by=officer, reason=REASON)
    with pytest.raises(corrections.Refused, match="asked for it yourself"):
        corrections.erase_document(request, by=officer)
    assert client.get("/case-studies/open-door/").status_code == 200
    erasure = corrections.erase_document(request, by=second_officer)
    assert (erasure.by, erasure.second_person, erasure.reason) == (officer, second_officer, REASON)
    edition.refresh_from_db()
    assert (edition.document, len(edition.sha256)) == (None, 64)
    assert not ErasureRequest.objects.exists()
    for page in ("", "editions/", "editions/1/"):
        assert client.get(f"/case-studies/open-door/{page}").status_code == 410
    study.refresh_from_db()
    assert study.stale


def test_it_is_asked_for_once_and_erased_once(study: CaseStudy, officer: User, second_officer: User) -> None:
    edition = study.editions.get()
    request = corrections.ask_to_erase(edition, by=officer, reason=REASON)
    with pytest.raises(corrections.Refused, match="asked for this already"):
        corrections.ask_to_erase(edition, by=second_officer, reason=REASON)
    corrections.erase_document(request, by=second_officer)
    with pytest.raises(corrections.Refused, match="erased already"):
        corrections.erase_document(request, by=second_officer)
    with pytest.raises(corrections.Refused, match="erased already"):
        corrections.ask_to_erase(edition, by=officer, reason=REASON)


def test_a_request_can_be_taken_back(study: CaseStudy, officer: User, second_officer: User) -> None:
    request = corrections.ask_to_erase(study.editions.get(), by=officer, reason=REASON)
    corrections.take_back(request, by=officer)
    with pytest.raises(corrections.Refused, match="taken back"):
        corrections.erase_document(request, by=second_officer)
    assert study.editions.get().document


def test_others_neither_ask_nor_erase(study: CaseStudy, officer: User, curator: User) -> None:
    with pytest.raises(corrections.Refused, match="Only a data protection officer"):
        corrections.ask_to_erase(study.editions.get(), by=curator, reason=REASON)
    request = corrections.ask_to_erase(study.editions.get(), by=officer, reason=REASON)
    for act in (corrections.erase_document, corrections.take_back):
        with pytest.raises(corrections.Refused, match="Only a data protection officer"):
            act(request, by=curator)


def test_its_pictures_go_with_it_unless_another_edition_shows_them(
    officer: User, second_officer: User, client: Client, django_capture_on_commit_callbacks: object
) -> None:
    study = make.CaseStudyFactory(slug="open-door")
    gone = make.PictureFactory(case_study=study, image__color="red")
    stays = make.PictureFactory(case_study=study, image__color="teal")
    first = lives.publish(study)
    lost, kept = public_name(gone.image), public_name(stays.image)
    gone.delete()
    lives.publish(study)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erase(first, officer, second_officer)
    assert default_storage.exists(f"published-pictures/{kept}")
    assert not default_storage.exists(f"published-pictures/{lost}")
    assert client.get(f"/pictures/{lost}").status_code == 404
    shown = client.get(f"/pictures/{kept}")
    assert shown.status_code == 200
    assert b"".join(shown).startswith(b"\xff\xd8"), "a JPEG, to its end: then its file is closed"


def test_the_next_edition_stands_beside_what_was_erased(study: CaseStudy, officer: User, second_officer: User) -> None:
    """Somebody may have kept a copy: a client fewer would still be found by comparing."""
    shown = document.protected(document.load(study.editions.get().document or ""))
    erasure = erase(study.editions.get(), officer, second_officer)
    assert document.load_figures(erasure.figures) == shown
    Score.objects.filter(client_reference=REFERENCE).delete()
    (cohort,) = publish.composed(study, published=date(2026, 11, 23)).cohorts
    assert cohort.block.carried_from == 1
    assert cohort.block.scored.value.low == 80  # type: ignore[union-attr]
