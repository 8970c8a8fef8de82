"""What can be taken out and brought in, with its columns: reference data and funding. Never a record of a client."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import modelform_factory
from import_export.fields import Field

from casestudies.admin.exchange.rows import Cell, Rows, YesNo, field_for, key_of
from casestudies.corrections.measures import measured_by
from casestudies.desk.funding import known_funder
from casestudies.desk.records import change
from casestudies.forms.organisations import CreateForm
from casestudies.forms.tasks.funding import IncomeRow, PartRow
from outcomes import models as facts


def cell(field: Any) -> Field:
    """The column of a field; another row is named there by its own key."""
    further = f"__{key_of(field.related_model)}" if field.many_to_one else ""
    return Field(attribute=field.name + further, column_name=field.name, widget=Cell())


def kind(model: type[Model], columns: str, form: Any = None, rows: type[Rows] = Rows) -> type[Rows]:
    """The rows of `model` with these columns, the first of which is the key."""
    names = columns.split()
    cells = {name: cell(model._meta.get_field(name)) for name in names if name not in rows.fields}
    checks = form or modelform_factory(model, fields=names, formfield_callback=field_for)
    meta = type("Meta", (), {"model": model, "fields": names, "import_id_fields": names[:1], **OPTIONS})
    return type(f"{model.__name__}Rows", (rows,), {**cells, "form": checks, "Meta": meta})


OPTIONS = {"skip_diff": True, "use_transactions": True, "report_skipped": False, "clean_model_instances": False}


class OrganisationLine(forms.ModelForm[facts.Organisation]):
    """An organisation whose name is checked as when somebody adds it at the desk."""

    clean_name = CreateForm.clean_name


class IncomeLine(IncomeRow):
    """What a project had in all, as the desk asks for it, with the key, project and source of the record."""

    key = forms.SlugField(max_length=80)
    project = field_for(facts.StatedIncome._meta.get_field("project"))
    currency = field_for(facts.StatedIncome._meta.get_field("currency"))
    source = field_for(facts.StatedIncome._meta.get_field("source"))

    def __init__(self, cells: dict[str, str], instance: Model) -> None:
        super().__init__(cells)


class PartLine(PartRow):
    """Who paid, as the desk asks for it. A file brings in no organisation by naming it."""

    key = forms.SlugField(max_length=80)
    project = field_for(facts.Funding._meta.get_field("project"))
    currency = field_for(facts.Funding._meta.get_field("currency"))
    source = field_for(facts.Funding._meta.get_field("source"))
    others_included = YesNo(empty=False)  # type: ignore[assignment]  # stricter than a tick

    def __init__(self, cells: dict[str, str], instance: Model) -> None:
        incomes = facts.StatedIncome.objects.filter(project__key=cells["project"]).values_list("key", "label")
        cells = cells | {"funders": cells["funders"].replace(";", "\n")}
        super().__init__(cells, incomes=list(incomes), final=True)
        said = {"invalid_choice": "This project has no income with the key “%(value)s”."}
        self.fields["income"].error_messages |= said

    def clean_funders(self) -> list[str]:
        """The names as our list has them, each of them known."""
        names = super().clean_funders()
        if unknown := [name for name in names if known_funder(name) is None]:
            raise ValidationError(f"No organisation is called “{unknown[0]}”. Add it first, or mend its name.")
        return names

    def clean(self) -> dict[str, Any]:
        """Nobody made up pays for a real project."""
        said = super().clean()
        found = [funder for name in said.get("funders") or [] if (funder := known_funder(name))]
        if (project := said.get("project")) and any(funder.invented != project.invented for funder in found):
            self.add_error("funders", "One of them is made up for an example and the other is real.")
        return said


class MoneyRows(Rows):
    """Checked by a form of the desk, which knows answers and no records."""

    def take(self, instance: Any, form: forms.Form) -> None:
        """Answers into the record; what the record itself still refuses is said at its column."""
        said = {name: form.cleaned_data[name] for name in self.before if name != "funders"}
        if instance.pk and said["project"].pk != instance.project_id:
            form.add_error("project", "This record belongs to another project. Take another key.")
            return
        if "income" in said:
            said["income"] = facts.StatedIncome.objects.filter(key=said["income"]).first()
        if "covers_whole_project" in said:
            said["covers_whole_project"] = {"yes": True, "no": False}.get(said["covers_whole_project"])
        for name, value in said.items():
            setattr(instance, name, value)
        try:
            instance.full_clean()
        except ValidationError as refused:
            form.add_error(None, refused)


class FundingRows(MoneyRows):
    """With the names of those who pay, separated by semicolons."""

    funders = Field(column_name="funders", widget=Cell(), dehydrate_method="names_of")

    def names_of(self, funding: facts.Funding) -> str:
        """Nobody's for a record that is still to be made."""
        return "; ".join(funder.name for funder in funding.funders.all()) if funding.pk else ""

    def after(self, instance: Model) -> dict[str, str]:
        """With the names that are to be kept."""
        return self.cells(instance) | {"funders": "; ".join(sorted(self.checked.cleaned_data["funders"]))}

    def save_m2m(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Whoever pays is a funder from now on."""
        known = [funder for name in self.checked.cleaned_data["funders"] if (funder := known_funder(name))]
        for funder in known:
            change(funder, is_funder=True)
        instance.funders.set(known)


ON_ITS_PAGE = "Published results are on this measure. Change it on its own page, which shows what that does to them."


class MeasureRows(Rows):
    """A measure that readers have results on is changed on its page, which first shows what that does to editions."""

    def take(self, instance: Any, form: forms.Form) -> None:
        """Refuse to change such a measure."""
        changed = self.before != self.after(instance)
        if instance.pk and changed and measured_by(instance).filter(editions__current=True).exists():
            form.add_error(None, ON_ITS_PAGE)


INCOME = "key project label basis amount amount_max currency period_start period_end covers_whole_project source"
FUNDING = (
    "key project funders others_included label kind basis amount amount_max currency years income purpose"
    " period_start period_end award_date source"
)
MEASURE = (
    "key name short_name version description minimum maximum step higher_is_better"
    " cut_off cut_off_meaning cut_off_source reliability reliability_kind reliability_note reliability_source"
    " reference_mean reference_mean_source reference_sd reference_sd_source reliable_change reliable_change_source"
    " source licence_note replaced_by"
)
ORGANISATION = "key name org_id names_used is_provider is_funder is_commissioner website invented"

KINDS: dict[type[Model], type[Rows]] = {
    facts.Source: kind(facts.Source, "key title publisher published address accessed"),
    facts.Organisation: kind(
        facts.Organisation,
        ORGANISATION,
        modelform_factory(
            facts.Organisation, OrganisationLine, fields=ORGANISATION.split(), formfield_callback=field_for
        ),
    ),
    facts.Place: kind(facts.Place, "gss_code name kind parent valid_from valid_to replaced_by"),
    facts.Theme: kind(facts.Theme, "key name description"),
    facts.ReferralSource: kind(facts.ReferralSource, "key name"),
    facts.Measure: kind(facts.Measure, MEASURE, rows=MeasureRows),
    facts.StatedIncome: kind(facts.StatedIncome, INCOME, IncomeLine, MoneyRows),
    facts.Funding: kind(facts.Funding, FUNDING, PartLine, FundingRows),
}
