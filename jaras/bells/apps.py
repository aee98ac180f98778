"""The package as a Django application; bells end."""

from django.apps import AppConfig


class BellsConfig(AppConfig):
    name = "jaras.bells"
    label = "bells"

    def ready(self) -> None:
        from jaras.bells.models import Bell
        from jaras.bells.queries.ending import ended
        from jaras.privacy.queries import Source, ends

        ends(Source("bell", Bell, ended, "ended_at"))
