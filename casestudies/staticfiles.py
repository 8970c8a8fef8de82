"""Which static files the portal collects."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class PortalStaticFiles(StaticFilesConfig):
    """Django's own static files; of Bootstrap its reboot alone and of htmx version 2: no page asks for the rest."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "bootstrap/js/*",
        "bootstrap/css/bootstrap-[!r]*",
        "bootstrap/css/bootstrap.*",
        "bootstrap/css/*.rtl.*",
        "bootstrap/css/*.min.*",
        "django_htmx/htmx-4*",
        "django_htmx/htmax*",
        "django_htmx/ext",
    ]
