"""The package as a Django application, listening to intake."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "jaras.outreach"
    label = "outreach"

    def ready(self) -> None:
        from jaras.intake import events as intake
        from jaras.kernel.events import subscribe
        from jaras.outreach import jobs

        subscribe(intake.ReportReceived, jobs.on_received)
        subscribe(intake.ReportClaimed, jobs.on_claimed)
        subscribe(intake.HelpCalled, jobs.on_help_called)
        subscribe(intake.TeamSent, jobs.on_team_sent)
        subscribe(intake.TeamBack, jobs.on_team_back)
        subscribe(intake.OutcomeGiven, jobs.on_outcome)
