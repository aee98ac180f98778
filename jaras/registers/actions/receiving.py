"""A register arrives, its sheet is chosen, its columns are named; or it is given up."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, files, jobs, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.registers import events as facts
from jaras.registers.actions.moving import step
from jaras.registers.lists import columns as column_list
from jaras.registers.models import ColumnNaming, Register, TaughtWord
from jaras.registers.queries.sentences import FILES
from jaras.registers.rules import BEFORE, Kind, RegisterState, RegistersVerb, Unreadable
from jaras.registers.rules import files as file_rules
from jaras.registers.rules.headings import key, signature
from jaras.registers.rules.workbooks import sheets

KEPT_UNCONFIRMED = timedelta(days=30)
PERSONAL = ("alike", "unknown", "examples")  # of the counts: what shows somebody
READING_LASTS = 900  # seconds, for the largest register on a slow machine
SILENT = timedelta(minutes=2)
JOBS = {
    RegisterState.READING: "jaras.registers.jobs.read",
    RegisterState.CHECKING: "jaras.registers.jobs.check",
    RegisterState.WRITING: "jaras.registers.jobs.write",
    RegisterState.UNDOING: "jaras.registers.jobs.undo",
}
Taught = Mapping[str, Mapping[str, str]]


def receive(*, chunks: Iterable[bytes], name: str, by: Actor, at: datetime) -> Register:
    """Keep a file that can be read; where it has one sheet its reading begins."""
    access.require(by, RegistersVerb.IMPORT)
    kept = files.keep_as_it_is(
        chunks, suffix=".register", media_type="application/octet-stream", name=name or "register"
    )
    try:
        kind = file_rules.recognised(kept)
        found = sheets(kept) if kind is Kind.WORKBOOK else []
    except Unreadable as unreadable:
        files.drop(kept)
        raise Refused(FILES[unreadable.why], field="file") from unreadable
    with transaction.atomic():
        register = Register.objects.create(
            name=kept.name,
            kind=kind,
            file=files.register(kept, by=by, at=at),
            sheets=[{"name": sheet.name, "hidden": sheet.hidden} for sheet in found],
            by_id=by.member_id,
            at=at,
            moved_at=at,
        )
        events.publish(facts.RegisterReceived(register_id=register.pk, kind=kind), by=by, at=at)
        if len(found) <= 1:
            choose_sheet(register=register, sheet=found[0].name if found else "", by=by, at=at)
    return register


@transaction.atomic
def choose_sheet(*, register: Register, sheet: str, by: Actor, at: datetime) -> Register:
    """Say which sheet is the register; it is read in the background."""
    access.require(by, RegistersVerb.IMPORT, register)
    if register.sheets and sheet not in {each["name"] for each in register.sheets}:
        raise Refused(_("Choose one of the sheets of this workbook."), field="sheet")
    step(register, "read", by=by, at=at, sheet=sheet, done=0, total=0, beat_at=None)
    events.publish(facts.RegisterReceived(register_id=register.pk, kind=register.kind), by=by, at=at)
    jobs.enqueue(JOBS[RegisterState.READING], register.pk, seconds=READING_LASTS)
    return register


@transaction.atomic
def name_columns(
    *,
    register: Register,
    columns: Mapping[str, int],
    by: Actor,
    at: datetime,
    taught: Taught | None = None,
    twins_left_out: bool = False,
) -> Register:
    """Say what each column holds, teach words, then have every row checked; the titles are remembered."""
    access.require(by, RegistersVerb.IMPORT, register)
    named = _judged(columns, width=len(register.titles))
    learnt = _teach(taught or {}, by=by, at=at)
    ColumnNaming.objects.update_or_create(
        signature=signature(register.titles), defaults={"columns": named, "by_id": by.member_id, "at": at}
    )
    register.faults.all().delete()
    step(
        register, "check", by=by, at=at,
        columns=named, twins_left_out=twins_left_out, done=0, counts={}, beat_at=None,
    )  # fmt: skip
    events.publish(
        facts.RegisterNamed(register_id=register.pk, columns=tuple(sorted(named)), taught=learnt),
        by=by,
        at=at,
    )
    jobs.enqueue(JOBS[RegisterState.CHECKING], register.pk, seconds=READING_LASTS)
    return register


@transaction.atomic
def resume(*, register: Register, by: Actor, at: datetime) -> Register:
    """Begin the work again that has given no sign of life: nothing is done twice."""
    access.require(by, RegistersVerb.IMPORT, register)
    job = JOBS.get(RegisterState(register.state))
    if job is None:
        raise Refused(_("This register has moved on meanwhile: look at it again."))
    if at - (register.beat_at or register.moved_at) < SILENT:
        raise Refused(_("It is still at work: wait a little."))
    events.publish(facts.RegisterResumed(register_id=register.pk), by=by, at=at)
    jobs.enqueue(job, register.pk, seconds=READING_LASTS)
    return register


@transaction.atomic
def drop(*, register: Register, by: Actor, at: datetime) -> Register:
    """Give a register up before anything was written: its file goes with it."""
    access.require(by, RegistersVerb.IMPORT, register)
    if register.state not in BEFORE:
        raise Refused(_("This register is being worked on, or its rows are written already."))
    step(register, "drop", by=by, at=at)
    let_go_of_files(register)
    events.publish(facts.RegisterDropped(register_id=register.pk), by=by, at=at)
    return register


def let_go_of_files(register: Register) -> None:
    """Whatever shows a person of the register leaves with the file: examples, values, likenesses."""
    gone = [file for file in (register.file, register.staged) if file is not None]
    register.faults.update(value="")
    register.file = register.staged = None
    register.first_rows = []
    register.counts = {name: value for name, value in register.counts.items() if name not in PERSONAL}
    register.save(update_fields=["file", "staged", "first_rows", "counts"])
    for file in gone:
        files.remove(file)


def _judged(columns: Mapping[str, int], *, width: int) -> dict[str, int]:
    named = {code: place for code, place in columns.items() if code in column_list()}
    for item in column_list():
        if item.more.get("must") and item.code not in named:
            raise Refused(_("Say which column holds the date, and which one the kind of intervention."))
    places = list(named.values())
    if any(not 0 <= place < width for place in places) or len(set(places)) != len(places):
        raise Refused(_("Each column holds one thing: name each of them once."))
    return {code: place for code, place in named.items() if column_list()[code].more.get("kept", True)}


def _teach(taught: Taught, *, by: Actor, at: datetime) -> int:
    """Remember what words mean; a word taught again takes its new meaning."""
    learnt = 0
    for name, words in taught.items():
        for word, code in words.items():
            said = text.within(key(word), limit=120, field="words")
            if said and code:
                TaughtWord.objects.update_or_create(
                    list=name, word=said, defaults={"code": code, "by_id": by.member_id, "at": at}
                )
                learnt += 1
    return learnt
