"""The pages as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jaras.web"
    label = "web"

    def ready(self) -> None:
        from jaras.web.day import digest
        from jaras.web.governance import traces
        from jaras.web.intake.paper import keeping
        from jaras.web.meetings.paper import keeping as minutes

        traces.listen()
        keeping.enter_timetable()
        digest.enter_timetable()
        minutes.listen()
