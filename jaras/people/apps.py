"""The package as a Django application."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "jaras.people"
    label = "people"

    def ready(self) -> None:
        from jaras.kernel.periodic import nightly

        purpose = _("Counts how common each name is: a rare one says more of who somebody is.")
        nightly(time(3, 35), "jaras.people.jobs.count_names", purpose)  # after whoever is emptied
        purpose = _(
            "Searches the registry for records that may be one person; somebody decides on each pair."
        )
        nightly(time(3, 40), "jaras.people.jobs.search_registry", purpose)
        closes = _("Closes questions whether somebody is known elsewhere after a month.")
        nightly(time(3, 20), "jaras.people.jobs.close_inquiries", closes)
