"""The groups of those who work behind the pages. What each may open in the admin stands in fixtures/groups.json."""

import json

from django.conf import settings
from django.contrib.auth.models import Group, Permission

REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN = "reviewer", "curator", "data protection officer", "admin"
GROUPS = (REVIEWER, CURATOR, DATA_PROTECTION_OFFICER, ADMIN)
FIXTURE = settings.BASE_DIR / "fixtures" / "groups.json"


def ensure_groups() -> None:
    """Make the groups that are missing, and let each do in the admin what the fixture says: no more and no less.

    To be repeated after every migrate that brings a new model. As `loaddata groups` would, which looks for each of the
    permissions by itself. Raises KeyError with the permission that there is not.
    """
    known = {row.natural_key(): row for row in Permission.objects.select_related("content_type")}
    for row in json.loads(FIXTURE.read_text(encoding="utf-8")):
        group, _ = Group.objects.get_or_create(name=row["fields"]["name"])
        group.permissions.set([known[tuple(key)] for key in row["fields"]["permissions"]])
