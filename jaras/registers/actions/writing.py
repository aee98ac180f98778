"""The rows of a checked register are written, some hundred at a time, each once."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, jobs
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.registers import events as facts
from jaras.registers.actions.moving import step
from jaras.registers.actions.receiving import let_go_of_files
from jaras.registers.actions.rows import write_rows
from jaras.registers.actions.tally import Tally
from jaras.registers.models import Register
from jaras.registers.queries import staged
from jaras.registers.queries.figures import held
from jaras.registers.rules import Dictionary, Kind, Line, RegisterState, RegistersVerb

CHUNK = 500  # rows a transaction at most: others write between two of them


@transaction.atomic
def confirm(*, register: Register, by: Actor, at: datetime) -> Register:
    """What was previewed is written, in the background; from now on the import before it stays."""
    access.require(by, RegistersVerb.IMPORT, register)
    if Register.objects.changing().exists():
        raise Refused(_("Another register is being written or taken back: wait until it is done."))
    if not register.counts.get("good"):
        raise Refused(_("No row of this register can be written: correct it first."))
    step(register, "write", by=by, at=at, by_id=by.member_id, done=0, position=0, beat_at=None)
    events.publish(facts.RegisterConfirmed(register_id=register.pk), by=by, at=at)
    jobs.enqueue("jaras.registers.jobs.write", register.pk)
    return register


@transaction.atomic
def write_some(
    *, register: Register, words: Dictionary, by: Actor, at: datetime, most: int = CHUNK
) -> Register:
    """The next rows, all or none: where a killed worker stopped, the next one goes on."""
    register = _held(register)
    if register.state != RegisterState.WRITING or register.staged is None:
        return register
    piece, last = _piece(staged.lines(register, words, position=register.position), most)
    written = write_rows(register, [line for line, _after in piece], words, by=by, at=at)
    register.done += len(piece)
    register.position = piece[-1][1] if piece else register.position
    _told(register, written, by=by, at=at)
    if last:
        _finished(register, by=by, at=at)
    return register


def _piece(lines: Iterator[tuple[Line, int]], most: int) -> tuple[list[tuple[Line, int]], bool]:
    """The next rows, until they count so many interventions; whether they are the last."""
    piece, counted = [], 0
    for line, after in lines:
        piece.append((line, after))
        counted += line.times if line.written else 1
        if counted >= most:
            return piece, False
    return piece, True


@transaction.atomic
def begin_invented(*, name: str, total: int, by: Actor, at: datetime) -> Register:
    """A register that the demo tells; one that was interrupted is taken up again."""
    access.require(by, RegistersVerb.IMPORT)
    begun = Register.objects.filter(invented=True, state=RegisterState.WRITING, total=total).first()
    if begun is not None:
        return begun
    if Register.objects.changing().exists():
        raise Refused(_("Another register is being written or taken back: wait until it is done."))
    register = Register.objects.create(
        name=name,
        kind=Kind.TEXT,
        state=RegisterState.WRITING,
        invented=True,
        total=total,
        by_id=by.member_id,
        at=at,
        moved_at=at,
    )
    events.publish(facts.RegisterConfirmed(register_id=register.pk), by=by, at=at)
    return register


@transaction.atomic
def write_invented(
    *, register: Register, lines: Sequence[Line], words: Dictionary, tally: Tally, by: Actor, at: datetime
) -> Register:
    """The next lines of the demo, by the same road; those that are written already are only counted."""
    access.require(by, RegistersVerb.IMPORT)
    register = _held(register)
    for line in lines:
        tally.add(line, aside=False)
    if tally.good > register.done:
        written = write_rows(register, lines, words, by=by, at=at)
        register.done = tally.good
        _told(register, written, by=by, at=at)
    if register.state == RegisterState.WRITING and register.done >= register.total:
        register.counts = tally.figures()
        _finished(register, by=by, at=at)
    return register


def _held(register: Register) -> Register:
    """The row as it is now, which nobody else moves until the transaction ends."""
    rows = Register.objects.select_for_update(of=("self",)).select_related("file", "staged", "by")
    return rows.get(pk=register.pk)


def _told(register: Register, written: int, *, by: Actor, at: datetime) -> None:
    Register.objects.filter(pk=register.pk).update(done=register.done, position=register.position, beat_at=at)
    events.publish(
        facts.RowsWritten(register_id=register.pk, written=written, done=register.done), by=by, at=at
    )


def _finished(register: Register, *, by: Actor, at: datetime) -> None:
    written = held(register)
    step(register, "finish", by=by, at=at, counts=register.counts | {"written": written})
    let_go_of_files(register)
    told = facts.RegisterWritten(register_id=register.pk, written=written["interventions"])
    events.publish(told, by=by, at=at)
