"""The package as a Django application, with its letters of the morning."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "jaras.partners"
    label = "partners"

    def ready(self) -> None:
        from jaras.kernel.periodic import nightly

        purpose = _(
            "Asks by text message whether boards of places are right that nobody confirmed since yesterday"
        )
        nightly(time(17, 0), "jaras.partners.jobs.ask_sites", purpose)
        purpose = _("Asks partners once a month whether their page is right")
        nightly(time(9, 0), "jaras.partners.jobs.ask_partners", purpose)
