from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from outcomes.models.fields import Keyed


class Basis(models.TextChoices):
    """How well an amount of money is known."""

    EXACT = "exact", "exactly"
    ABOUT = "about", "about"
    RANGE = "range", "between"
    NOT_STATED = "none", "not stated"


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
    amount = _money_field("Pounds; the lower end of a range.")
    amount_max = _money_field("The upper end of a range.")
    currency = models.CharField(max_length=3, default="GBP")
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
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
    amount = _money_field("Pounds; the lower end of a range; of one year if paid by the year.")
    amount_max = _money_field("The upper end of a range.")
    years = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="If the amount is paid each year: for how many years."
    )
    currency = models.CharField(max_length=3, default="GBP")
    purpose = models.CharField(max_length=300, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    award_date = models.DateField(null=True, blank=True)
    income = models.ForeignKey(
        StatedIncome,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The year's income it is part of.",
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
