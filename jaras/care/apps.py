"""The package as a Django application."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "jaras.care"
    label = "care"
