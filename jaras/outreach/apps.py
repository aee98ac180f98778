"""The package as a Django application, listening to intake."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    name = "jaras.outreach"
    label = "outreach"

    def ready(self) -> None:
        from jaras.intake import events as intake
        from jaras.kernel.events import subscribe
        from jaras.kernel.periodic import every
        from jaras.outreach import jobs

        purpose = _("Sends the answers to reporters that had to wait, or that no mail server took.")
        every(timedelta(minutes=30), "jaras.outreach.jobs.mail_waiting", purpose)
        subscribe(intake.ReportReceived, jobs.on_received)
        subscribe(intake.ReportClaimed, jobs.on_claimed)
        subscribe(intake.HelpCalled, jobs.on_help_called)
        subscribe(intake.TeamSent, jobs.on_team_sent)
        subscribe(intake.TeamBack, jobs.on_team_back)
        subscribe(intake.OutcomeGiven, jobs.on_outcome)
