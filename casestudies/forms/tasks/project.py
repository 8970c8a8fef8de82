"""The task "project"."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.core.exceptions import ValidationError

from casestudies.forms.places import PlaceField
from casestudies.forms.strict import Choice, Paragraphs, PartialDate, Tick, Whole, Words
from casestudies.forms.tasks.parts import ListOfRows, RowForm, Rows, RowsHere, TaskForm, TemplateHere, row_list
from casestudies.forms.tasks.sheet import Sheet
from outcomes.models import ProjectPlace, Theme


def themes() -> list[tuple[str, str]]:
    """The fields of work there are."""
    return [(theme.key, theme.name) for theme in Theme.objects.all()]


class ProjectForm(TaskForm):
    """What is offered, and to whom."""

    wanted = ("name", "purpose", "theme")
    together = (("started", "ended"), ("age_from_months", "age_to_months"))

    name = Words(200, required=True, label="Name of the project")
    short_name = Words(60, label="Short name", help_text="What people call it, if that is shorter.")
    purpose = Paragraphs(2000, rows=3, label="Purpose", help_text="One or two sentences: what is it there for?")
    theme = forms.ChoiceField(
        label="Theme",
        required=False,
        choices=lambda: [("", "Choose one"), *themes()],
        help_text="The one it stands under.",
    )
    themes = forms.MultipleChoiceField(
        label="Other themes it belongs to",
        required=False,
        choices=themes,
        help_text="Beside the one above, which is left out here if you tick it again.",
        widget=forms.CheckboxSelectMultiple,
    )
    started = PartialDate(label="Began", help_text="As far as it is known: 1998, 1998-04 or 1998-04-01.")
    ended = PartialDate(label="Ended", help_text="Leave empty if it goes on.")
    still_offered = Choice(
        [("", "not known"), ("yes", "yes"), ("no", "no longer")], label="Is it still offered?", widget=forms.RadioSelect
    )
    ages_served = Words(200, label="Ages, in words", help_text="“Before birth to the second birthday.”")
    age_from_months = Whole(-9, 600, label="From, in months", help_text="The child's age; before birth is negative.")
    age_to_months = Whole(-9, 600, label="To, in months")
    session_pattern = Words(300, label="Sessions", help_text="“An assessment, then 8 to 10 weekly sessions.”")
    approaches = Paragraphs(2000, rows=3, label="Approaches", help_text="One a line.")
    staff = Words(300, label="Staff", help_text="How many, and of what profession; no names.")
    training = Words(300, label="Training given to others")
    yearly_reach = Whole(0, 1_000_000, label="People served in a year")
    yearly_reach_is_about = Tick(label="This number is approximate")
    reach_unit = Words(40, label="Who is counted", help_text="“Parents”, “families”.")
    contact = Words(300, label="Contact for readers", help_text="Public: an office, never a private person.")

    def clean_approaches(self) -> str:
        """One a line, without the empty ones."""
        return "\n".join(line.strip() for line in self.cleaned_data["approaches"].splitlines() if line.strip())

    def clean(self) -> dict[str, Any]:
        """Dates and ages in order; no theme twice."""
        said = self.cleaned_data
        if "themes" in said:
            said["themes"] = [theme for theme in said["themes"] if theme != said.get("theme")]
        started, ended = said.get("started"), said.get("ended")
        if started and ended and ended < started[: len(ended)]:
            self.add_error("ended", "It ended before it began.")
        youngest, oldest = said.get("age_from_months"), said.get("age_to_months")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("age_to_months", "This is younger than where it begins.")
        return said

    def lay_out(self) -> Iterable[Any]:
        """As one would tell it: what, where, for whom, how much."""
        return [
            Fieldset("What it is", "name", "short_name", "purpose", "theme", "themes"),
            RowsHere("places"),
            Fieldset("Since when", Div("started", "ended", css_class="beside"), "still_offered", css_id="part-since"),
            Fieldset("For whom", "ages_served", Div("age_from_months", "age_to_months", css_class="beside")),
            Fieldset("How", "session_pattern", "approaches", "staff", "training"),
            Fieldset("How many", Div("yearly_reach", "reach_unit", css_class="beside"), "yearly_reach_is_about"),
            Fieldset("Who can be asked", "contact"),
        ]


class PlaceRow(RowForm):
    """One place, and what the project does there."""

    noun = "place"
    prefilled = ("role",)
    use_required_attribute = False

    place = PlaceField(label="Place", help_text="A county, district or borough. Type a few letters.")
    role = forms.ChoiceField(label="What happens there", choices=ProjectPlace.Role.choices, initial="delivery")
    detail = Words(200, label="More precisely", help_text="“10 children's centres.”")

    @property
    def candidates(self) -> list[tuple[str, str]]:
        """What to choose from where the name means more than one place: code and label."""
        errors = self.errors.as_data().get("place", []) if self.is_bound else []
        found = [place for error in errors for place in (error.params or {}).get("candidates", [])]
        return [(place.gss_code, PlaceField.label_of(place)) for place in found]

    def lay_out(self) -> Iterable[Any]:
        return ["place", TemplateHere("desk/candidates.html"), Div("role", "detail", css_class="beside")]


class Places(Rows):
    """Each place once in each role, and one that leads."""

    def clean(self) -> None:
        """Compare the rows with each other."""
        seen: set[tuple[int, str]] = set()
        for form in self.forms:
            said = form.cleaned_data if form.is_valid() else {}
            if not said:
                continue
            place = (said["place"].pk, said["role"])  # an error takes the answer away
            if place in seen:
                form.add_error("place", "This place stands here already in the same role.")
            seen.add(place)
        if len([role for _, role in seen if role == ProjectPlace.Role.LEAD]) > 1:
            raise ValidationError("Only one place can be the lead area: the one in the running header.")


class ProjectSheet(Sheet):
    """What is offered, to whom, where."""

    task = "project"
    lede = "What you offer, for whom and where. Leave out what you do not know: it will read “not stated”."
    form_class = ProjectForm
    lists = {"places": ListOfRows(row_list(PlaceRow, 40, Places), "Where", "One of them is the lead area.")}
