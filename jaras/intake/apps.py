"""The package as a Django application; persons are seen through reports and cases."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "jaras.intake"
    label = "intake"

    def ready(self) -> None:
        from jaras.cases.events import ConfidentialityChanged
        from jaras.intake import jobs
        from jaras.intake.models import report_persons
        from jaras.kernel.access import seen_through
        from jaras.kernel.events import subscribe

        seen_through("person", report_persons)
        subscribe(ConfidentialityChanged, jobs.on_confidentiality)
