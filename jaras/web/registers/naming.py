"""Which sheet is the register, what its columns hold, what its words mean."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaras.kernel.refusal import Refused
from jaras.registers import actions
from jaras.registers.lists import columns as column_list
from jaras.registers.models import Register
from jaras.registers.rules import TEACHABLE, RegistersVerb
from jaras.web.registers.finding import find
from jaras.web.registers.preview import choices
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

SAMPLES = 3


@permission(RegistersVerb.IMPORT)
@require_POST
def sheet(request: Request, pk: int) -> HttpResponse:
    register = find(request, pk)
    try:
        actions.choose_sheet(
            register=register, sheet=request.POST.get("sheet", ""), by=request.actor, at=timezone.now()
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("register", pk)


@permission(RegistersVerb.IMPORT)
@require_http_methods(["GET", "POST"])
def columns(request: Request, pk: int) -> HttpResponse:
    """Each column with its first cells, and what it holds."""
    register = find(request, pk)
    named = {place: code for code, place in register.columns.items()}
    if request.method != "POST":
        return _page(request, register, named)
    named = {
        place: code
        for place in range(len(register.titles))
        if (code := request.POST.get(f"column_{place}", ""))
    }
    try:
        if len(set(named.values())) != len(named):
            raise Refused(_("Each column holds one thing: name each of them once."))
        actions.name_columns(
            register=register,
            columns={code: place for place, code in named.items()},
            twins_left_out="twins" in request.POST,
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refused:
        return _page(request, register, named, error=refused.sentence)
    return redirect("register", pk)


@permission(RegistersVerb.IMPORT)
@require_POST
def words(request: Request, pk: int) -> HttpResponse:
    """What somebody taught is kept for every register; this one is checked again."""
    register = find(request, pk)
    try:
        actions.name_columns(
            register=register,
            columns=register.columns,
            taught=_taught(request.POST),
            twins_left_out="twins" in request.POST,
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("register", pk)


def _taught(said: QueryDict) -> dict[str, dict[str, str]]:
    """Pairs `word_kind_3` and `code_kind_3`; a code that its list does not hold teaches nothing."""
    taught: dict[str, dict[str, str]] = {}
    for name in TEACHABLE.values():
        known = dict(choices(name))
        for place in range(100):
            word, code = said.get(f"word_{name}_{place}"), said.get(f"code_{name}_{place}", "")
            if word and code in known:
                taught.setdefault(name, {})[word] = code
    return taught


def _page(request: Request, register: Register, named: dict[int, str], *, error: Any = "") -> HttpResponse:
    rows = [cells for number, cells in register.first_rows if number > register.heading_row]
    shown = [
        (place, title, [row[place] for row in rows if place < len(row) and row[place] is not None][:SAMPLES])
        for place, title in enumerate(register.titles)
    ]
    context = {
        "register": register,
        "columns": shown,
        "named": named,
        "choices": [(item.code, label(item)) for item in column_list()],
        "error": error,
    }
    status = HTTPStatus.BAD_REQUEST if error else HTTPStatus.OK
    return render(request, "registers/columns.html", context, status=status)
