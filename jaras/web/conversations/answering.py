"""An answer is written, sent, put right."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jaras.conversations import actions, queries
from jaras.conversations.lists import canned
from jaras.conversations.models import Conversation, Reply
from jaras.conversations.rules.states import ConversationsVerb
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.web.conversations import inbox
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LONGEST = 4000


@permission(ConversationsVerb.ANSWER)
@require_POST
def reply(request: Request, pk: int) -> HttpResponse:
    """Sends what was written; a press on an answer that is written once only puts it into the field."""
    chosen = inbox.visible(request, pk)
    words = request.POST.get("words", "")
    if picked := request.POST.get("canned", ""):
        filled = _filled(picked, chosen)
        return _again(request, chosen, typed="\n".join(filter(None, (words.strip(), filled))))
    template = request.POST.get("template", "")
    try:
        actions.reply(
            conversation=chosen,
            words=words,
            neutral=bool(request.POST.get("neutral")),
            template=template,
            values=_values(request, chosen, template),
            pressing=bool(request.POST.get("pressing")),
            key=request.POST.get("key", "")[:60],
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        value = request.POST.get("value", "")
        return _again(request, chosen, typed=words, value=value, refused=str(refusal), status=400)
    cache.delete(f"conversation-{chosen.pk}-answering")
    return redirect("conversation", chosen.pk)


def _values(request: Request, chosen: Conversation, template: str) -> tuple[str, ...]:
    """What fills the template, where it leaves something open."""
    offered = queries.terms(chosen, at=timezone.now()).templates
    known = next((each for each in offered if each.code == template), None)
    return (request.POST.get("value", "").strip()[:60],) if known is not None and known.values else ()


@permission(ConversationsVerb.ANSWER)
@require_POST
def parts(request: Request, pk: int) -> HttpResponse:
    """How many text messages these words make; nothing of them is kept."""
    count = queries.terms(inbox.visible(request, pk), at=timezone.now()).count
    words = request.POST.get("words", "").strip()[:LONGEST]
    if count is None or not words:
        return HttpResponse()
    made, left = count(words)
    said = ngettext(
        "%(made)d text message, %(left)d signs left", "%(made)d text messages, %(left)d signs left", made
    )
    return HttpResponse(said % {"made": made, "left": left}, content_type="text/plain; charset=utf-8")


def _again(request: Request, chosen: Conversation, *, status: int = 200, **typed: Any) -> HttpResponse:
    shown = inbox.context(request, chosen, **typed)
    return render(request, "conversations/inbox.html", shown, status=status)


def _filled(picked: str, chosen: Conversation) -> str:
    """An answer that is written once, with what is known of this conversation."""
    code, _dash, language = picked.partition("-")
    item = canned().get(code)
    if item is None or language not in inbox.LANGUAGES:
        raise Http404
    known = {"{name}": chosen.name, "{code}": "…", "{number}": "…"}
    words = item.name(language)
    for name, value in known.items():
        words = words.replace(name, value)
    return words.replace("  ", " ")


SETTLED: dict[str, Callable[..., object]] = {
    "again": actions.try_again,
    "now": actions.send_now,
    "let-go": actions.let_go,
}


@permission(ConversationsVerb.ANSWER)
@require_POST
def settle(request: Request, pk: int, verb: str) -> HttpResponse:
    """What did not leave is tried again, sent at once, or let go with a word on what was done instead."""
    if verb not in SETTLED:
        raise Http404
    rows = Reply.objects.visible_to(request.actor).select_related("conversation")
    said = get_object_or_404(rows, pk=min(pk, inbox.LARGEST))
    more = {"reason": request.POST.get("reason", "")} if verb == "let-go" else {}
    try:
        SETTLED[verb](said=said, by=request.actor, at=timezone.now(), **more)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    except Conflict:
        messages.warning(request, _("Somebody else did it at the same moment."))
    return redirect("conversation", said.conversation_id)
