"""What was handed over, what was acknowledged, the database itself keeps from change."""

from typing import Any

from django.db import migrations

from jaras.kernel.record.guards import guard, unguard

APPEND_ONLY = ("handover_handoverline", "handover_handoveranswer")


def guarded(apps: Any, editor: Any) -> None:
    for table in APPEND_ONLY:
        for statement in guard(editor.connection.vendor, table):
            editor.execute(statement, params=None)


def unguarded(apps: Any, editor: Any) -> None:
    for table in APPEND_ONLY:
        for statement in unguard(editor.connection.vendor, table):
            editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("handover", "0001_first"), ("kernel", "0013_seal_reasons")]
    operations = [migrations.RunPython(guarded, unguarded)]
