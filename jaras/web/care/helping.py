"""The help given in a case: every intervention, planned, done or not."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_GET

from jaras.care import queries
from jaras.care.lists import interventions, not_done_reasons
from jaras.care.rules import INTERVENTION, CareVerb, InterventionState
from jaras.cases.rules import LIVING
from jaras.partners.lists import poles
from jaras.web.cases.file import find, head
from jaras.web.shell.navigation import in_a_case
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label

in_a_case("case_help", gettext_lazy("Help given"), "help", CareVerb.READ)


@permission(CareVerb.READ)
@require_GET
def page(request: Request, pk: int) -> HttpResponse:
    """Twenty-five interventions, last first, of one pole or one state where asked."""
    case = find(request, pk)
    pole, state = request.GET.get("pole", ""), request.GET.get("state", "")
    pole = pole if pole in poles() else ""
    state = state if state in set(InterventionState) else ""
    found = queries.help_of_case(
        case, request.actor, pole=pole, state=state, after=request.GET.get("after", "")
    )
    context: dict[str, Any] = head(request, case) | {
        "rows": found.rows,
        "after": found.after,
        "continued": bool(request.GET.get("after")),
        "pole": pole,
        "state": state,
        "filters": {
            "pole": [("", _("Every pole")), *((item.code, label(item)) for item in poles())],
            "state": [("", _("Every state")), *words().items()],
        },
        "words": words(),
        "helps": interventions(),
        "money": lambda cost: number_format(cost, 2),
        "reasons": not_done_reasons(),
        "may_act": request.actor.can(CareVerb.ACT),
        "living": case.state in LIVING,
        "verbs": {code: INTERVENTION.verbs_from(code) for code in InterventionState},
    }
    return render(request, "care/_helps.html" if request.htmx else "care/helps.html", context)


def words() -> dict[str, str]:
    """The states of an intervention."""
    return {
        InterventionState.PLANNED: pgettext("intervention", "Planned"),
        InterventionState.STARTED: pgettext("intervention", "Begun"),
        InterventionState.DONE: pgettext("intervention", "Done"),
        InterventionState.NOT_DONE: pgettext("intervention", "Not done"),
        InterventionState.CANCELLED: pgettext("intervention", "Cancelled"),
    }
