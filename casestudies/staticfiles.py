"""Which static files the portal collects."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class PortalStaticFiles(StaticFilesConfig):
    """Django's own static files, taking of Bootstrap its reboot alone: no page asks for the rest."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "bootstrap/js/*",
        "bootstrap/css/bootstrap-[!r]*",
        "bootstrap/css/bootstrap.*",
        "bootstrap/css/*.rtl.*",
        "bootstrap/css/*.min.*",
    ]
