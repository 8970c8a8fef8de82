from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CasestudiesConfig(AppConfig):
    """The stories, their editions, and everything a person meets."""

    name = "casestudies"
    verbose_name = "Case studies"

    def ready(self) -> None:
        """Let the database's own guards step aside for every migrate and put them back after it (see the module).

        After it the search index is filled, too, where a migrate has just made it.
        """
        from casestudies import triggers
        from casestudies.search import index

        pre_migrate.connect(triggers.drop_before_migrate, sender=self)
        post_migrate.connect(triggers.create_after_migrate, sender=self)
        post_migrate.connect(index.rebuild_if_empty, sender=self)
