"""The package as a Django application."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "jaras.cases"
    label = "cases"
