"""What the API says of itself: as OpenAPI 3.1, and as a page that needs no script."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from casestudies.api.service import READ, api, read_only, refusal
from casestudies.imprint import absolute

ROOT = "/api/v1"


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document."""
    made: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="")))
    made["servers"] = [{"url": absolute(ROOT)}]
    return made


@read_only
def openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs."""
    return HttpResponse(json.dumps(description(), ensure_ascii=False, indent=1), content_type="application/json")


@read_only
def docs(request: HttpRequest) -> HttpResponse:
    """The description for people."""
    described = description()
    operations = [
        {**operation, "path": f"{ROOT}{path}", "parameters": operation.get("parameters", [])}
        for path, methods in described["paths"].items()
        for operation in methods.values()
    ]
    context = {"api": described["info"], "operations": operations, "schemas": _shapes(described), "methods": READ}
    return HttpResponse(render_to_string("api/docs.html", context))


@read_only
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Every address under /api/v1/ that is none."""
    return refusal(404, "Not found", f"There is nothing here. The description is at {absolute(ROOT)}/openapi.json")


def _shapes(described: dict[str, Any]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(name, what it is, its fields with their types in words) of everything the API answers with."""
    return [
        (name, shape.get("description", ""), [(field, _type(of)) for field, of in shape.get("properties", {}).items()])
        for name, shape in sorted(described["components"]["schemas"].items())
        if shape.get("properties")
    ]


def _type(of: dict[str, Any]) -> str:
    if "$ref" in of:
        return str(of["$ref"]).rpartition("/")[2]
    if "const" in of:
        return f"“{of['const']}”"
    if "anyOf" in of or "oneOf" in of:
        return " or ".join(_type(one) for one in of.get("anyOf") or of["oneOf"])
    if of.get("type") == "array":
        return f"list of {_type(of.get('items', {}))}"
    return str(of.get("format") or of.get("type") or "anything")
