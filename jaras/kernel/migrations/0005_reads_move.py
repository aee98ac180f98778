"""The journal of reads lies in the record from now on; the logs that stay refuse to be emptied, too.

The old table is not dropped: on SQLite the record copies its rows from another file, before or after this.
"""

from typing import Any

from django.db import migrations

from jaras.kernel.record.guards import may_be_emptied, never_emptied

TABLES = ("kernel_eventrecord", "kernel_transition")


def guard(apps: Any, editor: Any) -> None:
    for table in TABLES:
        for statement in never_emptied(editor.connection.vendor, table):
            editor.execute(statement, params=None)


def unguard(apps: Any, editor: Any) -> None:
    for table in TABLES:
        for statement in may_be_emptied(editor.connection.vendor, table):
            editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0004_reads_by_member")]
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("ReadRecord")]),
        migrations.RunPython(guard, unguard),
    ]
