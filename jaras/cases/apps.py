"""The package as a Django application; persons are seen through cases, cases end."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jaras.cases"
    label = "cases"

    def ready(self) -> None:
        from jaras.cases import jobs
        from jaras.cases.models import Case, case_persons
        from jaras.cases.queries import ending
        from jaras.kernel.access import seen_through
        from jaras.kernel.events import subscribe
        from jaras.people.events import PersonsMerged, PersonsParted
        from jaras.privacy.queries import Source, concerned, ends, reaches

        seen_through("person", case_persons)
        ends(Source("case", Case, ending.ended, "moved_at"))
        concerned(ending.followed)
        reaches("case", ending.of_person)
        for event in (PersonsMerged, PersonsParted):
            subscribe(event, jobs.on_persons)
