"""The board of bells: what hangs, in the order that matters."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from jaras.bells.queries.listing import BLOCKED, LATER, OVERDUE, TODAY, board
from jaras.bells.rules import BellsVerb
from jaras.kernel.actor import Scope
from jaras.web.bells import wording
from jaras.web.shell.day import end_of
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import query

TABS: dict[str, str | Promise] = {
    "mine": pgettext_lazy("bells", "Mine"),
    "rung": pgettext_lazy("bells", "Asked by me"),
    "all": pgettext_lazy("bells", "All"),
    "overdue": pgettext_lazy("bells", "Overdue"),
    "blocked": pgettext_lazy("bells", "Blocked"),
    "past": pgettext_lazy("bells", "Past"),
}
GROUPS: dict[int, str | Promise] = {
    OVERDUE: gettext_lazy("Past their day"),
    BLOCKED: gettext_lazy("Blocked: who can help?"),
    TODAY: gettext_lazy("For today"),
    LATER: gettext_lazy("Later"),
}


@permission(BellsVerb.READ)
@require_safe
def index(request: Request) -> HttpResponse:
    at = timezone.now()
    wanted = request.GET.get("show", "")
    wanted = wanted if wanted in TABS else "mine"
    midnight = end_of(timezone.localtime(at).date())
    found = board(request.actor, wanted, at=at, midnight=midnight, after=request.GET.get("after", ""))
    here = reverse("bells")
    context = {
        "wanted": wanted,
        "tabs": [
            (query(here, show=code), word, code == wanted, found.counts.get(code))
            for code, word in TABS.items()
        ],
        "groups": [(word, found.open[rank]) for rank, word in GROUPS.items() if found.open[rank]],
        "past": found.past.rows,
        "next": query(here, show="past", after=found.past.after) if found.past.after else "",
        "continued": bool(request.GET.get("after")),
        "first": query(here, show="past"),
        "more": found.more,
        "everybody": request.actor.scope(BellsVerb.READ) is Scope.ALL,
        "wording": wording,
        "at": at,
    }
    return render(request, "bells/bells.html", context)
