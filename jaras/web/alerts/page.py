"""What falls through, with what is done about it: answered for, given time, put right."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.alerts import actions, queries
from jaras.alerts.lists import hold_reasons
from jaras.alerts.models import Alert, Device
from jaras.alerts.rules import AlertsVerb
from jaras.governance import actions as governance
from jaras.governance import queries as members
from jaras.governance.models import Member
from jaras.governance.rules import GovernanceVerb
from jaras.kernel import web_push
from jaras.kernel.refusal import Refused
from jaras.web.alerts.rows import parts
from jaras.web.cases.forms import Moment
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request
from jaras.web.shell.templating import label


class HoldForm(forms.Form):
    """Why it may wait, until when."""

    why = forms.ChoiceField(label=gettext_lazy("Why"), required=False, widget=forms.RadioSelect)
    until = Moment(label=gettext_lazy("Until when"), required=False)

    def __init__(self, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        why: forms.ChoiceField = self.fields["why"]  # type: ignore[assignment]
        why.choices = [(item.code, label(item)) for item in hold_reasons()]


@permission(AlertsVerb.ANSWER)
@require_GET
def index(request: Request) -> HttpResponse:
    """Everything that is overdue; what rings for this member is shown now."""
    at, me = timezone.now(), request.actor
    _shown(request)
    watch = members.current_watch(at=at)
    found = parts(me, at=at)
    context = {
        "parts": found,
        "count": sum(part.count for part in found),
        "reasons": hold_reasons(),
        "watch": watch,
        "deputy": watch.deputy if watch else None,
        "may_name": me.can(GovernanceVerb.WATCH),
        "colleagues": members.next_holders(me) if watch and watch.deputy is None else [],
        "at": at,
        "devices": Device.objects.visible_to(me),
        "push_key": web_push.public_key(),
    }
    return render(request, "alerts/alerts.html", context)


@permission(AlertsVerb.ANSWER)
@require_GET
def mine(request: Request) -> HttpResponse:
    """How many ring for this member, for the top of each page: shown, they count as delivered."""
    _shown(request)
    return render(request, "alerts/_ringing.html", {"ringing": queries.told_to(request.actor).count()})


def _shown(request: Request) -> None:
    for notice in queries.unseen(request.actor):
        actions.deliver(notice=notice, by=request.actor, at=timezone.now())


@permission(AlertsVerb.ANSWER)
@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    alert = _find(request, pk)
    try:
        actions.acknowledge(alert=alert, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("You answer for it: nobody else is called."))
    return redirect("alerts")


@permission(AlertsVerb.ANSWER)
@require_http_methods(["GET", "POST"])
def hold(request: Request, pk: int) -> HttpResponse:
    """Give it time."""
    alert = _find(request, pk)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hold(alert=alert, **form.cleaned_data, by=request.actor, at=timezone.now())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("It is quiet until then."))
            return redirect("alerts")
    context = {"alert": alert, "form": form}
    return render(request, "alerts/hold.html", context, status=400 if form.errors else 200)


@permission(GovernanceVerb.WATCH)
@require_POST
def deputy(request: Request) -> HttpResponse:
    """Name who stands behind whoever holds the watch."""
    watch, chosen = members.current_watch(), request.POST.get("deputy", "")
    if watch is None or not chosen.isdecimal() or len(chosen) > 18:
        messages.warning(request, _("Choose who stands behind the watch."))
        return redirect("alerts")
    named = get_object_or_404(Member.objects.visible_to(request.actor), pk=int(chosen))
    try:
        governance.name_deputy(watch=watch, deputy=named, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request, _("%(name)s is called if the watch does not answer.") % {"name": named.called}
        )
    return redirect("alerts")


def _find(request: Request, pk: int) -> Alert:
    alert = queries.opened(request.actor, pk)
    if alert is None:
        raise Http404
    return alert
