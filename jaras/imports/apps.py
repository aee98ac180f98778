"""The package as a Django application."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jaras.kernel.periodic import every


class ImportsConfig(AppConfig):
    name = "jaras.imports"
    label = "imports"

    def ready(self) -> None:
        every(
            timedelta(days=1),
            "jaras.imports.jobs.let_go",
            _("Gives up imports of the directory that nobody confirmed within thirty days."),
        )
