"""The rows of a file are read once, then stand by as plain lines."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from jaras.kernel import events, files
from jaras.kernel.actor import Actor
from jaras.registers import events as facts
from jaras.registers.actions.moving import beat, step
from jaras.registers.actions.receiving import name_columns
from jaras.registers.lists import columns, headings
from jaras.registers.models import ColumnNaming, Register
from jaras.registers.queries.staged import packed
from jaras.registers.rules import Kind, RegisterState, Row, Unreadable, Why, texts
from jaras.registers.rules.headings import guess, heading_row, signature
from jaras.registers.rules.workbooks import Cell, SheetReader

MOST_ROWS = 250_000
BEAT = 2000  # rows between two signs of life
SHOWN = 30  # first rows kept for the page
NAMED = 20  # cells named in a note


def read(*, register: Register, by: Actor, at: datetime) -> Register:
    """Stage the rows of the chosen sheet; begun again from the first row if it was interrupted."""
    if register.state != RegisterState.READING or register.file is None:
        return register
    source = _Source(register, at)
    try:
        kept = files.keep_as_it_is(
            source.lines(), suffix=".rows", media_type="application/x-ndjson", name=register.name
        )
    except Unreadable as unreadable:
        return _unreadable(register, unreadable.why, by=by, at=at)
    with transaction.atomic():
        staged = files.register(kept, by=by, at=at)
        title_row = heading_row(source.first, headings())
        titles = next(row.cells for row in source.first if row.number == title_row)
        before = sum(row.number <= title_row for row in source.first)
        if source.count == before:
            files.remove(staged)
            return _unreadable(register, Why.NO_SHEET, by=by, at=at)
        remembered = ColumnNaming.objects.filter(signature=signature(titles)).first()
        step(
            register,
            "show",
            by=by,
            at=at,
            staged=staged,
            heading_row=title_row,
            titles=titles,
            first_rows=_shown(source.first, title_row, titles),
            signature=signature(titles),
            columns=remembered.columns if remembered else guess(titles, headings()),
            notes=source.notes
            | ({"identity": True} if "identity_number" in guess(titles, headings()) else {}),
            total=source.count - before,
            done=source.count - before,
        )
        events.publish(facts.RegisterRead(register_id=register.pk, rows=register.total, why=""), by=by, at=at)
        if remembered or all(item.code in register.columns for item in columns() if item.more.get("must")):
            kept_columns = {
                code: place
                for code, place in register.columns.items()
                if columns()[code].more.get("kept", True)
            }
            name_columns(register=register, columns=kept_columns, by=by, at=at)
    return register


def _shown(first: Sequence[Row], title_row: int, titles: Sequence[Cell]) -> list[list[Any]]:
    """The first rows as the page shows them, without the identity numbers that are left out."""
    left_out = {
        place
        for code, place in guess(titles, headings()).items()
        if not columns()[code].more.get("kept", True)
    }
    return [
        [row.number, [None if at in left_out else cell for at, cell in enumerate(row.cells)]]
        if row.number > title_row
        else [row.number, row.cells]
        for row in first
    ]


@transaction.atomic
def _unreadable(register: Register, why: Why, *, by: Actor, at: datetime) -> Register:
    step(register, "give_up_reading", by=by, at=at, why=why)
    events.publish(facts.RegisterRead(register_id=register.pk, rows=0, why=why), by=by, at=at)
    return register


class _Source:
    """The rows on their way, with what is noticed in passing."""

    def __init__(self, register: Register, at: datetime) -> None:
        self.register, self.at = register, at
        self.first: list[Row] = []
        self.notes: dict[str, Any] = {}
        self.count = 0

    def lines(self) -> Iterator[bytes]:
        for row in self.rows():
            self.count += 1
            if self.count > MOST_ROWS:
                raise Unreadable(Why.TOO_MANY_ROWS)
            if len(self.first) < SHOWN:
                self.first.append(row)
            if self.count % BEAT == 0:
                beat(self.register, done=self.count, at=self.at)
            yield packed(row)
        if not self.first:
            raise Unreadable(Why.NO_SHEET)

    def rows(self) -> Iterator[Row]:
        assert self.register.file is not None  # nosec B101 - for the checker of types
        source = files.Source(self.register.file)
        if self.register.kind == Kind.TEXT:
            yield from texts.rows(source)
            return
        reader = SheetReader(source, self.register.sheet)
        try:
            merged = sum(map(len, reader.merges.values()))
            self.notes = {
                name: value
                for name, value in (
                    ("merged", merged),
                    ("uncomputed", len(reader.uncomputed)),
                    ("uncomputed_cells", reader.uncomputed[:NAMED]),
                )
                if value
            }
            yield from reader.rows()
        finally:
            reader.close()
