"""The people of one strand in one period, measured on one scale."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from casestudies.forms.facts import FactForm, sources_to_choose
from casestudies.forms.strict import Day, Whole, Words
from outcomes.models import Cohort, Measure, ScoreUpload, Source, Strand

Provenance = Cohort.Provenance
HELD = [
    (Provenance.RECORDED, "The scores themselves: we upload or paste them"),
    (Provenance.PUBLISHED_SUMMARY, "Only what a report says of them: so many improved, of so many"),
]
YES_NO = [("", "not stated"), ("True", "yes"), ("False", "no")]


class CohortForm(FactForm):
    """The people of one strand in one period, measured on one scale."""

    REFUSED = {
        "cohorts_do_not_overlap": "period_start",
        "cohort_started_covers_scored": "started",
        "cohort_measure_covers_its_scores": "measure",
        "cohort_with_scores_takes_no_successor": "measure",
        "cohort_period_in_order": "period_end",
        "cohort_still_attending_among_started": "still_attending",
    }

    rated_independently = forms.TypedChoiceField(
        label="Were the scores given by somebody who did not give the help?",
        choices=YES_NO,
        coerce=lambda typed: typed == "True",
        empty_value=None,
        required=False,
    )

    class Meta:
        model = Cohort
        fields = [
            *("measure", "period_start", "period_end", "started", "still_attending", "provenance", "standing"),
            *("rated_by", "rated_independently", "comparison_group", "comparison_note", "follow_up_months", "source"),
        ]
        field_classes = {
            **dict.fromkeys(["period_start", "period_end"], Day),
            **dict.fromkeys(["started", "still_attending", "follow_up_months"], Whole),
            **dict.fromkeys(["rated_by", "comparison_note"], Words),
        }
        labels = {
            "period_start": "First day of the period",
            "period_end": "Last day of the period",
            "started": "How many started in the period",
            "still_attending": "Of those, how many still came at its end",
            "standing": "Are these figures final?",
            "rated_by": "Who gave the scores",
            "comparison_group": "Was there a comparison group?",
            "comparison_note": "What it was",
            "follow_up_months": "Months of follow-up",
            "source": "Where this is written down",
        }
        help_texts = {
            "started": "Everybody who began, scored or not. Readers see how many of them were scored.",
            "still_attending": "They are among those not scored yet.",
            "rated_by": "“The family's own therapist”: a role, not a name.",
            "follow_up_months": "How long after the end of help scores were taken again; 0 for not at all.",
            "source": "The sources you have listed under “sources and consent”.",
        }

    def __init__(self, *args: Any, strand: Strand, sources: QuerySet[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strand = self.instance.strand = strand
        self.fields["measure"].label_from_instance = measure_in_words  # type: ignore[attr-defined]
        self.fields["measure"].queryset = measures = Measure.objects.select_related("replaced_by")  # type: ignore[attr-defined]
        self.fields["measure"].choices = _in_use_first(measures)  # type: ignore[attr-defined]
        self.fields["source"].empty_label = "not stated"  # type: ignore[attr-defined]
        self.fields["source"].queryset = sources_to_choose(sources, self.instance.source_id)  # type: ignore[attr-defined]
        self._choose_provenance()

    def layout(self) -> Layout:
        """When, who and how it was measured."""
        return Layout(
            Fieldset("What was measured, and when", "measure", "period_start", "period_end", "standing"),
            Fieldset("How many people", "started", "still_attending"),
            Fieldset("What you have", "provenance", "source"),
            Fieldset(
                "How it was measured",
                *("rated_by", "rated_independently", "comparison_group", "comparison_note", "follow_up_months"),
            ),
            *("seen", "once"),
        )

    def _choose_provenance(self) -> None:
        """Ask what is held; made-up cohorts stay what they are, whoever edits them."""
        if self.strand.project.invented or self.instance.provenance in (Provenance.INVENTED, Provenance.SIMULATED):
            del self.fields["provenance"]
            self.instance.provenance = self.instance.provenance or Provenance.INVENTED
            self.helper.layout[2].fields.remove("provenance")
            return
        self.fields["provenance"] = forms.ChoiceField(
            label="What do you have of this cohort?", choices=HELD, widget=forms.RadioSelect
        )

    def clean_provenance(self) -> str:
        """What is held; no summary alone while there are scores."""
        provenance = str(self.cleaned_data["provenance"])
        live = self.instance.pk and self.instance.uploads.filter(state=ScoreUpload.State.CONFIRMED).exists()
        if provenance == Provenance.PUBLISHED_SUMMARY and live:
            raise ValidationError("Scores of this cohort are held. Undo their upload first.")
        return provenance

    def clean_period_end(self) -> date | None:
        """The last day, not before the first."""
        first, last = self.cleaned_data.get("period_start"), self.cleaned_data["period_end"]
        if first and last and last < first:
            raise ValidationError("The last day is before the first.")
        return last if isinstance(last, date) else None

    def clean_still_attending(self) -> int | None:
        """How many still came, no more than started."""
        started, still = self.cleaned_data.get("started"), self.cleaned_data["still_attending"]
        if started is not None and still is not None and still > started:
            raise ValidationError("More people cannot still come than have started.")
        return still if isinstance(still, int) else None

    def lock(self) -> None:
        """Of the strand, and of the cohort, so that no scores come in meanwhile."""
        Strand.objects.select_for_update().only("pk").get(pk=self.strand.pk)

    def current(self) -> Cohort | None:
        """By its key, which came with the form where the cohort is new."""
        self.instance.key = self.instance.key or self.new_key(self.strand.project)
        return Cohort.objects.select_for_update().filter(key=self.instance.key, strand=self.strand).first()


def _in_use_first(measures: Iterable[Measure]) -> list[tuple[Any, Any]]:
    """Those in use, and apart from them those replaced since: old scores are entered as they are, never converted."""
    replaced: list[tuple[int, str]] = []
    in_use: list[tuple[int, str]] = []
    for measure in measures:
        if measure.replaced_by is None:
            in_use.append((measure.pk, measure_in_words(measure)))
        else:
            words = f"{measure_in_words(measure)}; replaced by {measure.replaced_by}"
            replaced.append((measure.pk, words))
    choices: list[tuple[Any, Any]] = [("", "Choose one"), *in_use]
    return [*choices, ("Replaced since: for scores that were given on them", replaced)] if replaced else choices


def measure_in_words(measure: Measure) -> str:
    """“PIR-GAS (DC:0-3R), 1 to 100, higher is better”."""
    better = "higher" if measure.higher_is_better else "lower"
    return f"{measure}, {measure.minimum.normalize():f} to {measure.maximum.normalize():f}, {better} is better"
