"""The package as a Django application."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "jaras.governance"
    label = "governance"
