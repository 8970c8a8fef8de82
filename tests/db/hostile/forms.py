"""The forms of a page as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """One form: where it goes, what stands in its fields, and which of them are files or buttons."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def put(self, name: str, value: str | None) -> None:
        """A field, with a value unless nothing is chosen."""
        self.fields.setdefault(name, []).extend([] if value is None else [value])


class _Reader(HTMLParser):
    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._address, self._form = address, None
        self._name, self._text, self._option = "", None, None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(said.get("action") or self._address, said.get("method", "get").lower())
            self.forms.append(self._form)
        form, name = self._form, said.get("name", "")
        if form is None:
            return
        if tag == "option" and self._name:
            self._option = said.get("value", "")
            if "selected" in said:
                form.put(self._name, self._option)
        elif not name:
            return
        elif tag == "select":
            self._name = name
            form.put(name, None)
        elif tag == "textarea":
            self._name, self._text = name, ""
        elif tag == "button":
            form.buttons.append((name, said.get("value", "")))
        elif tag == "input":
            self._input(form, name, said)

    def _input(self, form: Form, name: str, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        if kind == "file":
            form.files.append(name)
        elif kind in {"checkbox", "radio"}:
            form.put(name, said.get("value", "on") if "checked" in said else None)
        elif name != "csrfmiddlewaretoken":
            form.put(name, said.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._form is not None and self._text is not None:
            self._form.put(self._name, self._text.removeprefix("\n"))
            self._name, self._text = "", None
        elif tag == "select":
            self._name = ""
        elif tag == "form":
            self._form = None


def forms_in(page: str, address: str) -> list[Form]:
    """Every form of a page that is posted."""
    return [form for form in _Reader(page, address).forms if form.method == "post"]
