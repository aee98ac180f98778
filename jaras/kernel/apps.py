"""The kernel as a Django application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    name = "jaras.kernel"
    label = "kernel"

    def ready(self) -> None:
        from jaras.kernel.periodic import keep_timetable

        post_migrate.connect(keep_timetable, sender=self)
