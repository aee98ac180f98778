"""The package as a Django application."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "jaras.territory"
    label = "territory"
