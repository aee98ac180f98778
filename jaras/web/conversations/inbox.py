"""Conversations of a tray; the chosen one beside them."""

from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jaras.conversations import queries
from jaras.conversations.lists import canned
from jaras.conversations.models import Conversation, Heard
from jaras.conversations.queries import Tray
from jaras.conversations.rules.states import ConversationsVerb
from jaras.governance.models import Member
from jaras.governance.roles import verbs_of
from jaras.kernel import reading, transports
from jaras.web.conversations import wording
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

LARGEST, SEARCH_LIMIT, A_PAGE, MOST_NAMES = 2**63 - 1, 120, 40, 300
PRESENT_S = 40  # so long whoever writes an answer is shown to the others
LANGUAGES = ("fr", "ar", "en")
MARKS = ("never", "neutral", "stopped")


@permission(ConversationsVerb.READ)
@require_safe
def page(request: Request, pk: int | None = None) -> HttpResponse:
    """The list; on a wide screen the chosen conversation beside it."""
    chosen = None if pk is None else visible(request, pk)
    return render(request, "conversations/inbox.html", context(request, chosen))


@permission(ConversationsVerb.READ)
@require_safe
def news(request: Request, pk: int) -> HttpResponse:
    """Whether they wrote again, who is answering now: asked every ten seconds."""
    chosen = visible(request, pk)
    asked = request.GET.get("since", "")[:18]
    last = Heard.objects.filter(conversation=chosen).order_by("-id").values_list("pk", flat=True).first() or 0
    since = int(asked) if asked.isascii() and asked.isdecimal() else last
    shown = {"since": since, "fresh": last > since, "answering": present(request, chosen)}
    return render(request, "conversations/_news.html", {"conversation": chosen, **shown})


@permission(ConversationsVerb.READ)
@require_safe
def ringing(request: Request) -> HttpResponse:
    """Who calls just now; the desk asks every five seconds."""
    calls = queries.ringing(request.actor, at=timezone.now())
    return render(request, "conversations/_ringing.html", {"calls": calls, "wording": wording})


def visible(request: Request, pk: int) -> Conversation:
    rows = Conversation.objects.visible_to(request.actor).select_related("person", "report", "assigned_to")
    return get_object_or_404(rows, pk=min(pk, LARGEST))


def context(request: Request, chosen: Conversation | None, **typed: Any) -> dict[str, Any]:
    """The list of the tray with its counts, the chosen conversation with all that is known of it."""
    actor = request.actor
    which = request.GET.get("tray", Tray.WAITING)
    which = which if which in list(Tray) else Tray.WAITING
    words = request.GET.get("q", "").strip()[:SEARCH_LIMIT]
    shown: dict[str, Any] = {"tray": which, "q": words, "wording": wording, "older": None}
    if words:
        rows = queries.found(actor, words)
        reading.searched("conversation", words, len(rows), by=actor, at=timezone.now())
    else:
        all_rows = queries.tray(actor, Tray(which))
        start = min(int(request.GET.get("from", "0")[:6]), 10_000) if _is_number(request) else 0
        rows = list(all_rows[start : start + A_PAGE + 1])
        shown["older"] = start + A_PAGE if len(rows) > A_PAGE else None
        rows = rows[:A_PAGE]
    shown |= {"rows": rows, "last": queries.last_words(rows), "counts": queries.counts(actor)}
    shown["trays"] = _trays(shown["counts"], which)
    if chosen is None:
        return shown | {"conversation": None}
    return shown | _chosen(request, chosen) | typed


def _is_number(request: Request) -> bool:
    typed = request.GET.get("from", "0")
    return typed.isascii() and typed.isdecimal()


def _trays(counts: queries.Counts, which: str) -> list[tuple[str, str, bool, int | None]]:
    named: list[tuple[str, str, int | None]] = [
        (Tray.WAITING, _("Waiting"), counts.waiting),
        (Tray.MINE, _("With me"), counts.mine),
        (Tray.FAILED, _("Not sent"), counts.failed),
        (Tray.APART, _("Doubtful"), counts.apart),
        (Tray.ALL, _("All"), None),
    ]
    return [(f"?tray={code}", word, code == which, number) for code, word, number in named]


def _chosen(request: Request, chosen: Conversation) -> dict[str, Any]:
    actor, at = request.actor, timezone.now()
    lines = queries.lines(chosen)
    heard = [line.heard.pk for line in lines if line.heard]
    reading.record("conversation", chosen.pk, by=actor, at=at)
    marks = queries.marks(chosen)
    colleagues = Member.objects.visible_to(actor).active()[:MOST_NAMES]
    return {
        "conversation": chosen,
        "lines": lines,
        "newest": max(heard, default=0),
        "marks": marks,
        "neutral": any(each.mark == "neutral" for each in marks),
        "closed": next((each.mark for each in marks if each.mark in ("never", "stopped")), ""),
        "terms": queries.terms(chosen, at=at),
        "may_answer": actor.can(ConversationsVerb.ANSWER) and queries.can_answer(chosen.channel),
        "others": queries.others(chosen, actor),
        "persons": queries.persons(chosen, actor) if chosen.person_id is None else [],
        "canned": [
            (item.code, [(code, item.name(code)) for code in LANGUAGES], bool(item["neutral"]))
            for item in canned()
        ],
        "spoken": queries.answers_in(chosen.language),
        "answering": present(request, chosen),
        "colleagues": [row for row in colleagues if ConversationsVerb.ANSWER in verbs_of(tuple(row.roles))],
        "marks_offered": [(code, wording.mark(code)) for code in MARKS],
        "quiet_now": transports.quiet().over(at) is not None,
        "can_raw": actor.can(ConversationsVerb.RAW),
        "typed": "",
        "value": "",
        "refused": "",
        "key": f"{actor.member_id}-{at.timestamp():.6f}",
        "at": at,
    }


def present(request: Request, chosen: Conversation) -> str:
    """The colleague who writes an answer just now; asking with `writing` says that one does so oneself."""
    name, me = f"conversation-{chosen.pk}-answering", request.actor
    if request.GET.get("writing") == "1" and me.can(ConversationsVerb.ANSWER):
        cache.set(name, (me.member_id, me.name), PRESENT_S)
        return ""
    known = cache.get(name)
    return known[1] if known and known[0] != me.member_id else ""
