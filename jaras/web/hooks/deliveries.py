"""The messages of a webhook: each with its tries, sent once more, tested."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jaras.hooks import actions, queries
from jaras.hooks.models import Delivery
from jaras.hooks.rules import HooksVerb
from jaras.kernel.refusal import Refused
from jaras.web.hooks import words
from jaras.web.hooks.pages import found
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(HooksVerb.MANAGE)
@require_GET
def page(request: Request, pk: int, delivery_pk: int) -> HttpResponse:
    delivery = _found(request, pk, delivery_pk)
    context = {
        "hook": delivery.hook,
        "delivery": delivery,
        "tries": list(delivery.log.all()),
        "body": json.dumps(json.loads(delivery.body), indent=2),
        "words": words,
    }
    return render(request, "hooks/delivery.html", context)


@permission(HooksVerb.MANAGE)
@require_POST
def again(request: Request, pk: int, delivery_pk: int) -> HttpResponse:
    delivery = _found(request, pk, delivery_pk)
    try:
        actions.send_again(delivery=delivery, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The message leaves again, under the same number."))
    return redirect("hook_delivery", pk, delivery_pk)


@permission(HooksVerb.MANAGE)
@require_POST
def test(request: Request, pk: int) -> HttpResponse:
    hook = found(request, pk)
    try:
        delivery = actions.send_test(hook=hook, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("hook", pk)
    messages.success(request, _("A test leaves: read here what is answered."))
    return redirect("hook_delivery", pk, delivery.pk)


def _found(request: Request, pk: int, delivery_pk: int) -> Delivery:
    delivery = queries.find_delivery(found(request, pk), delivery_pk)
    if delivery is None:
        raise Http404
    return delivery
