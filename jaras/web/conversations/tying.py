"""Who answers, who it may be, what is noted, what a recording says."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jaras.conversations import actions
from jaras.conversations.models import Conversation, Heard, Media
from jaras.conversations.rules.states import ConversationsVerb
from jaras.governance.models import Member
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.people.models import Person
from jaras.web.conversations import inbox
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request


def _take(
    request: Request, conversation: Conversation, action: Callable[[], object], done: str
) -> HttpResponse:
    """One step, then the conversation again, with what happened."""
    try:
        action()
    except Refused as refusal:
        messages.warning(request, str(refusal))
    except Conflict:
        messages.warning(request, _("Somebody else changed it at the same moment: look, then do it again."))
    else:
        messages.success(request, done)
    return redirect("conversation", conversation.pk)


@permission(ConversationsVerb.ANSWER)
@require_POST
def note(request: Request, pk: int) -> HttpResponse:
    chosen = inbox.visible(request, pk)

    def action() -> object:
        words = request.POST.get("words", "")
        return actions.write_note(conversation=chosen, words=words, by=request.actor, at=timezone.now())

    return _take(request, chosen, action, _("Your colleagues can read it."))


@permission(ConversationsVerb.ANSWER)
@require_POST
def assign(request: Request, pk: int) -> HttpResponse:
    chosen = inbox.visible(request, pk)
    typed = request.POST.get("to", "")
    if typed == "me":
        typed = str(request.actor.member_id)
    to = None
    if typed.isdecimal():
        to = get_object_or_404(Member.objects.visible_to(request.actor).active(), pk=int(typed[:18]))

    def action() -> object:
        return actions.assign(conversation=chosen, to=to, by=request.actor, at=timezone.now())

    done = _("%(name)s has it in hand.") % {"name": to.called} if to else _("Nobody has it in hand.")
    return _take(request, chosen, action, done)


@permission(ConversationsVerb.ANSWER)
@require_POST
def aside(request: Request, pk: int) -> HttpResponse:
    chosen = inbox.visible(request, pk)

    def action() -> object:
        reason = request.POST.get("reason", "")
        return actions.set_aside(conversation=chosen, reason=reason, by=request.actor, at=timezone.now())

    return _take(request, chosen, action, _("Set aside; whatever they write next brings it back."))


@permission(ConversationsVerb.ANSWER)
@require_POST
def person(request: Request, pk: int) -> HttpResponse:
    """It is this person, or nobody we know."""
    chosen = inbox.visible(request, pk)
    typed = request.POST.get("person", "")
    who = None
    if typed.isdecimal():
        who = get_object_or_404(Person.objects.visible_to(request.actor), pk=int(typed[:18]))

    def action() -> object:
        at = timezone.now()
        if who is None:
            return actions.say_nobody(conversation=chosen, by=request.actor, at=at)
        return actions.say_who(conversation=chosen, person=who, by=request.actor, at=at)

    return _take(request, chosen, action, _("It is written."))


@permission(ConversationsVerb.ANSWER)
@require_POST
def called(request: Request, pk: int) -> HttpResponse:
    chosen, reached = inbox.visible(request, pk), request.POST.get("reached") == "yes"

    def action() -> object:
        return actions.call_back(conversation=chosen, reached=reached, by=request.actor, at=timezone.now())

    return _take(request, chosen, action, _("It is written."))


@permission(ConversationsVerb.ANSWER)
@require_POST
def mark(request: Request, pk: int) -> HttpResponse:
    chosen = inbox.visible(request, pk)
    code, lifts = request.POST.get("mark", ""), request.POST.get("lift", "")

    def action() -> object:
        at = timezone.now()
        if lifts:
            return actions.lift_mark(conversation=chosen, mark=lifts, by=request.actor, at=at)
        reason = request.POST.get("reason", "")
        return actions.mark_address(conversation=chosen, mark=code, reason=reason, by=request.actor, at=at)

    return _take(request, chosen, action, _("It holds for every message to this address, on every channel."))


@permission(ConversationsVerb.ANSWER)
@require_POST
def report(request: Request, pk: int) -> HttpResponse:
    """What was set apart, a call: it is a report after all."""
    rows = Heard.objects.visible_to(request.actor).select_related("conversation")
    heard = get_object_or_404(rows, pk=min(pk, inbox.LARGEST))

    def action() -> object:
        return actions.make_report(heard=heard, by=request.actor, at=timezone.now())

    return _take(request, heard.conversation, action, _("It is a report now: the desk shows it."))


@permission(ConversationsVerb.ANSWER)
@require_POST
def transcribe(request: Request, pk: int) -> HttpResponse:
    rows = Media.objects.visible_to(request.actor).select_related(
        "heard__conversation", "heard__message__report"
    )
    media = get_object_or_404(rows, pk=min(pk, inbox.LARGEST))

    def action() -> object:
        words = request.POST.get("words", "")
        return actions.transcribe(media=media, words=words, by=request.actor, at=timezone.now())

    return _take(request, media.heard.conversation, action, _("Written down; urgency was looked at anew."))
