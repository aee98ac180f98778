"""What is wrong in a register, row by row, on a page or as a table to correct by."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jaras.kernel.exports import Written
from jaras.registers import queries
from jaras.registers.lists import columns
from jaras.registers.models import Register
from jaras.registers.queries.sentences import ROWS
from jaras.registers.rules import Code, RegistersVerb
from jaras.web.registers.finding import find
from jaras.web.shell import leaving
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label


@permission(RegistersVerb.IMPORT)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    register = find(request, pk)
    code = request.GET.get("code", "")
    found = queries.faults_page(register, code=code, after=request.GET.get("after", ""))
    context = {
        "register": register,
        "faults": [(fault, _column(fault.column), ROWS[Code(fault.code)]) for fault in found.rows],
        "after": found.after,
        "code": code,
        "wrong": queries.wrong(register),
    }
    return render(request, "registers/faults.html", context)


@permission(RegistersVerb.IMPORT)
def table(request: Request, pk: int) -> HttpResponse:
    """The same as CSV that any spreadsheet opens."""
    register = find(request, pk)

    def write(at: datetime) -> Written:
        return leaving.as_csv(f"register-{register.pk}-rows", _lines(register), by=request.actor, at=at)

    what, back = _("The rows of this register that need a correction."), reverse("register_faults", args=[pk])
    return leaving.taken_out(request, "registers", what=what, back=back, write=write)


def _lines(register: Register) -> Iterator[leaving.Row]:
    yield _("Row"), _("Column"), _("What is written"), _("What to do")
    for fault in queries.every_fault(register):
        sentence = str(ROWS[Code(fault.code)])
        yield fault.number, _column(fault.column), fault.value, sentence


def _column(code: str) -> str:
    return label(columns()[code]) if code in columns() else ""
