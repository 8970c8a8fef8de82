"""What a task's page is made of: forms laid out by crispy, and lists of rows that come and go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.template.loader import render_to_string


class TaskForm(forms.Form):
    """Some of a task's answers. Nothing is required for saving; what sending asks for is named in `wanted`.

    `together` are answers that are kept all or none, because they could contradict each other.
    """

    wanted: ClassVar[tuple[str, ...]] = ()
    together: ClassVar[tuple[tuple[str, ...], ...]] = ()
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.wanted:
            self.fields[name].wanted = True  # type: ignore[attr-defined]

    def lay_out(self) -> Iterable[Any]:
        """The fields, as crispy lays them out."""
        return list(self.fields)

    @property
    def helper(self) -> FormHelper:
        """What crispy asks for; the form element itself belongs to the page, which may hold several of these."""
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf, helper.include_media = False, True, False
        helper.layout = Layout(*self.lay_out())
        return helper

    def facts(self) -> dict[str, Any]:
        """The answers that validate."""
        wrong = self.errors.keys()
        held_back = {name for group in self.together if wrong & set(group) for name in group}
        return {name: value for name, value in self.cleaned_data.items() if name not in held_back}


class RowForm(TaskForm):
    """One row of a list. A row in which only `prefilled` fields hold something counts as empty."""

    prefilled: ClassVar[tuple[str, ...]] = ("row",)
    noun: ClassVar[str] = "row"
    do_not_call_in_templates = True  # they ask the class for its noun


class Rows(BaseFormSet):
    """A list of rows; empty ones have been left out before it is bound."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """No ordering, no deleting: rows come and go by buttons."""


def row_list(form: type[RowForm], most: int, base: type[Rows] = Rows) -> type[Rows]:
    """The class of a list of up to `most` such rows."""
    made = formset_factory(form, base, extra=0, max_num=most, validate_max=True, absolute_max=1000)
    return cast("type[Rows]", made)


class RowsHere(LayoutObject):
    """Puts a list of rows into a crispy layout."""

    def __init__(self, name: str) -> None:
        self.fields: list[Any] = []
        self.name = name

    def render(self, form: Any, context: Any, template_pack: Any = None, **kwargs: Any) -> str:
        return render_to_string("desk/rows.html", context.flatten() | {"rows": context["sheet"].list(self.name)})


class TemplateHere(LayoutObject):
    """Puts a template of ours into a crispy layout."""

    def __init__(self, name: str) -> None:
        self.fields: list[Any] = []
        self.name = name

    def render(self, form: Any, context: Any, template_pack: Any = None, **kwargs: Any) -> str:
        return render_to_string(self.name, context.flatten() | {"row": form})


@dataclass(frozen=True, slots=True)
class ListOfRows:
    """A list on a page: its rows, and what its buttons say."""

    rows: type[Rows]
    title: str
    hint: str = ""
    can_add: bool = True
    is_named_elsewhere: bool = False  # in another list, so that a row more or less draws the whole page anew

    @property
    def row(self) -> type[RowForm]:
        """The form of one row."""
        return self.rows.form

    def is_blank(self, row: Mapping[str, list[str]]) -> bool:
        """Whether nothing has been typed into a row."""
        return not any(texts for name, texts in row.items() if name not in self.row.prefilled)


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list with its rows, the last of which may be empty."""

    name: str
    spec: ListOfRows
    rows: Rows
    forms: list[RowForm] = field(default_factory=list)
