"""A message as it arrived, for whoever may see it so."""

import json

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jaras.conversations.models import Heard
from jaras.conversations.rules.states import ConversationsVerb
from jaras.kernel import reading
from jaras.web.conversations import wording
from jaras.web.conversations.inbox import LARGEST
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


@permission(ConversationsVerb.RAW)
@require_safe
def page(request: Request, pk: int) -> HttpResponse:
    rows = Heard.objects.visible_to(request.actor).select_related("conversation")
    heard = get_object_or_404(rows, pk=min(pk, LARGEST))
    reading.record("heard_raw", heard.pk, by=request.actor, at=timezone.now())
    written = json.dumps(heard.raw, ensure_ascii=False, indent=2, sort_keys=True)
    return render(request, "conversations/raw.html", {"heard": heard, "written": written, "wording": wording})
