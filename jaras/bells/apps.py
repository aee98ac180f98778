"""The package as a Django application; bells end, with the files they are tied to."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BellsConfig(AppConfig):
    name = "jaras.bells"
    label = "bells"

    def ready(self) -> None:
        from jaras.bells import events, jobs
        from jaras.bells.models import Bell
        from jaras.bells.queries.ending import ended
        from jaras.kernel import periodic, transports
        from jaras.kernel.events import subscribe
        from jaras.privacy.events import Forgotten
        from jaras.privacy.queries import Source, ends

        subscribe(Forgotten, jobs.on_forgotten)
        ends(Source("bell", Bell, ended, "ended_at"))
        subscribe(events.BellHelpAsked, jobs.on_help_asked)
        subscribe(events.BellMoved, jobs.on_moved)
        transports.follow("bell_letter", jobs.on_went)
        periodic.every(
            timedelta(minutes=10),
            "jaras.bells.jobs.follow_help",
            _("Reminds partners who have not said whether they help with a bell"),
        )
