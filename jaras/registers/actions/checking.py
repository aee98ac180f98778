"""Every row is read as it would be written: what is wrong is told, nothing is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from jaras.kernel import events, keys
from jaras.kernel.actor import Actor
from jaras.kernel.batches import batches
from jaras.registers import events as facts
from jaras.registers.actions.moving import beat, step
from jaras.registers.actions.tally import Tally
from jaras.registers.models import Register, RegisterFault
from jaras.registers.queries import digests, staged
from jaras.registers.queries.dictionary import dictionary
from jaras.registers.rules import Code, Fault, Line, RegisterState

BATCH = 1000
MOST_FAULTS = 5000  # told one by one; the others are counted


def check(*, register: Register, by: Actor, at: datetime) -> Register:
    """Count what is good, list what is not; begun again from the first row if it was interrupted."""
    if register.state != RegisterState.CHECKING:
        return register
    with transaction.atomic():
        register.faults.all().delete()
    words = dictionary(at=at)
    tally, told, done = Tally(words), 0, 0
    sorter = Sorter(register)
    for batch in batches(staged.lines(register, words), BATCH):
        faults: list[RegisterFault] = []
        for line, aside in sorter.sorted([line for line, _position in batch], tally):
            tally.add(line, aside=aside)
            faults += [_row(register, line, fault) for fault in line.faults]
        with transaction.atomic(), keys.at_hand(register):
            RegisterFault.objects.bulk_create(faults[: MOST_FAULTS - told])
            told += len(faults[: MOST_FAULTS - told])
            done += len(batch)
            beat(register, done=done, at=at)
    with transaction.atomic():
        figures = tally.figures()
        step(register, "preview", by=by, at=at, counts=figures, done=done, total=done)
        events.publish(
            facts.RegisterChecked(register_id=register.pk, good=tally.good, stopped=tally.stopped),
            by=by,
            at=at,
        )
    return register


class Sorter:
    """Tells the rows that an earlier import wrote, and those that stand twice in this one."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.seen: Counter[str] = Counter()

    def sorted(self, lines: Sequence[Line], tally: Tally) -> Iterator[tuple[Line, bool]]:
        signs = [digests.digest(line) if line.written else "" for line in lines]
        earlier = digests.brought_in({sign for sign in signs if sign}, but=self.register)
        for line, sign in zip(lines, signs, strict=True):
            if not sign:
                yield line, False
                continue
            self.seen[sign] += 1
            code = judged(self.seen[sign], earlier[sign], twins_left_out=self.register.twins_left_out)
            if code is None and self.seen[sign] > 1:
                tally.twin(line)
            if code is not None:
                yield replace(line, faults=(*line.faults, Fault(code, "row"))), True
            else:
                yield line, False


def judged(place: int, earlier: int, *, twins_left_out: bool) -> Code | None:
    """Why the row that says this for the `place`-th time is not written, if it is not.

    Two rows alike may be two meals, so they are both kept unless somebody says otherwise; what an earlier
    import wrote is not written again, as many times as it was written.
    """
    if place <= earlier:
        return Code.ALREADY
    return Code.TWICE if twins_left_out and place > 1 else None


def _row(register: Register, line: Line, fault: Fault) -> RegisterFault:
    return RegisterFault(
        register=register,
        number=line.number,
        code=fault.code,
        column=fault.column,
        value=fault.value,
        stops=fault.stops,
    )
