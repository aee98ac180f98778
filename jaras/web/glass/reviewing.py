"""Those who review: what waits for them, all that was, who asks how often."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from jaras.governance import actions
from jaras.governance.queries import glass
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.refusal import Refused
from jaras.web.glass.forms import ReviewForm
from jaras.web.glass.pages import find, shown
from jaras.web.glass.words import asked_by, standing
from jaras.web.shell.navigation import room
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

room("exceptional_accesses", gettext_lazy("Exceptional access"), "eye", GovernanceVerb.REVIEW_GLASS)


@permission(GovernanceVerb.REVIEW_GLASS)
@require_GET
def index(request: Request) -> HttpResponse:
    """All of them, the latest first, below what waits and who asks how often."""
    at, after = timezone.now(), request.GET.get("after", "")
    today = timezone.localtime(at).date()
    found = glass.glass_page(request.actor, after=after)
    context = {
        "waiting": []
        if after
        else [(each, standing(each, at=at)) for each in glass.glass_to_review(request.actor)],
        "uses": [] if after else glass.glass_uses(request.actor, at=at, today=today),
        "rows": [(each, standing(each, at=at), asked_by(each)) for each in found.rows],
        "after": found.after,
        "today": today,
        "at": at,
    }
    actions.see_glass_notices(by=request.actor, at=at)
    return render(request, "glass/accesses.html", context)


@permission(GovernanceVerb.REVIEW_GLASS)
@require_POST
def review(request: Request, pk: int) -> HttpResponse:
    given, form = find(request, pk), ReviewForm(request.POST)
    if form.is_valid():
        try:
            actions.review_exceptional_access(
                given=given, **form.cleaned_data, by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Your review is kept."))
            return redirect("exceptional_accesses")
    return render(request, "glass/access.html", shown(request, given, form), status=400)
