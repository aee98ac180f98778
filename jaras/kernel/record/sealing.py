"""Both logs into the chain, in order, a batch at a time."""

from datetime import date, datetime

from django.db import connections, transaction
from django.utils import timezone

from jaras.kernel.record import holes, routing, signing
from jaras.kernel.record.canonical import Chain, Row, chain_of, rows_of
from jaras.kernel.record.models import Head, Log, Seal

BATCH = 500  # on SQLite pages wait for each, a few milliseconds
ONE_AT_A_TIME = 7_410_001  # the name of the lock of PostgreSQL


def seal_all(*, at: datetime) -> int:
    """Everything that waits, oldest number first; the answer is how many rows were sealed."""
    total = 0
    while done := seal_some(at=at):
        total += done
    return total


def seal_some(*, at: datetime) -> int:
    """One batch in one transaction: whoever is killed meanwhile has sealed nothing."""
    with transaction.atomic(using=routing.alias()):
        _alone()
        chain = chain_of(Seal.objects.order_by("-place").first())
        if chain.at is not None and day_of(chain.at) != day_of(at):
            _close(chain, at=at)
        made: list[Seal] = []
        for log in Log.values:
            chain, seals = chain.sealed(log, _waiting(log), at=at)
            made += seals
        Seal.objects.bulk_create(made)
        return len(made)


def head_now(*, at: datetime) -> Head | None:
    """Seal what waits, sign where the chain stands: for whoever takes the head away at once."""
    seal_all(at=at)
    with transaction.atomic(using=routing.alias()):
        _alone()
        chain = chain_of(Seal.objects.order_by("-place").first())
        return _signed(chain, at=at) if chain.at is not None else None


def waiting(log: str) -> int:
    """How many rows of a log are not sealed yet, those in holes aside."""
    return int(rows_of(log).filter(id__gt=last_sealed(log)).count())


def last_sealed(log: str) -> int:
    """The highest number of a log that is in the chain."""
    newest = Seal.objects.filter(log=log).order_by("-row_id").values_list("row_id", flat=True).first()
    return newest or 0


def newest(log: str) -> int:
    """The highest number of a log, sealed or not."""
    return rows_of(log).order_by("-id").values_list("id", flat=True).first() or 0


def day_of(at: datetime) -> date:
    """The day of the territory."""
    return timezone.localtime(at).date()


def _alone() -> None:
    """SQLite has one writer from the beginning of a transaction; PostgreSQL is told."""
    connection = connections[routing.alias()]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def _waiting(log: str) -> list[Row]:
    """What came late, then what is new."""
    late = holes.filled(log) if holes.are_possible() else []
    last = last_sealed(log)
    fresh: list[Row] = list(rows_of(log).filter(id__gt=last)[:BATCH])
    if holes.are_possible():
        holes.remember(log, last, [row[0] for row in fresh])
    return [*late, *fresh]


def _close(chain: Chain, *, at: datetime) -> None:
    """The head of a day that is over, once, however often the clock is set."""
    if not Head.objects.filter(place=chain.place, day=day_of(chain.at or at)).exists():
        _signed(chain, at=at)


def _signed(chain: Chain, *, at: datetime) -> Head:
    day = day_of(chain.at or at)
    key = signing.key()
    head = Head(day=day, place=chain.place, link=chain.link, key=signing.public(key), at=at)
    head.signature = key.sign(signing.told(head)).hex()
    head.save(force_insert=True)
    return head
