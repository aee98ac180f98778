"""What partners were asked that is over: the page of their signed-in agents."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jaras.care import queries
from jaras.care.lists import decline_reasons
from jaras.care.rules import CareVerb
from jaras.partners.lists import services
from jaras.web.referrals.words import ENDED, STATES
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(CareVerb.ANSWER)
@require_safe
def page(request: Request) -> HttpResponse:
    found = queries.ended_for(request.actor, after=request.GET.get("after", ""))
    context = {
        "rows": found.rows,
        "following": found.after,
        "continued": "after" in request.GET,
        "states": STATES,
        "sentences": ENDED,
        "services": services(),
        "reasons": decline_reasons(),
    }
    return render(request, "referrals/ended.html", context)
