"""The commands as a Django application."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "jaras.ops"
    label = "ops"
