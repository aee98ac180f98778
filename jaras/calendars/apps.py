"""The package as a Django application; turns and bells stand in calendars."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarsConfig(AppConfig):
    name = "jaras.calendars"
    label = "calendars"

    def ready(self) -> None:
        from jaras.calendars import jobs, queries
        from jaras.calendars.queries import own
        from jaras.kernel import periodic

        queries.stands(own.turns)
        queries.stands(own.meetings)
        queries.stands(own.bells)
        queries.ticks["bell"] = jobs.tick_bell
        periodic.every(
            timedelta(minutes=10),
            "jaras.calendars.jobs.due",
            _("Keeps the calendars that members keep elsewhere, hears what they ticked there"),
        )
