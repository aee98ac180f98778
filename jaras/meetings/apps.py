"""The package as a Django application; meetings end, those of a series come round again."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "jaras.meetings"
    label = "meetings"

    def ready(self) -> None:
        from jaras.kernel import periodic
        from jaras.meetings.models import Meeting
        from jaras.meetings.queries.ending import ended
        from jaras.privacy.queries import Source, ends

        ends(Source("meeting", Meeting, ended, "starts_at"))
        periodic.every(
            timedelta(hours=1), "jaras.meetings.jobs.plan_ahead", _("Plans the next meeting of each series")
        )
