"""The kernel as a Django application."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class KernelConfig(AppConfig):
    name = "jaras.kernel"
    label = "kernel"

    def ready(self) -> None:
        from jaras.kernel import transports
        from jaras.kernel.periodic import every, keep_timetable
        from jaras.kernel.transports.mail import Mail
        from jaras.kernel.transports.push import Push

        transports.register(Mail())
        transports.register(Push())

        purpose = _("Weighs the tables of the database, so that every page stays quick as they grow.")
        every(timedelta(days=1), "jaras.kernel.jobs.weigh_tables", purpose)
        purpose = _("Takes away the files that members made for themselves, once their day is over.")
        every(timedelta(hours=1), "jaras.kernel.jobs.take_exports_away", purpose)
        post_migrate.connect(keep_timetable, sender=self)
