"""What a round counted, the database itself keeps from change."""

from typing import Any

from django.db import migrations

from jaras.kernel.record.guards import guard, unguard

TABLE = "rounds_roundtally"


def guarded(apps: Any, editor: Any) -> None:
    for statement in guard(editor.connection.vendor, TABLE):
        editor.execute(statement, params=None)


def unguarded(apps: Any, editor: Any) -> None:
    for statement in unguard(editor.connection.vendor, TABLE):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_first"), ("kernel", "0013_seal_reasons")]
    operations = [migrations.RunPython(guarded, unguarded)]
