"""The card of a case: its reference, nothing of whom it concerns."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jaras.cases import queries
from jaras.cases.queries.glass import reference_of
from jaras.cases.rules import CasesVerb
from jaras.kernel import reading
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(CasesVerb.WRITE)
@require_safe
def page(request: Request, pk: int) -> HttpResponse:
    """Fit for a wallet that others open: no name, no word of what it is about."""
    case = queries.opened(request.actor, pk)
    if case is None:
        raise Http404
    reading.record("case", case.pk, by=request.actor, at=timezone.now())
    context = {"case": case, "reference": reference_of(case)}
    return render(request, "glass/card.html", context)
