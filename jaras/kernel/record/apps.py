"""The record as a Django application: on SQLite its tables have a file of their own."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "jaras.kernel.record"
    label = "record"
