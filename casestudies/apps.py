from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CasestudiesConfig(AppConfig):
    """The stories, their editions, and everything a person meets."""

    name = "casestudies"
    verbose_name = "Case studies"

    def ready(self) -> None:
        """Let the database's own guards step aside for every migrate and put them back after it (see the module)."""
        from casestudies import triggers

        pre_migrate.connect(triggers.drop_before_migrate, sender=self)
        post_migrate.connect(triggers.create_after_migrate, sender=self)
