"""The package as a Django application, listening to what may leave the house."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jaras.kernel.periodic import every


class HooksConfig(AppConfig):
    name = "jaras.hooks"
    label = "hooks"

    def ready(self) -> None:
        from jaras.hooks import jobs

        jobs.listen()
        purpose = _("Sends again the messages to other programs that were not taken.")
        every(timedelta(minutes=1), "jaras.hooks.jobs.due", purpose)
