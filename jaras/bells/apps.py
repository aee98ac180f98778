"""The package as a Django application; bells end, with the files they are tied to."""

from django.apps import AppConfig


class BellsConfig(AppConfig):
    name = "jaras.bells"
    label = "bells"

    def ready(self) -> None:
        from jaras.bells import jobs
        from jaras.bells.models import Bell
        from jaras.bells.queries.ending import ended
        from jaras.kernel.events import subscribe
        from jaras.privacy.events import Forgotten
        from jaras.privacy.queries import Source, ends

        subscribe(Forgotten, jobs.on_forgotten)
        ends(Source("bell", Bell, ended, "ended_at"))
