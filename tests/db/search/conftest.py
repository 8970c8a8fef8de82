"""A shelf to search: everything the demonstration shows, and one case study with accents, in Ipswich."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from outcomes.models import Place, ReferralSource
from tests import factories as make
from tests import lives
from tests.db.readers import shelf


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows that all tests of a module see and none can change for the others."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0, stdout=StringIO())
        _cafe_zoe()
        yield
        transaction.set_rollback(True)


def _cafe_zoe() -> None:
    study = make.CaseStudyFactory(
        slug="cafe-zoe",
        headline="A café where mums and dads meet",
        theme__name="Community cafés",
        background="Zoë’s “Café” opened in Łódź Street. It’s for fathers too.",
        project__key="cafe-zoe",
        project__name="Café Zoë",
        project__provider__name="Friends of Zoë",
        lead_place=False,
    )
    study.project.yearly_reach, study.project.reach_unit = 500, "families"
    study.project.age_from_months, study.project.age_to_months = 0, 24
    study.project.save()
    make.ProjectPlaceFactory(project=study.project, place=Place.objects.get(gss_code="E07000202"))
    make.ProjectPlaceFactory(project=study.project, place=Place.objects.get(gss_code="E09000022"), role="training")
    make.ReferralRouteFactory(project=study.project, referral_source=ReferralSource.objects.get(key="midwives"))
    lives.publish(study, by=shelf.reviewer())
