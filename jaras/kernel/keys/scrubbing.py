"""What the engine still holds of words that were sealed is written over."""

from django.db import connection


def scrub() -> None:
    """SQLite: the index forgets taken words, the journal begins anew. PostgreSQL: its pages are swept.

    Elsewhere on the disk (free blocks, PostgreSQL's own journal) old bytes stay: docs/deploy.md says so.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO kernel_search(kernel_search) VALUES ('optimize')")
            if not connection.in_atomic_block:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif not connection.in_atomic_block:
            cursor.execute("VACUUM kernel_searchentry")
