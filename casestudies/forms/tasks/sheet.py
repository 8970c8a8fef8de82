"""A task's page: its single answers, its lists of rows, and the way of both from text to facts and back.

Every page is a bound form. What it is bound to is what was typed last, or the facts written out as one would type
them; so there is one way to validate, to show, to compare and to save.
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.utils.datastructures import MultiValueDict

from casestudies import wording
from casestudies.desk import Answers
from casestudies.forms.places import place_label
from casestudies.forms.strict import Day, PartialDate, as_kept
from casestudies.forms.tasks.parts import ListOfRows, Rows, ShownList, TaskForm
from casestudies.models import CaseStudy
from outcomes.models import Place

type Typed = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and the id of the field in which it is."""

    anchor: str
    words: str


class Sheet:
    """One task of one case study, bound to what was typed. Subclasses say which form and which lists."""

    task: ClassVar[str]
    lede: ClassVar[str] = ""
    form_class: ClassVar[type[TaskForm]] = TaskForm
    lists: ClassVar[dict[str, ListOfRows]] = {}

    def __init__(self, case_study: CaseStudy, typed: Typed, *, final: bool = True) -> None:
        self.case_study, self.typed, self.final = case_study, typed, final
        data: MultiValueDict[str, str] = MultiValueDict(typed)
        for name in self.lists:
            data[f"{name}-TOTAL_FORMS"], data[f"{name}-INITIAL_FORMS"] = str(_count(typed, name)), "0"
        self.form = self.form_class(data, **self.form_arguments())
        self.rows = {
            name: spec.rows(data, prefix=name, form_kwargs=self.row_arguments(name))
            for name, spec in self.lists.items()
        }
        for rows in self.rows.values():
            rows.full_clean()  # a list adds errors to its rows when it compares them with each other
        self.check()

    def form_arguments(self) -> dict[str, Any]:
        """What the form needs to know beside what was typed."""
        return {}

    def row_arguments(self, name: str) -> dict[str, Any]:
        """What each row of the list `name` needs to know."""
        return {}

    def check(self) -> None:
        """What only the whole page can contradict: add errors to its forms."""

    # ---------------------------------------------------------------------------------------------- from text to facts

    @classmethod
    def typed_in(cls, data: Mapping[str, Any]) -> Typed:
        """What a browser sent of this page's fields, and of nothing else; empty rows left out, the others numbered."""
        typed = {name: _texts(data, name) for name in cls.form_class.base_fields}
        for name, spec in cls.lists.items():
            full = [row for row in _sent_rows(data, name, spec) if not spec.is_blank(row)]
            for number, row in enumerate(full):
                typed |= {f"{name}-{number}-{column}": texts for column, texts in row.items()}
        return typed

    @classmethod
    def typed_from(cls, facts: Mapping[str, Any]) -> Typed:
        """The facts, written out as one would type them."""
        typed = {name: written(facts.get(name)) for name in cls.form_class.base_fields}
        for name, spec in cls.lists.items():
            for number, row in enumerate(facts.get(name, [])):
                typed |= {f"{name}-{number}-{column}": written(row.get(column)) for column in spec.row.base_fields}
        return typed

    @classmethod
    def completed(cls, typed: Typed, facts: Mapping[str, Any]) -> Typed:
        """What was typed, with whatever has come to the facts without being typed."""
        return typed

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything that does not validate, in the order of the page."""
        return [*_problems(self.form), *(p for rows in self.rows.values() for p in _list_problems(rows))]

    def answers(self) -> Answers:
        """What to save: everything as typed, and the facts in it."""
        facts = self.form.facts()
        for name, rows in self.rows.items():
            if not any(_list_problems(rows)):
                facts[name] = [form.cleaned_data for form in rows.forms]
        return Answers(self.typed, facts, whole=not self.problems)

    # ------------------------------------------------------------------------------------------------------ to be shown

    blank: str = ""  # the list that shows an empty row

    def list(self, name: str) -> ShownList:
        """A list as the page shows it."""
        spec, rows = self.lists[name], self.rows[name]
        forms = list(rows.forms)
        if self.shows_blank(name):
            token = {"row": self.blank_tokens[name]} if "row" in spec.row.base_fields else {}
            arguments = self.row_arguments(name)
            forms.append(spec.row(prefix=f"{name}-{len(forms)}", initial=token, **arguments))
        return ShownList(name, spec, rows, forms)

    def shows_blank(self, name: str) -> bool:
        """Whether the list ends in an empty row: one was asked for, or it is the only one."""
        return self.lists[name].can_add and (self.blank == name or not self.rows[name].forms)

    @cached_property
    def blank_tokens(self) -> dict[str, str]:
        """What the empty row of each list is called, should somebody fill it in."""
        return {name: secrets.token_hex(4) for name in self.lists}

    def summary(self) -> Iterator[tuple[str, str, str]]:
        """What was asked, what was typed in words, and the id of the field; of rows only what they say."""
        for bound in self.form:
            yield str(bound.label), _in_words(bound, self.typed), bound.auto_id
        for rows in self.rows.values():
            for number, form in enumerate(rows.forms, 1):
                for bound in form.visible_fields():
                    if words := _in_words(bound, self.typed):
                        yield f"{rows.form.noun.capitalize()} {number}: {bound.label}", words, bound.auto_id


def _in_words(bound: forms.BoundField, typed: Typed) -> str:
    texts = typed.get(bound.html_name, [])
    if isinstance(bound.field, forms.BooleanField):
        return "yes" if texts else "no"
    if isinstance(bound.field, Day | PartialDate) and not bound.errors:
        return wording.date(bound.form.cleaned_data[bound.name]) if texts else ""
    choices = dict(getattr(bound.field, "choices", ()))
    return ", ".join(str(choices.get(text, text)) for text in texts)


def written(value: Any) -> list[str]:
    """A fact as one would type it; nothing for nothing."""
    match value:
        case None | "" | False:
            return []
        case True:
            return ["on"]
        case list():
            return [text for one in value for text in written(one)]
        case Place():
            return [place_label(value)]
        case Decimal():
            return [f"{value:,.2f}".removesuffix(".00")]
        case _:
            return [as_kept(str(value))]


def _texts(data: Mapping[str, Any], name: str) -> list[str]:
    sent = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
    return [text for one in sent if (text := as_kept(one))]


def _sent_rows(data: Mapping[str, Any], name: str, spec: ListOfRows) -> Iterator[dict[str, list[str]]]:
    pattern = re.compile(rf"{name}-(\d{{1,4}})-", re.ASCII)
    numbers = sorted({int(match[1]) for key in data if (match := pattern.match(key))})
    for number in numbers:
        yield {column: _texts(data, f"{name}-{number}-{column}") for column in spec.row.base_fields}


def _count(typed: Typed, name: str) -> int:
    pattern = re.compile(rf"{name}-(\d+)-", re.ASCII)
    return max((int(match[1]) + 1 for key in typed if (match := pattern.match(key))), default=0)


def _problems(form: forms.Form, before: str = "") -> Iterator[Problem]:
    for bound in form:
        for error in bound.errors:
            yield Problem(bound.id_for_label or f"{bound.auto_id}_0", f"{before}{bound.label}: {error}")
    for error in form.non_field_errors():
        yield Problem(next(iter(form)).id_for_label, f"{before}{error}")


def _list_problems(rows: Rows) -> Iterator[Problem]:
    for number, form in enumerate(rows.forms, 1):
        yield from _problems(form, f"{rows.form.noun.capitalize()} {number}: ")
    for error in rows.non_form_errors():
        yield Problem(f"list-{rows.prefix}", str(error))
