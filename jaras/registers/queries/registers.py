"""Registers as people read them: the list, one of them, what is wrong in its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jaras.kernel import keys
from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page
from jaras.registers.models import Register, RegisterFault
from jaras.registers.queries.sentences import ROWS
from jaras.registers.rules import ASIDE, LEFT_OUT, Code, RegisterState


def listed(actor: Actor, *, after: str = "") -> Page[Register]:
    """Fifty registers, the last one first."""
    rows = Register.objects.visible_to(actor).select_related("by")
    found = page(rows.defer("first_rows", "counts", "titles"), order=("-id",), after=after)
    keys.prepare(register.__dict__["name"] for register in found.rows)
    return found


def opened(actor: Actor, pk: int) -> Register | None:
    rows = Register.objects.visible_to(actor).select_related("by", "file", "staged")
    return rows.filter(pk=pk).first()


def is_last(register: Register) -> bool:
    """Whether no other was written since: the last one alone can be undone."""
    return not Register.objects.filter(pk__gt=register.pk, state=RegisterState.WRITTEN).exists()


@dataclass(frozen=True)
class Kind:
    """One thing that is wrong, in how many rows, with what to do."""

    code: str
    count: int
    sentence: Any
    stops: bool
    aside: bool


def wrong(register: Register) -> list[Kind]:
    """What stops rows first, then what is there already, then what is left blank; most frequent first."""
    kinds = [
        Kind(code, count, ROWS[Code(code)], Code(code) not in (*LEFT_OUT, *ASIDE), Code(code) in ASIDE)
        for code, count in register.counts.get("faults", {}).items()
    ]
    return sorted(kinds, key=lambda kind: (not kind.stops, not kind.aside, -kind.count))


def faults_page(register: Register, *, code: str = "", after: str = "") -> Page[RegisterFault]:
    rows = RegisterFault.objects.filter(register=register)
    if code:
        rows = rows.filter(code=code)
    return page(rows, order=("number", "id"), after=after)


def every_fault(register: Register) -> Iterator[RegisterFault]:
    return RegisterFault.objects.filter(register=register).order_by("number", "id").iterator()
