"""Walks along the chain, tells every row that is not what was sealed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from jaras.kernel.record import holes, signing
from jaras.kernel.record.canonical import Chain, Row, chain_of, digest, link, rows_of
from jaras.kernel.record.models import Head, Hole, Log, Seal
from jaras.kernel.record.sealing import day_of

BATCH = 2000


@dataclass
class Verdict:
    """What was looked at, what is wrong; `faults` is empty where nothing is."""

    faults: list[str] = field(default_factory=list)
    seals: int = 0
    last: Seal | None = None
    last_row: str = ""
    heads: int = 0


def verify(*, since: date | None = None, kept: Iterable[Head] = ()) -> Verdict:
    """Read everything once, a batch at a time; `kept` are heads that somebody kept elsewhere."""
    return _Walk(since, list(kept)).verdict()


@dataclass
class Numbers:
    """Which numbers of a log are sealed: a bit each."""

    bits: bytearray = field(default_factory=bytearray)
    highest: int = 0

    def add(self, number: int) -> None:
        byte = number >> 3
        if byte >= len(self.bits):
            self.bits.extend(bytes(max(byte + 1 - len(self.bits), 65_536)))
        self.bits[byte] |= 1 << (number & 7)
        self.highest = max(self.highest, number)

    def __contains__(self, number: int) -> bool:
        return 0 <= number >> 3 < len(self.bits) and bool(self.bits[number >> 3] & 1 << (number & 7))


class _Walk:
    def __init__(self, since: date | None, kept: list[Head]) -> None:
        self.found = Verdict(last=Seal.objects.order_by("-place").first())
        self.end = self.found.last.place if self.found.last else 0
        self.sealed = {log: Numbers() for log in Log.values}
        self.open_holes = {log: self._holes(log) for log in Log.values}
        self.kept = kept
        self.heads = list(Head.objects.order_by("place", "id"))
        self.signed = {(head.place, head.day) for head in self.heads}
        self.start = self._start(since)

    def verdict(self) -> Verdict:
        for head in self.heads:
            self._head(head, "the head")
        for head in self.kept:
            self._head(head, "the head kept elsewhere")
        for number, log in self._before():
            self.sealed[log].add(number)
        self._chain()
        for log in Log.values:
            self._inserted(log)
        return self.found

    def fault(self, sentence: str) -> None:
        self.found.faults.append(sentence)

    @staticmethod
    def _holes(log: str) -> list[tuple[int, int]]:
        return list(Hole.objects.filter(log=log).values_list("first", "last"))

    def _start(self, since: date | None) -> Chain:
        """The head of the day before: what is older is taken as it stands."""
        older = [head for head in self.heads if since is not None and head.day < since]
        return chain_of(Seal.objects.filter(place=older[-1].place).first()) if older else Chain()

    def _before(self) -> Iterator[tuple[int, str]]:
        if self.start.place:
            seals = Seal.objects.filter(place__lte=self.start.place)
            yield from seals.values_list("row_id", "log").iterator(chunk_size=BATCH)

    def _head(self, head: Head, called: str) -> None:
        """Signed by a key of this copy, of a place that is still in the chain as it was."""
        self.found.heads += 1
        what = f"{called} of {head.day} (place {head.place})"
        if not signing.holds(head):
            self.fault(f"altered: {what} does not fit its signature.")
        elif head.key not in signing.known():
            self.fault(f"forged: {what} is signed by {head.key[:16]}…, which {signing.KNOWN} does not name.")
        if head.place > self.end:
            self.fault(f"cut off: {what} was signed when the chain was longer: it ends at {self.end} now.")
            return
        there = Seal.objects.filter(place=head.place).first()
        if there is None or bytes(there.link) != bytes(head.link):
            self.fault(f"rewritten: the chain up to {what} is not the one that was signed.")

    def _chain(self) -> None:
        before, expected, at, known = self.start.link, self.start.place + 1, self.start.at, True
        for seals in self._batches():
            rows = {log: self._rows(log, seals) for log in Log.values}
            for seal in seals:
                if seal.place != expected:
                    self.fault(f"removed: the seals {expected} to {seal.place - 1}, with what they sealed.")
                    known = False
                row = rows[seal.log].get(seal.row_id) if seal.log in rows else None
                self._row(seal, row)
                made = link(
                    before,
                    place=seal.place,
                    log=seal.log,
                    row_id=seal.row_id,
                    digest=bytes(seal.digest),
                    at=seal.at,
                )
                if known and made != bytes(seal.link):
                    self.fault(
                        f"altered: the chain breaks at place {seal.place} ({_called(seal)}): this seal or "
                        "the one before it is not the one that was made."
                    )
                if at is not None and day_of(at) != day_of(seal.at):
                    self._day_ended(seal.place - 1, at)
                before, expected, at, known = bytes(seal.link), seal.place + 1, seal.at, True
                self.found.seals += 1
                if seal.place == self.end:
                    self.found.last_row = told(seal.log, row) if row is not None else _called(seal)

    def _batches(self) -> Iterator[list[Seal]]:
        place = self.start.place
        while seals := list(
            Seal.objects.filter(place__gt=place, place__lte=self.end).order_by("place")[:BATCH]
        ):
            place = seals[-1].place
            yield seals

    def _rows(self, log: str, seals: list[Seal]) -> dict[int, Row]:
        numbers = [seal.row_id for seal in seals if seal.log == log]
        if not numbers:
            return {}
        asked = rows_of(log)
        # What is sealed together stands together, but for what came late.
        near = max(numbers) - min(numbers) < 2 * BATCH
        asked = asked.filter(id__range=(min(numbers), max(numbers))) if near else asked.filter(id__in=numbers)
        return {row[0]: row for row in asked}

    def _row(self, seal: Seal, row: Row | None) -> None:
        if seal.log not in self.sealed or seal.row_id < 1:
            self.fault(f"forged: place {seal.place} seals {_called(seal)}, which no log can hold.")
            return
        self.sealed[seal.log].add(seal.row_id)
        if row is None:
            self.fault(f"removed: {_called(seal)}, sealed {_moment(seal.at)} at place {seal.place}.")
        elif digest(seal.log, row) != bytes(seal.digest):
            self.fault(
                f"altered: {told(seal.log, row)}, sealed otherwise {_moment(seal.at)} at place {seal.place}."
            )

    def _day_ended(self, place: int, at: datetime) -> None:
        if (place, day_of(at)) not in self.signed:
            self.fault(f"removed: the signed head of {day_of(at)} (place {place}).")

    def _inserted(self, log: str) -> None:
        """A number below the highest that is sealed, not sealed itself, which no writer could still bring."""
        sealed = self.sealed[log]
        ranges = [*self.open_holes[log], *self._holes(log)]
        numbers = rows_of(log).filter(id__lte=sealed.highest).values_list("id", flat=True)
        for number in numbers.iterator(chunk_size=BATCH):
            if number not in sealed and not any(first <= number <= last for first, last in ranges):
                row = rows_of(log).filter(id=number).first()
                if row is not None and not Seal.objects.filter(log=log, row_id=number).exists():
                    self.fault(f"inserted: {told(log, row)}, which was never sealed.")
        if not holes.are_possible():
            self._missing(log, sealed)

    def _missing(self, log: str, sealed: Numbers) -> None:
        """SQLite gives out every number once, in order: one that is nowhere was taken away unsealed."""
        numbers = (number for number in range(1, sealed.highest + 1) if number in sealed)
        for first, last in holes.between(0, numbers):
            if not rows_of(log).filter(id__range=(first, last)).exists():
                self.fault(f"removed: {log} {first} to {last}, before they were sealed.")


def told(log: str, row: Row) -> str:
    """A row in the words of its log, without what it holds of anybody."""
    if log == Log.EVENTS:
        number, at, name, subject, subject_id, by, _data = row
        return f"event {number} ({name}, {subject} {subject_id}, member {by}, {_moment(at)})"
    number, at, by, act, subject, subject_id = row[:6]
    return f"read {number} (member {by} {act} {subject} {subject_id}, {_moment(at)})"


def _called(seal: Seal) -> str:
    return f"{seal.log} {seal.row_id}"


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"
