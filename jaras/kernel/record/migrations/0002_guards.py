"""The record refuses change; the journal kept so far is taken over."""

from datetime import UTC, datetime
from typing import Any

from django.db import connections, migrations

from jaras.kernel.record.guards import guard, unguard

APPEND_ONLY = ("record_readrecord", "record_seal", "record_head")
BEFORE = "kernel_readrecord"
BATCH = 5000


def take_over(apps: Any, editor: Any) -> None:
    """Rows that were written before the record had its own table, in their order."""
    source = connections["default"]
    if BEFORE not in source.introspection.table_names():
        return
    model = apps.get_model("record", "ReadRecord")
    last = 0
    with source.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT id, subject, subject_id, by_id, at FROM kernel_readrecord"
                " WHERE id > %s ORDER BY id LIMIT %s",
                [last, BATCH],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            last = rows[-1][0]
            model.objects.using(editor.connection.alias).bulk_create(
                model(
                    act="opened",
                    subject=subject,
                    subject_id=subject_id,
                    case_id=subject_id if subject == "case" else None,
                    by_id=by_id,
                    at=_moment(at),
                    how="page",
                )
                for _id, subject, subject_id, by_id, at in rows
            )


def _moment(at: Any) -> datetime:
    """SQLite keeps moments in UTC without saying so."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def guarded(apps: Any, editor: Any) -> None:
    for table in APPEND_ONLY:
        for statement in guard(editor.connection.vendor, table):
            editor.execute(statement, params=None)


def unguarded(apps: Any, editor: Any) -> None:
    for table in APPEND_ONLY:
        for statement in unguard(editor.connection.vendor, table):
            editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_first"), ("kernel", "0004_reads_by_member")]
    operations = [
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.RunPython(guarded, unguarded),
    ]
