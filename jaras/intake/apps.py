"""The package as a Django application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "jaras.intake"
    label = "intake"
