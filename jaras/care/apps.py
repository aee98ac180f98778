"""The package as a Django application, listening to intake."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    name = "jaras.care"
    label = "care"

    def ready(self) -> None:
        from jaras.care import checks, events, jobs
        from jaras.care.models import Appointment, Diagnosis, Intervention, Need, Stay
        from jaras.care.queries.obstacles import obstacles
        from jaras.cases.actions.closing import obstacle
        from jaras.intake import events as intake
        from jaras.kernel import periodic, ties
        from jaras.kernel.events import subscribe, subscribe_many
        from jaras.partners import events as partners

        checks.watch_over_grids()
        obstacle(obstacles)
        ties.tell_of_somebody(Appointment, Diagnosis, Intervention, Need, Stay)
        subscribe(intake.HelpCalled, jobs.on_help_called)
        subscribe(intake.TeamBack, jobs.on_team_back)
        subscribe(intake.ImmediateActionTaken, jobs.on_immediate_action)
        subscribe(intake.OutcomeGiven, jobs.on_outcome)
        subscribe(intake.OutcomeUndone, jobs.on_outcome_undone)
        subscribe(events.DiagnosisMade, jobs.on_diagnosis)
        subscribe(events.NeedMoved, jobs.on_need_moved)
        subscribe(partners.OccupancyMoved, jobs.on_place_moved)
        subscribe_many(events.InterventionRecorded, jobs.on_helps_recorded)
        subscribe_many(events.InterventionMoved, jobs.on_helps_moved)
        subscribe_many(events.InterventionAmended, jobs.on_helps_amended)
        periodic.every(
            timedelta(minutes=1),
            "jaras.care.jobs.free_places",
            _("Ends holds of places that ran out, opens again the needs they were held for"),
        )
        periodic.every(
            timedelta(minutes=10),
            "jaras.care.jobs.remind_companions",
            _("Reminds whoever goes along to an appointment: the day before, two hours before"),
        )
        periodic.every(
            timedelta(minutes=5),
            "jaras.care.jobs.follow_referrals",
            _("Reminds partners who have not answered, gives back the needs that nobody took"),
        )
