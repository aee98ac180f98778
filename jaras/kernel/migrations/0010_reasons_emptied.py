"""The reason of a change of state may be emptied, with the thing it was written for; nothing else of it moves."""

from typing import Any

from django.db import migrations

from jaras.kernel.record.guards import guard, unguard

TABLE = "kernel_transition"


def renew(apps: Any, editor: Any) -> None:
    vendor = editor.connection.vendor
    for statement in (*unguard(vendor, TABLE), *guard(vendor, TABLE)):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0009_exported_files")]
    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
