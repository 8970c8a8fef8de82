"""The explorer's question: a target, and what is assumed of those who were not scored."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from casestudies.evidence.explorer import ASSUMPTIONS, SHARE

PERCENT = re.compile(r"\d{1,3}(\.\d{1,2})?", re.ASCII)


class PercentField(forms.DecimalField):
    """A percentage from 0 to 100, to two decimals, in plain digits; a % sign after it is taken as meant."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 8})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 100} | kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The number, or None for nothing."""
        typed = str(value if value is not None else "").strip().removesuffix("%").strip()
        if typed and not PERCENT.fullmatch(typed):
            raise ValidationError("Write a percentage in digits, such as 70 or 72.5.")
        return Decimal(typed) if typed else None


class ExplorerForm(forms.Form):
    """A GET form, so that every answer is an address."""

    target = PercentField(
        label="Target, %",
        error_messages={"required": "Write the target as a percentage, such as 70."},
        help_text="Of all who started, the share who should have a better score.",
    )
    assume = forms.ChoiceField(
        label="Of those not scored twice, suppose that",
        choices=list(ASSUMPTIONS.items()),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these.", "required": "Choose one of these."},
    )
    share = PercentField(label="This share, %", required=False)

    def clean(self) -> dict[str, Any]:
        """A share is needed where one is assumed."""
        cleaned = super().clean() or {}
        if cleaned.get("assume") == SHARE and cleaned.get("share") is None and "share" not in self.errors:
            self.add_error("share", "Say which share of those not scored you suppose improved.")
        return cleaned
