"""Statements written by hand that take whole lists, each of them one parameter, on either engine.

Django gives each number a parameter of its own, and writes the statement anew: for hundreds of digests, ten
milliseconds.
"""

import json
from typing import Any

from django.db import connection

_TABLES = {
    "sqlite": {"numbers": "json_each(%s) AS asked", "words": "json_each(%s) AS asked"},
    "postgresql": {
        "numbers": "unnest(%s::bigint[]) AS asked(value)",
        "words": "unnest(%s::text[]) AS asked(value)",
    },
}


def rows(statement: str, *given: list[int] | list[str] | int | str) -> list[Any]:
    """Its rows. Each `{numbers}`, `{words}` in the statement is a table `asked` with one column, `value`.

    Write `FROM {words} CROSS JOIN there WHERE there.word = asked.value`: SQLite begins with the list then.
    """
    on_sqlite = connection.vendor == "sqlite"
    sent = [json.dumps(each) if on_sqlite and isinstance(each, list) else each for each in given]
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**_TABLES[connection.vendor]), sent)
        found: list[Any] = cursor.fetchall()
    return found
