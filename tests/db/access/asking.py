"""What an answer is called in the matrix, and what of the portal's own was written on the way to it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.http import HttpResponse

SIGN_IN = ("/accounts/login/", "/admin/login/")
STATUS = {200: "ok", 403: "stop", 404: "no", 410: "gone"}
WRITES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "((?:casestudies|outcomes)_\w+)"')
SAVEPOINT = re.compile(r"(SAVEPOINT|ROLLBACK TO SAVEPOINT|RELEASE SAVEPOINT) (.+)")


@dataclass
class Written:
    """The tables in which rows were made, changed or deleted, and not taken back by a savepoint."""

    tables: list[str] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Look over the shoulder of one statement."""
        result = execute(sql, params, many, context)
        if found := SAVEPOINT.match(sql):
            verb, name = found.groups()
            if verb == "SAVEPOINT":
                self.marks[name] = len(self.tables)
            elif verb == "ROLLBACK TO SAVEPOINT":
                del self.tables[self.marks[name] :]
        elif (found := WRITES.match(sql)) and (found[1] == "INSERT INTO" or context["cursor"].rowcount):
            self.tables.append(found[2])
        return result


@contextmanager
def watched() -> Iterator[Written]:
    """Note what is written inside."""
    written = Written()
    with connection.execute_wrapper(written):
        yield written


def outcome(answer: HttpResponse, written: Written) -> str:
    """The matrix's word for it."""
    if written.tables:
        return "did" if answer.status_code in (200, 302) else f"{answer.status_code}, yet wrote {written.tables}"
    if answer.status_code == 302:
        return "in" if answer["Location"].startswith(SIGN_IN) else "go"
    return STATUS.get(answer.status_code, str(answer.status_code))


def everything_of(answer: HttpResponse, address: str) -> tuple[object, ...]:
    """All that a browser gets, with the address that was asked for and the time of day left out of it."""

    def without(text: str) -> str:
        return text.replace(address, "…").replace(quote(address), "…")

    said = without(answer.getvalue().decode("utf-8", "replace"))
    headers = {name: without(value) for name, value in answer.items() if name not in {"Expires", "Last-Modified"}}
    cookies = sorted(answer.cookies)
    return answer.status_code, headers, cookies, said
