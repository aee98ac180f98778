"""The package as a Django application."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "jaras.governance"
    label = "governance"

    def ready(self) -> None:
        from jaras.governance import checks

        checks.watch_over_policies()
