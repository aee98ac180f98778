"""The pages as a Django application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jaras.web"
    label = "web"
