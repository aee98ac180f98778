"""Reasons of changes of state, of files that leave, written plainly until now, are sealed."""

from typing import Any

from django.db import migrations

from jaras.kernel.keys.sealing import seal_all
from jaras.kernel.record.guards import guard, unguard

TABLE = "kernel_transition"


def seal(apps: Any, editor: Any) -> None:
    """Changes of state refuse change: their guards look away for as long as their reasons are sealed."""
    vendor = editor.connection.vendor
    for statement in unguard(vendor, TABLE):
        editor.execute(statement, params=None)
    seal_all(apps.get_model("kernel", "Transition"))
    for statement in guard(vendor, TABLE):
        editor.execute(statement, params=None)
    seal_all(apps.get_model("kernel", "ExportedFile"))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("kernel", "0012_reasons_sealed")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop, elidable=True)]
