"""Two questions a machine asks: is the process up, and can it serve?"""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@cache
def _migrations_of_this_code() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations or ())


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process is up; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database is reached and holds every migration of this code, else 503 and which it is."""
    try:
        waiting = len(_migrations_of_this_code() - set(MigrationRecorder(connection).applied_migrations()))
        answer = {"database": "ok", "migrations": f"{waiting} not applied" if waiting else "ok"}
    except DatabaseError:
        answer = {"database": "not reached", "migrations": "not known"}
    return JsonResponse(answer, status=200 if set(answer.values()) == {"ok"} else 503)
