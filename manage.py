#!/usr/bin/env python
"""Django's command line for the portal: `DEMO=1 .venv/bin/python manage.py COMMAND`."""

import os
import sys


def main() -> None:
    """Run one management command; settings that may not start a portal are said in plain words, not as a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casestudies.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        sys.exit(f"The portal cannot start. {refusal}")


if __name__ == "__main__":
    main()
