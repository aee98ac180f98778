"""The package as a Django application, with its minute."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "jaras.alerts"
    label = "alerts"

    def ready(self) -> None:
        from jaras.alerts import jobs
        from jaras.kernel import transports
        from jaras.kernel.periodic import every

        transports.follow("notice", jobs.on_went)

        every(
            timedelta(minutes=1), "jaras.alerts.jobs.follow", _("Tells the next one what nobody answers for")
        )
