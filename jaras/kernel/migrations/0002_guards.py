"""The log refuses change, the words are indexed, both by the database itself."""

from typing import Any

from django.db import migrations

APPEND_ONLY = ("kernel_eventrecord", "kernel_transition", "kernel_readrecord")

SQLITE_GUARD = """
CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION jaras_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRES_GUARD = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION jaras_append_only()
"""
SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE kernel_search USING fts5("
    "words, content='kernel_searchentry', content_rowid='id', tokenize='unicode61', prefix='2 3')",
    "CREATE TRIGGER kernel_search_ai AFTER INSERT ON kernel_searchentry BEGIN "
    "INSERT INTO kernel_search(rowid, words) VALUES (new.id, new.words); END",
    "CREATE TRIGGER kernel_search_ad AFTER DELETE ON kernel_searchentry BEGIN "
    "INSERT INTO kernel_search(kernel_search, rowid, words) VALUES ('delete', old.id, old.words); END",
    "CREATE TRIGGER kernel_search_au AFTER UPDATE ON kernel_searchentry BEGIN "
    "INSERT INTO kernel_search(kernel_search, rowid, words) VALUES ('delete', old.id, old.words); "
    "INSERT INTO kernel_search(rowid, words) VALUES (new.id, new.words); END",
)
POSTGRES_SEARCH = (
    "CREATE INDEX kernel_search ON kernel_searchentry USING gin (to_tsvector('simple', words))",
)


def guard(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        for table in APPEND_ONLY:
            for name, verb in (("update", "UPDATE"), ("delete", "DELETE")):
                editor.execute(SQLITE_GUARD.format(table=table, name=name, verb=verb))
        statements = SQLITE_SEARCH
    else:
        editor.execute(POSTGRES_FUNCTION, params=None)
        for table in APPEND_ONLY:
            editor.execute(POSTGRES_GUARD.format(table=table))
        statements = POSTGRES_SEARCH
    for statement in statements:
        editor.execute(statement, params=None)


def unguard(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        for table in APPEND_ONLY:
            for name in ("update", "delete"):
                editor.execute(f"DROP TRIGGER {table}_no_{name}")
        for name in ("kernel_search_ai", "kernel_search_ad", "kernel_search_au"):
            editor.execute(f"DROP TRIGGER {name}")
        editor.execute("DROP TABLE kernel_search")
    else:
        for table in APPEND_ONLY:
            editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        editor.execute("DROP FUNCTION jaras_append_only()")
        editor.execute("DROP INDEX kernel_search")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_first")]
    operations = [migrations.RunPython(guard, unguard)]
