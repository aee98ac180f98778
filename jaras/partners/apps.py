"""The package as a Django application."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "jaras.partners"
    label = "partners"
