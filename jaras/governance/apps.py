"""The package as a Django application."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    name = "jaras.governance"
    label = "governance"

    def ready(self) -> None:
        from jaras.governance import checks
        from jaras.governance.actions import second_step
        from jaras.kernel.periodic import every

        checks.watch_over_policies()
        second_step.listen()
        every(
            timedelta(hours=1), "jaras.governance.jobs.forget_sessions", _("Forgets sessions that are over")
        )
        purpose = _("Ends exceptional access whose hour has come")
        every(timedelta(minutes=1), "jaras.governance.jobs.lapse_glass", purpose)
