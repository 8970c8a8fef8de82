"""Reference data: complete, consistent, and never written over what somebody has entered."""

from decimal import Decimal
from itertools import pairwise

import pytest

from casestudies.demo import fixtures
from casestudies.models import CaseStudy
from outcomes.models import Band, Measure, Organisation, Place, Project, ReferralRoute, Source, Theme
from tests.db.unguarded import unguard


@pytest.fixture(autouse=True)
def reference() -> None:
    fixtures.load(fixtures.REFERENCE)


def test_every_row_is_one_that_the_admin_would_take() -> None:
    for model in (Source, Theme, Organisation, Place, Measure, Band):
        assert model.objects.exists()
        for row in model.objects.all():
            row.full_clean()


PIR_GAS_BANDS = [
    ("documented maltreatment", 1, 10),
    ("grossly impaired", 11, 20),
    ("severely disordered", 21, 30),
    ("disordered", 31, 40),
    ("disturbed", 41, 50),
    ("distressed", 51, 60),
    ("significantly perturbed", 61, 70),
    ("perturbed", 71, 80),
    ("adapted", 81, 90),
    ("well adapted", 91, 100),
]


def test_pir_gas_is_complete() -> None:
    measure = Measure.objects.get(key="pir-gas")
    assert list(measure.bands.values_list("label", "low", "high")) == PIR_GAS_BANDS
    assert (measure.minimum, measure.maximum, measure.step, measure.higher_is_better) == (1, 100, 1, True)
    assert (measure.cut_off, measure.cut_off_meaning) == (40, "a disordered relationship")
    assert (measure.reliability, measure.reliability_kind) == (Decimal("0.83"), "inter_rater")
    assert measure.reliability_note == "one study of 53"
    assert (measure.reliable_change, measure.reference_mean, measure.reference_sd) == (None, None, None)
    assert measure.replaced_by is not None
    assert measure.replaced_by.short_name == "LOAF"


def test_the_other_measures() -> None:
    columns = ("key", "minimum", "maximum", "higher_is_better", "cut_off", "reliable_change")
    assert set(Measure.objects.exclude(key="pir-gas").values_list(*columns)) == {
        ("loaf", 1, 4, False, None, None),
        ("hads-a", 0, 21, False, None, None),
        ("hads-d", 0, 21, False, None, None),
        ("phq-9", 0, 27, False, 10, 6),
        ("gad-7", 0, 21, False, 8, 4),
        ("sdq-total", 0, 40, False, None, None),
        ("wemwbs", 14, 70, True, None, None),
        ("kpcs", 0, 45, True, 39, None),
        ("gbo", 0, 10, True, None, None),
    }
    assert not Measure.objects.filter(source=None).exists()


def test_bands_cover_the_whole_range_without_a_gap() -> None:
    scales = Measure.objects.exclude(bands=None).distinct()
    assert {scale.key for scale in scales} == {"pir-gas", "phq-9", "gad-7"}
    for scale in scales:
        bands = list(scale.bands.all())
        assert (bands[0].low, bands[-1].high) == (scale.minimum, scale.maximum)
        assert all(upper.low - lower.high == 1 for lower, upper in pairwise(bands))


def test_places() -> None:
    assert Place.objects.count() == 395
    parents = {"E10000025": "E12000008", "E10000029": "E12000006", "E07000202": "E10000029", "E06000038": "E12000008"}
    names = {
        "E10000025": "Oxfordshire",
        "E10000029": "Suffolk",
        "E06000038": "Reading",
        "E09000022": "Lambeth",
        "E07000202": "Ipswich",
    }
    assert dict(Place.objects.filter(gss_code__in=names).values_list("gss_code", "name")) == names
    assert dict(Place.objects.filter(gss_code__in=parents).values_list("gss_code", "parent__gss_code")) == parents
    roots = Place.objects.filter(parent=None).values_list("name", flat=True)
    assert set(roots) == {"England", "Wales", "Scotland", "Northern Ireland"}
    credit = set(
        Source.objects.filter(publisher__in=["Office for National Statistics", "mySociety"]).values_list("key")
    )
    assert len(credit) == 2


def test_organisation_ids_are_those_that_were_looked_up() -> None:
    assert dict(Organisation.objects.exclude(org_id="").values_list("key", "org_id")) == {
        "henry-smith-charity": "GB-CHC-230102",
        "trusthouse": "GB-CHC-1063945",
        "national-lottery-community-fund": "GB-GOR-PB188",
        "department-for-education": "GB-GOR-D6",
    }


# --- never over entered work ----------------------------------------------------------------------------------------


def test_a_second_load_creates_nothing() -> None:
    fixtures.load(fixtures.CASE_STUDIES)
    assert fixtures.load(fixtures.REFERENCE + fixtures.CASE_STUDIES) == 0


def test_what_somebody_edited_stays() -> None:
    fixtures.load(fixtures.CASE_STUDIES)
    Measure.objects.filter(key="phq-9").update(licence_note="Ask first.")
    CaseStudy.objects.filter(slug="oxpip").update(headline="Edited")
    Project.objects.get(key="m-power").themes.clear()
    fixtures.load(fixtures.REFERENCE + fixtures.CASE_STUDIES)
    assert Measure.objects.get(key="phq-9").licence_note == "Ask first."
    assert CaseStudy.objects.get(slug="oxpip").headline == "Edited"
    assert not Project.objects.get(key="m-power").themes.exists()


def test_what_somebody_deleted_stays_deleted() -> None:
    fixtures.load(fixtures.CASE_STUDIES)
    Theme.objects.get(key="bereavement").delete()
    Project.objects.get(key="oxpip").strands.get(key="oxpip-groups").delete()
    ReferralRoute.objects.filter(project__key="oxpip").first().delete()  # type: ignore[union-attr]
    assert fixtures.load(fixtures.REFERENCE + fixtures.CASE_STUDIES) == 0
    assert not Theme.objects.filter(key="bereavement").exists()
    assert [strand.key for strand in Project.objects.get(key="oxpip").strands.all()] == ["oxpip-individual"]
    assert ReferralRoute.objects.filter(project__key="oxpip").count() == 5


def test_what_a_later_version_adds_comes_in() -> None:
    unguard("outcomes_historicaltheme")
    Theme.objects.filter(key="bereavement").delete()
    Theme.history.all().delete()  # as if it had never been there
    assert fixtures.load(fixtures.REFERENCE) == 1
    assert Theme.objects.get(key="bereavement").name == "Bereavement"
