"""What a report says of a cohort, where its scores are not held, or beside them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from casestudies.forms.facts import FactForm, sources_to_choose
from casestudies.forms.strict import Points, Whole
from outcomes.models import Cohort, PublishedResult, Source


class PublishedResultForm(FactForm):
    """What a report says of a cohort."""

    REFUSED = {
        "published_scored_among_started": "scored",
        "published_result_improved_among_scored": "improved",
        "published_result_percent_is_one": "improved_percent",
    }

    class Meta:
        model = PublishedResult
        fields = [
            *("scored", "improved", "improved_percent", "mean_change", "mean_change_base", "base_is_our_reading"),
            "source",
        ]
        field_classes = {
            **dict.fromkeys(["scored", "improved", "improved_percent"], Whole),
            "mean_change": Points,
        }
        labels = {
            "scored": "How many were scored before and after",
            "improved": "How many of them improved",
            "improved_percent": "Or: what percentage of them improved",
            "mean_change": "Average change, in points",
            "mean_change_base": "Whose average that is",
            "base_is_our_reading": "The report does not say clearly; this is how we read it",
            "source": "The report",
        }
        help_texts = {
            "improved": "Only if the report gives the count itself.",
            "improved_percent": "A whole number, as printed.",
            "mean_change": "As printed, with its decimals. Better is a plain number, worse has a minus.",
            "source": "The sources you have listed under “sources and consent”.",
        }

    def __init__(self, *args: Any, cohort: Cohort, sources: QuerySet[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohort = self.instance.cohort = cohort
        for name in ("scored", "base_is_our_reading"):  # their labels say it all
            self.fields[name].help_text = ""
        self.fields["source"].empty_label = "not stated"  # type: ignore[attr-defined]
        self.fields["source"].queryset = sources_to_choose(sources, self.instance.source_id)  # type: ignore[attr-defined]

    def clean_improved(self) -> int | None:
        """How many improved, no more than were scored."""
        scored, improved = self.cleaned_data.get("scored"), self.cleaned_data["improved"]
        if scored is not None and improved is not None and improved > scored:
            raise ValidationError("More people cannot have improved than were scored.")
        return improved if isinstance(improved, int) else None

    def clean_improved_percent(self) -> int | None:
        """A percentage up to 100."""
        percent = self.cleaned_data["improved_percent"]
        if percent is not None and percent > 100:
            raise ValidationError("A percentage goes up to 100.")
        return percent if isinstance(percent, int) else None

    def clean(self) -> dict[str, Any] | None:
        """Note how many decimals the report prints."""
        change = self.cleaned_data.get("mean_change")
        if change is not None:
            self.instance.mean_change_decimals = max(0, -int(change.as_tuple().exponent))
        return super().clean()

    def lock(self) -> None:
        """Of the cohort."""
        Cohort.objects.select_for_update().only("pk").get(pk=self.cohort.pk)

    def current(self) -> PublishedResult | None:
        """A cohort has one at most."""
        return PublishedResult.objects.filter(cohort=self.cohort).first()
