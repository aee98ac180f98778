"""How I am told of my work: by which way, at once, in the morning, in the evening."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jaras.alerts import actions, queries
from jaras.alerts.rules import Channel, Part
from jaras.bells.rules import BellsVerb
from jaras.governance.queries import member_of
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


class WishesForm(forms.Form):
    """One way, three kinds of messages."""

    way = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=[
            (Channel.MAIL, gettext_lazy("By e-mail")),
            (Channel.PUSH, gettext_lazy("On my devices, by e-mail where none takes it")),
        ],
        widget=forms.RadioSelect,
    )
    notices = forms.BooleanField(
        label=gettext_lazy("At once, when a bell asks something of me"), required=False
    )
    morning = forms.BooleanField(
        label=gettext_lazy("In the morning, at seven: what waits today"), required=False
    )
    evening = forms.BooleanField(
        label=gettext_lazy("In the evening: what was kept, what comes tomorrow"), required=False
    )


@permission()
@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    member = member_of(request.actor)
    form = WishesForm(request.POST if request.method == "POST" else None, initial=_now(request))
    if request.method == "POST" and form.is_valid():
        actions.wish(**form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("This is how you are told from now on."))
        return redirect("my_messages")
    context = {"form": form, "devices": len(queries.devices_of(member)), "email": member.email}
    return render(request, "day/messages.html", context, status=400 if form.errors else 200)


def _now(request: Request) -> dict[str, Any]:
    wishes, usually = queries.wishes_of(member_of(request.actor)), request.actor.can(BellsVerb.RING)
    told = {part.value: wishes.wants(part, usually=usually) for part in Part}
    return {"way": wishes.way, "notices": wishes.notices} | told
