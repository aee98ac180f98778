"""The package as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "jaras.people"
    label = "people"
