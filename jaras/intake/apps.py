"""The package as a Django application; persons are seen through reports, reports end."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "jaras.intake"
    label = "intake"

    def ready(self) -> None:
        from jaras.cases.events import ConfidentialityChanged
        from jaras.intake import jobs
        from jaras.intake.models import Report, recognised, report_persons
        from jaras.intake.queries import ending
        from jaras.kernel.access import seen_through
        from jaras.kernel.events import subscribe
        from jaras.people.models import set_aside
        from jaras.privacy.queries import Source, concerned, ends, reaches

        seen_through("person", report_persons)
        set_aside(recognised)
        ends(Source("report", Report, ending.ended, "received_at"))
        concerned(ending.told)
        reaches("report", ending.of_person)
        subscribe(ConfidentialityChanged, jobs.on_confidentiality)
