"""The package as a Django application; persons are seen through cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jaras.cases"
    label = "cases"

    def ready(self) -> None:
        from jaras.cases.models import case_persons
        from jaras.kernel.access import seen_through

        seen_through("person", case_persons)
