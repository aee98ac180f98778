"""The package as a Django application."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jaras.kernel.periodic import every


class RegistersConfig(AppConfig):
    name = "jaras.registers"
    label = "registers"

    def ready(self) -> None:
        every(
            timedelta(days=1),
            "jaras.registers.jobs.let_go",
            _("Removes the files of registers that nobody confirmed within thirty days."),
        )
