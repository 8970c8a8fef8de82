"""What `make run` does before it serves: from nothing, and again over everything that has been entered since."""

import io
from pathlib import Path

from django.core.management import call_command
from pytest_django import Settings

from casestudies.models import CaseStudy, Edition, User


def prepare() -> str:
    """Run the command; return what it printed."""
    out = io.StringIO()
    call_command("prepare_demo", stdout=out)
    return out.getvalue()


def test_a_second_run_keeps_entered_work_and_makes_nothing_twice(settings: Settings, tmp_path: Path) -> None:
    settings.VAR, settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path, tmp_path / "static", tmp_path / "media"
    printed = prepare()
    assert "admin@example.org" in printed
    assert (tmp_path / "static/css/site.css").exists()

    entered = CaseStudy.objects.get(slug="oxpip")
    entered.headline = "What an editor has written since"
    entered.save()
    before = (CaseStudy.objects.count(), Edition.objects.count(), User.objects.count())
    passwords = (tmp_path / "demo-accounts.txt").read_text()

    prepare()

    entered.refresh_from_db()
    assert entered.headline == "What an editor has written since"
    assert (CaseStudy.objects.count(), Edition.objects.count(), User.objects.count()) == before
    assert (tmp_path / "demo-accounts.txt").read_text() == passwords
