from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from outcomes import money
from outcomes.models.fields import Keyed, validate_day

MOST_YEARS = 50


class Basis(models.TextChoices):
    """How well an amount of money is known."""

    EXACT = "exact", "exactly"
    ABOUT = "about", "about"
    RANGE = "range", "between"
    NOT_STATED = "none", "not stated"


class Currency(models.TextChoices):
    """What money is stated in: those currencies that pages print with their sign. None is converted."""

    GBP = "GBP", "pounds"
    EUR = "EUR", "euros"
    USD = "USD", "dollars"


def amount_of(record: "Funding | StatedIncome") -> money.Amount:
    """The money a record states; a year's, where it is paid by the year.

    Raises ValueError while how well it is known and the amounts do not agree.
    """
    return money.Amount.of(money.Basis(record.basis), record.amount, record.amount_max, record.currency)


def _exceeded(income: "StatedIncome", parts: Iterable["Funding"]) -> bool:
    try:
        return money.exceeded(amount_of(income), [amount_of(part) for part in parts])
    except ValueError:
        return False  # one of them contradicts itself, and is told so in words of its own


def _day_field() -> models.DateField:
    return models.DateField(null=True, blank=True, validators=[validate_day])


def _currency_field() -> models.CharField:
    return models.CharField(max_length=3, choices=Currency, default=Currency.GBP)


def _money_field(help_text: str) -> models.DecimalField:
    return models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, help_text=help_text)


def _basis_agrees(noun: str) -> models.CheckConstraint:
    """One amount when exact or about, two in order for a range, none when not stated."""
    one = Q(amount__isnull=False, amount_max=None)
    return models.CheckConstraint(
        condition=(Q(basis__in=["exact", "about"]) & one)
        | Q(basis="range", amount__isnull=False, amount_max__isnull=False, amount_max__gt=F("amount"))
        | Q(basis="none", amount=None, amount_max=None),
        name=f"{noun}_basis_and_amounts_agree",
        violation_error_message=(
            "How well it is known and the amounts do not agree: one amount if exact or about, two in order for a range,"
            " none if not stated."
        ),
    )


class StatedIncome(Keyed):
    """What a project says it had in all in a year. What the known parts leave over is "not broken down"."""

    project = models.ForeignKey("outcomes.Project", models.CASCADE, related_name="stated_incomes")
    label = models.CharField(max_length=80, help_text="“last year's income”")
    basis = models.CharField(max_length=5, choices=Basis)
    amount = _money_field("The lower end of a range.")
    amount_max = _money_field("The upper end of a range.")
    currency = _currency_field()
    period_start = _day_field()
    period_end = _day_field()
    covers_whole_project = models.BooleanField(
        null=True, blank=True, help_text="All strands and places of the project, and nothing else; empty if not stated."
    )
    source = models.ForeignKey("outcomes.Source", models.PROTECT, null=True, blank=True, related_name="stated_incomes")

    history = HistoricalRecords()

    class Meta:
        ordering = ["project", "-period_start", "id"]
        constraints = [
            _basis_agrees("stated_income"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="stated_income_not_negative",
                violation_error_message="An amount of money is never below nought.",
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")) | Q(period_start=None) | Q(period_end=None),
                name="stated_income_period_in_order",
                violation_error_message="The period ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.label}"

    def clean(self) -> None:
        """An income that has parts stays theirs: of their project, in their currency, and no less than they are."""
        super().clean()
        parts = list(self.parts.all()) if self.pk else []
        if any(part.project_id != self.project_id for part in parts):
            raise ValidationError({"project": "Its parts belong to the project it had. Take them out of it first."})
        if any(part.currency != self.currency for part in parts):
            raise ValidationError({"currency": "Its parts are in another currency. Take them out of it first."})
        if _exceeded(self, parts):
            raise ValidationError("Its parts add up to more than this income.")


class Funding(Keyed):
    """Money for a project from one funder, or from several without a split."""

    class Kind(models.TextChoices):
        GRANT = "grant", "grant"
        CONTRACT = "contract", "contract"
        DONATION = "donation", "donation"
        OWN_FUNDS = "own", "own funds"
        OTHER = "other", "other"
        NOT_STATED = "", "not stated"

    project = models.ForeignKey("outcomes.Project", models.CASCADE, related_name="fundings")
    label = models.CharField(max_length=200, blank=True, help_text="Only if the funders' names do not say it.")
    funders = models.ManyToManyField("outcomes.Organisation", blank=True, related_name="fundings")
    others_included = models.BooleanField(
        default=False, help_text="“Others including …”: funders who are not all named."
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.NOT_STATED, blank=True)
    basis = models.CharField(max_length=5, choices=Basis)
    amount = _money_field("The lower end of a range; of one year if paid by the year.")
    amount_max = _money_field("The upper end of a range.")
    years = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_YEARS)],
        help_text="If the amount is paid each year: for how many years.",
    )
    currency = _currency_field()
    purpose = models.CharField(max_length=300, blank=True)
    period_start = _day_field()
    period_end = _day_field()
    award_date = _day_field()
    income = models.ForeignKey(
        StatedIncome,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The year's income it is part of; of what is paid each year, one year counts in it.",
    )
    source = models.ForeignKey("outcomes.Source", models.PROTECT, null=True, blank=True, related_name="fundings")
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "funding"
        ordering = ["project", "position", "id"]
        constraints = [
            _basis_agrees("funding"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="funding_not_negative",
                violation_error_message="An amount of money is never below nought.",
            ),
            models.CheckConstraint(
                condition=Q(years=None) | Q(years__gte=1),
                name="funding_years_at_least_one",
                violation_error_message="What is paid each year is paid for at least one year.",
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")) | Q(period_start=None) | Q(period_end=None),
                name="funding_period_in_order",
                violation_error_message="The period ends before it begins.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.key

    def clean(self) -> None:
        """A part belongs to an income of its own project, in its own currency, and with the others is no more."""
        super().clean()
        income = self.income
        if income is None or self.project_id is None:
            return
        if income.project_id != self.project_id:
            raise ValidationError({"income": "This is an income of another project."})
        if income.currency != self.currency:
            words = f"The income it is part of is in {income.get_currency_display()}, and nothing is converted."
            raise ValidationError({"currency": words})
        if _exceeded(income, [self, *income.parts.exclude(pk=self.pk)]):
            raise ValidationError("The parts add up to more than the income they are part of.")
