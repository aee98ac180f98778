"""What is wrong in a register, row by row, on a page or as a table to correct by."""

import csv
from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jaras.kernel import cells
from jaras.registers import queries
from jaras.registers.lists import columns
from jaras.registers.models import Register
from jaras.registers.queries.sentences import ROWS
from jaras.registers.rules import Code, RegistersVerb
from jaras.web.registers.finding import find
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
@require_GET
def table(request: Request, pk: int) -> HttpResponse:
    """The same as CSV that any spreadsheet opens."""
    register = find(request, pk)
    answer = HttpResponse("".join(_lines(register)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="register-{register.pk}-rows.csv"'
    return answer


class _Echo:
    def write(self, line: str) -> str:
        return line


def _lines(register: Register) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow([_("Row"), _("Column"), _("What is written"), _("What to do")])
    for fault in queries.every_fault(register):
        sentence = str(ROWS[Code(fault.code)])
        yield writer.writerow([fault.number, _column(fault.column), cells.shown(fault.value), sentence])


def _column(code: str) -> str:
    return label(columns()[code]) if code in columns() else ""
