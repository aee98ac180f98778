"""The form: one exact thing, a reason, some hours."""

import time
from datetime import timedelta
from math import ceil

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jaras.cases import actions
from jaras.governance.roles import glass_policy
from jaras.governance.rules import GovernanceVerb
from jaras.kernel.refusal import Refused
from jaras.web.glass.forms import AskForm
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(GovernanceVerb.BREAK_GLASS)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """Right or wrong, the same answer after the same while: an address that says nothing."""
    if request.method != "POST":
        return render(request, "glass/ask.html", {"form": AskForm()})
    began, form = time.monotonic(), AskForm(request.POST)
    if form.is_valid():
        try:
            asked = actions.break_glass(**form.cleaned_data, by=request.actor, at=timezone.now())
        except Refused as refusal:  # before anything was looked for
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            _answer_alike(began)
            return redirect("exceptional_access", asked.pk)
    return render(request, "glass/ask.html", {"form": form}, status=400)


def _answer_alike(began: float) -> None:
    """Wait for the end of the while that the policy says, or of the next one where the search was long.

    A thread sleeps less than half a second, a few times a day for each member: their pace bounds it.
    """
    each = glass_policy().answers_after / timedelta(seconds=1)
    spent = time.monotonic() - began
    time.sleep(each * ceil(spent / each) - spent)
