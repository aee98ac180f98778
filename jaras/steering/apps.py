"""The package as a Django application, listening to everything that is counted."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "jaras.steering"
    label = "steering"

    def ready(self) -> None:
        from datetime import timedelta

        from django.utils.translation import gettext_lazy as _

        from jaras.kernel.events import subscribe_many
        from jaras.kernel.periodic import every
        from jaras.steering import jobs

        every(timedelta(minutes=1), "jaras.steering.jobs.settle", _("Counts what happened since last time"))

        for event in jobs.heard():
            subscribe_many(event, jobs.on_events)
