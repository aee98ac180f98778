"""The package as a Django application, listening to the watch."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "jaras.handover"
    label = "handover"

    def ready(self) -> None:
        from jaras.alerts.queries import SOURCES
        from jaras.governance import events as governance
        from jaras.governance.models import Watch
        from jaras.handover import jobs
        from jaras.handover.queries.ending import ended
        from jaras.kernel.events import subscribe
        from jaras.privacy.queries import Source, ends

        subscribe(governance.WatchHandedOver, jobs.on_end)
        subscribe(governance.WatchEnded, jobs.on_end)
        SOURCES["handover"] = jobs.overdue
        ends(Source("watch", Watch, ended, "ended_at"))
