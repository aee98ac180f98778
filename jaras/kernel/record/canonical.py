"""The one way each row of a log is written down before it is digested."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from jaras.kernel.record.models import Log, ReadRecord, Seal

FORM = 1  # of what is written below; another form would be another number, never a changed one
GENESIS = bytes(32)
FIELDS: dict[str, tuple[str, ...]] = {
    Log.EVENTS: ("id", "at", "name", "subject", "subject_id", "by_id", "data"),
    Log.READS: (
        *("id", "at", "by_id", "act", "subject", "subject_id", "case_id"),
        *("words", "found", "how", "roles", "grant_id"),
    ),
}
Row = Sequence[Any]  # the values of FIELDS, in that order


def rows_of(log: str) -> Any:
    """The rows of a log as values, in the order of their numbers."""
    from jaras.kernel.models import EventRecord  # its package imports the record

    model: Any = EventRecord if log == Log.EVENTS else ReadRecord
    return model.objects.order_by("id").values_list(*FIELDS[log])


def digest(log: str, row: Row) -> bytes:
    """Of every column, in an order that never changes; moments in UTC to the microsecond."""
    told = [FORM, str(log), *(_moment(value) if isinstance(value, datetime) else value for value in row)]
    return sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).digest()


def link(before: bytes, *, place: int, log: str, row_id: int, digest: bytes, at: datetime) -> bytes:
    """What ties a seal to all that came before it."""
    told = f"{FORM} {place} {log} {row_id} {_moment(at)} ".encode()
    return sha256(before + told + digest).digest()


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class Chain:
    """Where the chain stands."""

    place: int = 0
    link: bytes = GENESIS
    at: datetime | None = None

    def sealed(self, log: str, rows: Iterable[Row], *, at: datetime) -> "tuple[Chain, list[Seal]]":
        """These rows at the next places."""
        place, before, seals = self.place, self.link, []
        for row in rows:
            place += 1
            own = digest(log, row)
            before = link(before, place=place, log=log, row_id=row[0], digest=own, at=at)
            seals.append(Seal(place=place, log=log, row_id=row[0], digest=own, link=before, at=at))
        return (Chain(place, before, at), seals) if seals else (self, seals)


def chain_of(seal: Seal | None) -> Chain:
    return Chain() if seal is None else Chain(seal.place, bytes(seal.link), seal.at)
