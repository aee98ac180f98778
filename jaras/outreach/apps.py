"""The package as a Django application."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "jaras.outreach"
    label = "outreach"
