"""In which database the record lies: beside the rest on PostgreSQL, in a file of its own on SQLite."""

from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

LABEL = "record"


def alias() -> str:
    return settings.RECORD_ALIAS if settings.RECORD_ALIAS in settings.DATABASES else DEFAULT_DB_ALIAS


class Router:
    """Sends the tables of the record to their database, keeps every other table out of it."""

    def db_for_read(self, model: Any, **_hints: Any) -> str | None:
        return alias() if model._meta.app_label == LABEL else None

    def db_for_write(self, model: Any, **_hints: Any) -> str | None:
        return alias() if model._meta.app_label == LABEL else None

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        if alias() == DEFAULT_DB_ALIAS:
            return True
        return (db == alias()) == (app_label == LABEL)
