"""Who gets which place tonight: a proposal for all who wait, held by those who decide."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from jaras.care import actions, queries
from jaras.care.queries import Allotted
from jaras.care.rules import CareVerb
from jaras.care.rules.allocation import Reason
from jaras.kernel.refusal import Refused
from jaras.partners.lists import services
from jaras.web.places.sites import HOURS, USUAL, hours_of
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

WHY: dict[Reason, Any] = {
    Reason.NOTHING_SUITS: gettext_lazy("No free place suits."),
    Reason.MORE_PERIL: gettext_lazy("Somebody in peril needs the place that would suit."),
    Reason.BEFORE: gettext_lazy("Somebody whose turn comes before needs the place that would suit."),
    Reason.NOWHERE_ELSE: gettext_lazy("Somebody who can go nowhere else needs the place that would suit."),
    Reason.TOGETHER: gettext_lazy("All in all, fewer would be placed, or farther away."),
}


@dataclass(frozen=True)
class Outcome:
    """What became of the proposals that were chosen."""

    held: int
    refused: list[str]


@permission(CareVerb.REFER)
@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    """The proposal as it is at this instant; what somebody else took meanwhile is proposed anew."""
    if request.method == "POST":
        outcome = _hold(request)
        if outcome.held:
            said = ngettext("%(number)d place is held.", "%(number)d places are held.", outcome.held)
            messages.success(request, said % {"number": outcome.held})
        for sentence in outcome.refused:
            messages.warning(request, sentence)
        if outcome.held and not outcome.refused:
            return redirect("places_allot")
    rows = queries.allotted(request.actor, at=timezone.now())
    context = {
        "placed": [row for row in rows if row.unit],
        "others": [(row, WHY[row.reason]) for row in rows if row.reason],
        "services": services(),
        "why_first": why_first,
        "hours": HOURS,
        "usual": USUAL,
    }
    status = HTTPStatus.OK if request.method == "GET" else HTTPStatus.CONFLICT
    return render(request, "places/allot.html", context, status=status)


def why_first(row: Allotted) -> str:
    """Whose turn it is, in words."""
    if row.turn.peril:
        return _("a life in danger")
    if row.need.urgent:
        return _("cannot wait")
    return _("waits")


def _hold(request: Request) -> Outcome:
    """Each of those chosen, one by one: what is refused stops no other."""
    at = timezone.now()
    until = at + hours_of(request.POST)
    chosen = set(request.POST.getlist("chosen"))
    rows = [row for row in queries.allotted(request.actor, at=at) if row.unit is not None]
    offered = {f"{row.need.pk}:{row.unit.pk}": row for row in rows if row.unit is not None}
    held, refused = 0, []
    for key in sorted(chosen - offered.keys()):
        refused.append(_("A place was taken, or a need settled, a moment ago: here is what is possible now."))
        chosen.discard(key)
    for key in chosen:
        row = offered[key]
        if row.unit is None:
            continue
        try:
            actions.hold_place(need=row.need, unit=row.unit, until=until, by=request.actor, at=at)
        except Refused as refusal:
            refused.append(f"{row.unit.label}: {refusal.sentence}")
        else:
            held += 1
    if not chosen and not refused:
        refused.append(_("Choose at least one proposal."))
    return Outcome(held, list(dict.fromkeys(refused)))
