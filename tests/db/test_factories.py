"""The factories themselves: every model has one, and what it makes is whole."""

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from tests import factories

MADE = [
    made
    for made in vars(factories).values()
    if isinstance(made, type) and issubclass(made, DjangoModelFactory) and made is not DjangoModelFactory
]


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.__name__)
def test_every_factory_makes_a_row_twice(made: type[DjangoModelFactory]) -> None:
    first, second = made(), made()
    assert first.pk != second.pk


def test_every_model_of_ours_has_a_factory() -> None:
    ours = {
        model
        for label in ("outcomes", "casestudies")
        for model in apps.get_app_config(label).get_models()
        if not model._meta.proxy and not model.__name__.startswith("Historical")
    }
    assert {made._meta.model for made in MADE} == ours  # type: ignore[attr-defined]
