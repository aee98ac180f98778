"""The package as a Django application; bells end, with their files; whoever they concern is told."""

from datetime import time, timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BellsConfig(AppConfig):
    name = "jaras.bells"
    label = "bells"

    def ready(self) -> None:
        from jaras.bells import events, jobs
        from jaras.bells.models import Bell
        from jaras.bells.queries.ending import ended
        from jaras.conversations.rules import claiming
        from jaras.kernel import periodic, transports
        from jaras.kernel.events import subscribe
        from jaras.privacy.events import Forgotten
        from jaras.privacy.queries import Source, ends

        subscribe(Forgotten, jobs.on_forgotten)
        ends(Source("bell", Bell, ended, "ended_at"))
        subscribe(events.BellHelpAsked, jobs.on_help_asked)
        subscribe(events.BellMoved, jobs.on_moved)
        subscribe(events.BellRung, jobs.on_rung)
        subscribe(events.BellMoved, jobs.on_moved_on)
        subscribe(events.BellAmended, jobs.on_amended)
        subscribe(events.BellHelpAsked, jobs.on_colleague_asked)
        subscribe(events.BellHelpAnswered, jobs.on_help_answered)
        claiming.claim(jobs.take_answer)
        transports.follow("bell_letter", jobs.on_went)
        transports.follow("bell_message", jobs.on_went)
        periodic.every(
            timedelta(minutes=10),
            "jaras.bells.jobs.follow_help",
            _("Reminds partners who have not said whether they help with a bell"),
        )
        periodic.nightly(
            time(17),
            "jaras.bells.jobs.remind_of_tomorrow",
            _("Tells whoever reads no evening message which bell is due tomorrow"),
        )
