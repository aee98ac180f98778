"""Migrates as Django does; into the file of the record only what lies there, as `jaras setup` does."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import DEFAULT_DB_ALIAS

from jaras.kernel.record import routing


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> Any:
        if options["database"] == routing.alias() != DEFAULT_DB_ALIAS and not options["app_label"]:
            options |= {"app_label": routing.LABEL, "run_syncdb": False}
        return super().handle(*args, **options)
