"""Rows of both logs for tests, hands that go around the guards of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import connections

from jaras.kernel import events, reading
from jaras.kernel.actor import Actor
from jaras.kernel.events import Event
from jaras.kernel.models import EventRecord
from jaras.kernel.record import guards, routing
from jaras.kernel.record.models import ReadRecord

SALMA = Actor(member_id=7, name="Salma", roles=("operator",))


@dataclass(frozen=True, kw_only=True)
class BellRung(Event):
    subject: ClassVar[str] = "bell"
    bell_id: int
    loud: bool = True


def write(number: int, *, at: datetime) -> EventRecord:
    events.publish(BellRung(bell_id=number), by=SALMA, at=at)
    return EventRecord.objects.order_by("-id")[0]


def read(number: int, *, at: datetime) -> ReadRecord:
    reading.record("case", number, by=SALMA, at=at)
    return ReadRecord.objects.order_by("-id")[0]


def night(rows: int, *, at: datetime) -> None:
    """As many writes as reads."""
    for number in range(rows):
        write(number, at=at)
        read(number, at=at)


def tampered(table: str, statement: str, values: Sequence[Any] = ()) -> int:
    """What somebody does who may drop the guards, then puts them back; how many rows they touched."""
    alias = routing.alias() if table.startswith(routing.LABEL) else "default"
    connection = connections[alias]
    with connection.cursor() as cursor:
        for line in guards.unguard(connection.vendor, table):
            cursor.execute(line)
        cursor.execute(statement, values)
        touched: int = cursor.rowcount
        for line in guards.guard(connection.vendor, table):
            cursor.execute(line)
    return touched


def opened_by_another() -> int:
    """The first read tells of another member now; its number."""
    number = ReadRecord.objects.order_by("id")[0].pk
    assert (
        tampered("record_readrecord", "UPDATE record_readrecord SET by_id = 8 WHERE id = %s", [number]) == 1
    )
    return number
