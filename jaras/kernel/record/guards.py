"""What makes a table append-only, in the words of each engine."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.migrations import RunPython

TABLES = ("kernel_eventrecord", "kernel_transition", "record_readrecord", "record_seal", "record_head")
SQLITE = """
CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRES_ROWS = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION jaras_append_only()
"""
# Emptying what is empty takes nothing away: tests do so.
POSTGRES_EMPTYING = """
CREATE OR REPLACE FUNCTION jaras_never_emptied() RETURNS trigger LANGUAGE plpgsql AS
$$ DECLARE held boolean; BEGIN
EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO held;
IF held THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END IF;
RETURN NULL; END $$
"""
POSTGRES_TABLE = """
CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION jaras_never_emptied()
"""
VERBS = (("update", "UPDATE"), ("delete", "DELETE"))
# Of a change of state the reason is somebody's words: it is emptied with its thing, nothing else moves.
EMPTIED = {"kernel_transition": "reason"}
SQLITE_EMPTIED = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
WHEN NOT (NEW.{column} = '' AND {same})
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
TRANSITION = ("id", "subject", "subject_id", "verb", "source", "target", "by_id", "at")
POSTGRES_EMPTIED = (
    """
CREATE TRIGGER {table}_append_only BEFORE DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION jaras_append_only()
""",
    """
CREATE TRIGGER {table}_emptied_only BEFORE UPDATE ON {table}
FOR EACH ROW WHEN (NOT (NEW.{column} = '' AND to_jsonb(NEW) - '{column}' = to_jsonb(OLD) - '{column}'))
EXECUTE FUNCTION jaras_append_only()
""",
)


def guard(vendor: str, table: str) -> Iterator[str]:
    """The statements after which UPDATE, DELETE, TRUNCATE are refused."""
    if (column := EMPTIED.get(table)) is not None:
        yield from _guard_emptied(vendor, table, column)
    elif vendor == "sqlite":
        for name, verb in VERBS:
            yield SQLITE.format(table=table, name=name, verb=verb)
    else:
        yield POSTGRES_ROWS.format(table=table)
        yield from never_emptied(vendor, table)


def _guard_emptied(vendor: str, table: str, column: str) -> Iterator[str]:
    if vendor == "sqlite":
        same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in TRANSITION)
        yield SQLITE_EMPTIED.format(table=table, column=column, same=same)
        yield SQLITE.format(table=table, name="delete", verb="DELETE")
    else:
        for statement in POSTGRES_EMPTIED:
            yield statement.format(table=table, column=column)
        yield from never_emptied(vendor, table)


def never_emptied(vendor: str, table: str) -> Iterator[str]:
    """PostgreSQL empties a table without touching its rows; SQLite deletes them one by one."""
    if vendor == "postgresql":
        yield POSTGRES_EMPTYING
        yield POSTGRES_TABLE.format(table=table)


def unguard(vendor: str, table: str) -> Iterator[str]:
    if vendor == "sqlite":
        for name, _verb in VERBS:
            yield f"DROP TRIGGER {table}_no_{name}"
    else:
        yield f"DROP TRIGGER {table}_append_only ON {table}"
        yield f"DROP TRIGGER IF EXISTS {table}_emptied_only ON {table}"
        yield from may_be_emptied(vendor, table)


def may_be_emptied(vendor: str, table: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield f"DROP TRIGGER {table}_never_emptied ON {table}"


def guarding(*tables: str) -> RunPython:
    """The step of a migration after which these tables only grow."""

    def each(statements: Callable[[str, str], Iterator[str]]) -> Callable[[Any, Any], None]:
        def run(_apps: Any, editor: Any) -> None:
            for table in tables:
                for statement in statements(editor.connection.vendor, table):
                    editor.execute(statement, params=None)

        return run

    return RunPython(each(guard), each(unguard))
