"""What the rows of the funding page come to, worked out as readers will see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from casestudies import wording
from outcomes import money
from outcomes.models import Funding, StatedIncome
from outcomes.summaries import amount_of, total_of


@dataclass(frozen=True, slots=True)
class Total:
    """An income, what of it is known and what is left over, in words; `wrong` when its parts exceed it."""

    label: str
    stated: str = wording.NOT_STATED
    known: str = ""
    left: str = ""
    wrong: str = ""


def total_of_income(income: forms.Form, parts: Iterable[forms.Form]) -> Total:
    """An income against those parts that are part of it; rows that do not validate yet count for nothing."""
    label = str(income["label"].value() or "Income")
    if not income.is_valid():
        return Total(label)
    said = income.cleaned_data
    stated = amount_of(StatedIncome(**_amounts(income)))
    own = [amount_of(record) for record, of in _records(parts) if of == said["row"] and of]
    if money.exceeded(stated, own):
        too_much = f"The parts come to {money.words(money.total(own))}, more than this income."
        return Total(label, money.words(stated), wrong=too_much)
    broken = money.breakdown(stated, own)
    return Total(label, money.words(stated), money.words(broken.known), broken.words)


def named_in_all(parts: Iterable[forms.Form]) -> str:
    """All funding that is named, over all its years; empty where there is none."""
    return wording.money_in_all(total_of(record) for record, _ in _records(parts))


def _records(parts: Iterable[forms.Form]) -> Iterable[tuple[Funding, str]]:
    """The valid rows as records nobody saves, each with the row of the income it is part of."""
    for form in parts:
        if form.is_valid():
            yield Funding(**_amounts(form), years=form.cleaned_data["years"]), form.cleaned_data["income"]


def _amounts(form: forms.Form) -> dict[str, Any]:
    said = {name: form.cleaned_data[name] for name in ("basis", "amount", "amount_max")}
    return said | {"currency": form.stated_in}  # type: ignore[attr-defined]
