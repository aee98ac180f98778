"""On PostgreSQL the words of a thing are split once, when they are written, not again by every search."""

from typing import Any

from django.db import migrations

ADD_FORMS = (
    "ALTER TABLE kernel_searchentry ADD COLUMN forms tsvector "
    "GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED"
)
INDEX_FORMS = "CREATE INDEX kernel_search ON kernel_searchentry USING gin (forms)"
SPLIT = ("DROP INDEX kernel_search", ADD_FORMS, INDEX_FORMS)
JOINED = (
    "DROP INDEX kernel_search",
    "ALTER TABLE kernel_searchentry DROP COLUMN forms",
    "CREATE INDEX kernel_search ON kernel_searchentry USING gin (to_tsvector('simple', words))",
)


def split(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in SPLIT:
            editor.execute(statement, params=None)


def join(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in JOINED:
            editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0010_reasons_emptied")]
    operations = [migrations.RunPython(split, join)]
