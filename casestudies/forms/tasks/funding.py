"""The task "funding": money in every shape in which projects state it."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

from crispy_forms.layout import Div
from django.core.exceptions import ValidationError

from casestudies.desk.funding import currencies, known_funder
from casestudies.forms.strict import Choice, Day, Paragraphs, Pounds, RowToken, Tick, Whole, Words
from casestudies.forms.tasks.parts import ListOfRows, RowForm, RowsHere, ShownList, TaskForm, TemplateHere, row_list
from casestudies.forms.tasks.sheet import Sheet
from casestudies.forms.tasks.totals import Total, named_in_all, total_of_income
from outcomes.models import Basis, Currency, Funding
from outcomes.models.funding import MOST_YEARS

BASIS = [("", "Choose one"), *Basis.choices]


def _named(currency: str) -> str:
    return str(dict(Currency.choices).get(currency, currency))


class MoneyRow(RowForm):
    """An amount as it is known, and the time it is for.

    What is typed is in pounds; a record that says otherwise in the admin keeps its currency, and the page names it.
    """

    together = (("basis", "amount", "amount_max"),)

    row = RowToken()
    basis = Choice(BASIS, label="How well it is known", required=True)
    amount = Pounds(label="Pounds", help_text="The lower end of a range; of one year if paid by the year.")
    amount_max = Pounds(label="Up to", help_text="Of a range only.")
    period_start = Day(label="From")
    period_end = Day(label="To")

    def __init__(self, *args: Any, currencies: Mapping[str, str] = MappingProxyType({}), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stated_in = currencies.get(str(self["row"].value()), Currency.GBP.value)
        self.fields["amount"].label = _named(self.stated_in).capitalize()

    def clean(self) -> dict[str, Any]:
        """The ends that the basis asks for, and no other; days in order."""
        said = self.cleaned_data
        low, high, basis = said.get("amount"), said.get("amount_max"), said.get("basis")
        if basis and not self.errors.keys() & {"amount", "amount_max"}:
            self._agree(basis, low, high)
        start, end = said.get("period_start"), said.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", "This is before it begins.")
        return said

    def _agree(self, basis: str, low: Any, high: Any) -> None:
        if basis == Basis.NOT_STATED:
            if low is not None or high is not None:
                self.add_error("basis", "There is an amount. Say whether it is exact or about, or take it out.")
            return
        if low is None:
            self.add_error("amount", "How much? If nobody has said, choose “not stated”.")
        if basis == Basis.RANGE and (high is None or (low is not None and high <= low)):
            self.add_error("amount_max", "A range needs an upper end that is more than the lower one.")
        if basis != Basis.RANGE and high is not None:
            self.add_error("amount_max", "Only a range has an upper end. Take it out, or choose “between”.")


class IncomeRow(MoneyRow):
    """What the project had in all in a year."""

    noun = "income"
    field_order = ("row", "label")

    label = Words(80, required=True, label="What it is", help_text="“Last year's income.”")
    covers_whole_project = Choice(
        [("", "not stated"), ("yes", "yes"), ("no", "no")],
        label="Does it cover the whole project and nothing else?",
        help_text="Only then can income a person be worked out.",
    )

    def lay_out(self) -> Iterable[Any]:
        period = Div("period_start", "period_end", css_class="beside")
        amount = Div("basis", "amount", "amount_max", css_class="beside")
        return ["row", "label", amount, period, "covers_whole_project"]


class PartRow(MoneyRow):
    """What one funder pays, or several without a split."""

    noun = "funding"
    prefilled = ("row", "income")
    field_order = ("row", "funders", "others_included")

    funders = Paragraphs(
        2000, rows=2, label="Who pays", help_text="One name a line, if they pay together without a split."
    )
    others_included = Tick(label="Others too, who are not all named (“others including …”)")
    label = Words(200, label="What to call it", help_text="Only if the names do not say it.")
    kind = Choice([("", "not stated"), *[c for c in Funding.Kind.choices if c[0]]], label="Kind")
    years = Whole(
        1, MOST_YEARS, label="Paid each year, for how many years", help_text="Leave empty if it is paid once."
    )
    income = Choice(
        [],
        label="Part of which income",
        help_text="Of what is paid each year, one year counts in it.",
        error_messages={"invalid_choice": "Fill in this income, or choose another."},
    )
    purpose = Words(300, label="What for")
    award_date = Day(label="Awarded on")

    def __init__(self, *args: Any, incomes: list[tuple[str, str]], final: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.final = final
        self.fields["income"].choices = [("", "none of those above"), *incomes]  # type: ignore[attr-defined]

    def clean_funders(self) -> list[str]:
        """The names, as our list has them; one that it lacks is taken up when the form is sent, not while one types."""
        names = {}
        for line in self.cleaned_data["funders"].splitlines():
            if name := " ".join(line.split()):
                found = known_funder(name)
                if found is None and len(name) > 200:
                    raise ValidationError("A name has more than 200 characters. Write one name a line.")
                if found is None and not self.final:
                    raise ValidationError("There is a new name: it is taken up when you press Save.")
                names[found.name if found else name] = True
        return list(names)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        named = said.get("funders") or said.get("label") or said.get("others_included")
        if not named and "funders" not in self.errors:
            self.add_error("funders", "Who pays it? If that is not to be said, say what to call it.")
        return said

    def lay_out(self) -> Iterable[Any]:
        return [
            *("row", "funders", "others_included"),
            Div("basis", "amount", "amount_max", css_class="beside"),
            Div("years", "income", css_class="beside"),
            Div("kind", "purpose", css_class="beside"),
            Div("period_start", "period_end", "award_date", css_class="beside"),
            "label",
        ]


class FundingForm(TaskForm):
    """No single answers: two lists and what they come to."""

    def lay_out(self) -> Iterable[Any]:
        return [RowsHere("incomes"), RowsHere("parts"), TemplateHere("desk/totals.html")]


class FundingSheet(Sheet):
    """What the project had in all, and who paid what."""

    task = "funding"
    lede = "Money as it is known: exactly, about, between two ends, or not stated."
    form_class = FundingForm
    lists = {
        "incomes": ListOfRows(
            row_list(IncomeRow, 10),
            "Income in all",
            "What the project had in a year, if it states that.",
            is_named_elsewhere=True,
        ),
        "parts": ListOfRows(row_list(PartRow, 40), "Who paid what"),
    }

    def row_arguments(self, name: str) -> dict[str, Any]:
        if name != "parts":
            return {"currencies": self.currencies}
        tokens = [self._text(f"incomes-{n}-row") for n in range(10)]
        named = [(token, self._income_in_words(n)) for n, token in enumerate(tokens) if token]
        return {"incomes": named, "final": self.final, "currencies": self.currencies}

    @cached_property
    def currencies(self) -> dict[str, str]:
        """What the records behind the rows are in."""
        return currencies(self.case_study)

    def list(self, name: str) -> ShownList:
        """Its rows; each funding can be part of an income that is still to be typed, too."""
        shown = super().list(name)
        if name == "parts" and self.shows_blank("incomes"):
            empty = (self.blank_tokens["incomes"], self._income_in_words(len(self.rows["incomes"].forms)))
            for row in shown.forms:
                row.fields["income"].choices += [empty]  # type: ignore[attr-defined]
        return shown

    def _income_in_words(self, number: int) -> str:
        """As the page calls it, whether it has been given a name already or is still being typed."""
        label = self._text(f"incomes-{number}-label")
        return f"Income {number + 1}: {label}" if label else f"Income {number + 1}"

    def _text(self, name: str) -> str:
        return next(iter(self.typed.get(name, [])), "")

    def check(self) -> None:
        """Set each income against its parts, which are in its currency and cannot be more than it is."""
        parts = self.rows["parts"].forms
        incomes = {form["row"].value(): form.stated_in for form in self.rows["incomes"].forms}
        for part in parts:
            currency = incomes.get(part["income"].value(), part.stated_in)
            if currency != part.stated_in:
                words = (
                    f"This income is in {_named(currency)} and its part in {_named(part.stated_in)}: none is converted."
                )
                part.add_error("income", words)
        self.totals: list[Total] = []
        for form in self.rows["incomes"].forms:
            total = total_of_income(form, parts)
            self.totals.append(total)
            if total.wrong:
                form.add_error("amount", total.wrong)
        self.in_all = named_in_all(parts)
