from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """The facts and the arithmetic: no pages, no addresses, no templates."""

    name = "outcomes"
    verbose_name = "Facts and figures"
