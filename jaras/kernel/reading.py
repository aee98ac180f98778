"""The journal of reads: who opened, searched, took out what, under which role."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db import DatabaseError, connections, transaction
from django.utils.crypto import salted_hmac

from jaras.kernel.actor import Actor
from jaras.kernel.folding import fold
from jaras.kernel.record import routing
from jaras.kernel.record.models import Act, How, ReadRecord

logger = logging.getLogger(__name__)

Value = str | int | datetime | None


def record(
    subject: str, subject_id: int, *, by: Actor, at: datetime, case_id: int | None = None, how: How = How.PAGE
) -> None:
    """Note that `by` opened this page: one row, in the request that showed it.

    `case_id` says whose file it belongs to; where an exceptional access opens that file, the row names it.
    """
    case_id = subject_id if subject == "case" else case_id
    _write(Act.OPENED, subject, subject_id, by=by, at=at, case_id=case_id, how=how)


def searched(subject: str, words: str, found: int, *, by: Actor, at: datetime, how: How = How.PAGE) -> None:
    """Note a search: a keyed digest of its words, how many were found, never the words."""
    _write(Act.SEARCHED, subject, None, by=by, at=at, words=digest_of(words), found=found, how=how)


def exported(
    subject: str, subject_id: int | None = None, *, by: Actor, at: datetime, case_id: int | None = None
) -> None:
    """Note that something left the house as a file."""
    _write(Act.EXPORTED, subject, subject_id, by=by, at=at, case_id=case_id, how=How.EXPORT)


def granted(by: Actor, cases: Iterable[int]) -> int | None:
    """Of the cases that lead to a page, the one that an exceptional access opened."""
    return next((case for case in cases if case in by.grants), None) if by.grants else None


def digest_of(words: str) -> str:
    """The same for words that are searched alike; nobody without the key of this copy goes back to them."""
    return salted_hmac("jaras.kernel.reading", " ".join(fold(words).split()), algorithm="sha256").hexdigest()


def _write(
    act: Act,
    subject: str,
    subject_id: int | None,
    *,
    by: Actor,
    at: datetime,
    how: How,
    case_id: int | None = None,
    words: str = "",
    found: int | None = None,
) -> None:
    """A row that cannot be written is told to whoever keeps the machine; the page is shown all the same."""
    grant = by.grants.get(case_id) if case_id is not None and by.grants else None
    connection = connections[routing.alias()]
    row: list[Value] = [connection.ops.adapt_datetimefield_value(at), by.member_id, act.value, subject]
    row += [subject_id, case_id, words, found, how.value, ",".join(by.roles)[:200], grant]
    try:
        if connection.in_atomic_block:  # a failure must not undo what the page writes
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.execute(_insert(), row)
        else:
            with connection.cursor() as cursor:
                cursor.execute(_insert(), row)
    except DatabaseError:
        logger.exception("Not recorded: member %s %s %s %s", by.member_id, act.value, subject, subject_id)


@lru_cache
def _insert() -> str:
    """Written once: every page of a file asks for it."""
    fields = [str(each.column) for each in ReadRecord._meta.local_concrete_fields if not each.primary_key]
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {ReadRecord._meta.db_table} ({', '.join(fields)}) VALUES ({places})"  # nosec B608 - names of our own columns
