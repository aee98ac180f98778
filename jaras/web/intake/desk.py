"""The watch desk: what to take, what is under way, the chosen report."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from jaras.intake import queries
from jaras.intake.rules.states import IntakeVerb
from jaras.web.intake import lists, showing, steps
from jaras.web.intake.typed import LARGEST
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

REFRESHED_S = 60  # clocks in words stay true to the minute


@permission(IntakeVerb.RESPOND)
@require_safe
def page(request: Request) -> HttpResponse:
    """The lists; on a wide screen the first report to take comes beside them by itself."""
    read = lists.read(request)
    return showing.beside(request, read, None, first=read["lists"]["first"])


@permission(IntakeVerb.RESPOND)
@require_safe
def report(request: Request, pk: int) -> HttpResponse:
    """A chosen row fetches its report alone: the lists stand where they are."""
    read = {} if showing.is_fragment(request) else lists.read(request, chosen=pk)
    return showing.beside(request, read, steps.visible(request, pk), chosen=True)


@permission(IntakeVerb.RESPOND)
@require_GET
def news(request: Request) -> HttpResponse:
    """Nothing while nothing changed; else the lists."""
    since, shown = _number(request, "since"), _number(request, "shown")
    fresh = queries.news(since)
    if not fresh.of_reports and timezone.now().timestamp() - shown < REFRESHED_S:
        return HttpResponse(status=204)
    return render(request, "intake/_lists.html", {**lists.read(request), "oob": False})


def _number(request: Request, name: str) -> int:
    typed = request.GET.get(name, "")
    return min(int(typed[:20]), LARGEST) if typed.isascii() and typed.isdecimal() else 0
