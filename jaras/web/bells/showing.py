"""One bell: its sentence, its history, what one may do with it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jaras.bells.models import Bell
from jaras.bells.queries.reading import found
from jaras.bells.rules import BellsVerb
from jaras.web.bells import wording
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(BellsVerb.READ)
@require_GET
def show(request: Request, pk: int) -> HttpResponse:
    bell = sought(request, pk)
    return render(
        request, "bells/bell.html", {"bell": bell, "wording": wording, "rung": "rung" in request.GET}
    )


def sought(request: Request, pk: int) -> Bell:
    bell = found(request.actor, pk)
    if bell is None:
        raise Http404
    return bell
