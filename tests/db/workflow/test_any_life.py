"""Random people do random things in a random order, and what must hold holds: see `any_life`."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from casestudies.models import Edition
from tests.db.workflow.any_life import AnyLife

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def live(*, lives: int, steps: int, **options: Any) -> None:
    chosen = settings(
        max_examples=lives, stateful_step_count=steps, deadline=None, suppress_health_check=SLOW, **options
    )
    run_state_machine_as_test(AnyLife, settings=chosen)


def test_whatever_anybody_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same few lives each time, so that `make test` takes the same time; they must get somewhere."""
    reached: list[int] = []
    judged = AnyLife.a_new_edition

    def noted(self: AnyLife, row: Edition) -> None:
        reached.append(row.number)
        judged(self, row)

    monkeypatch.setattr(AnyLife, "a_new_edition", noted)
    live(lives=20, steps=30, derandomize=True, database=None)
    assert max(reached) >= 2, "at least one life went on after its first edition"


@pytest.mark.long
def test_whatever_anybody_does_for_long() -> None:
    live(lives=200, steps=60)
