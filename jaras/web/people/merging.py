"""Two records are merged after a look at what goes where; they are parted again the same way."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaras.governance.models import Member
from jaras.kernel import reading
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.people import actions, queries
from jaras.people.models import Link, Merge, Person
from jaras.people.queries.merging import Preview
from jaras.people.rules import PeopleVerb
from jaras.people.rules.merging import Choice
from jaras.web.people.merged_words import counted, left_words, part_word, said
from jaras.web.shell.permission import permission
from jaras.web.shell.request import Request

CHOSEN = "value-"  # before the code of a part, in the form


@permission(PeopleVerb.MERGE)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: Request, pk: int) -> HttpResponse:
    """Which record stays, whose values, which rows move; then one tap."""
    rows = Link.objects.visible_to(request.actor).select_related("one__commune", "two__commune")
    link = get_object_or_404(rows, pk=pk)
    sent = request.POST if request.method == "POST" else request.GET
    kept, absorbed = (link.two, link.one) if sent.get("keep") == str(link.two_id) else (link.one, link.two)
    refusal, status = None, HTTPStatus.OK
    if request.method == "POST":
        chosen = {
            name.removeprefix(CHOSEN): str(value)
            for name, value in request.POST.items()
            if name.startswith(CHOSEN)
        }
        try:
            seen = (_number(request.POST.get("kept", "")), _number(request.POST.get("absorbed", "")))
            actions.merge(
                kept=kept, absorbed=absorbed, seen=seen, chosen=chosen, by=request.actor, at=timezone.now()
            )
        except Refused as refused:
            refusal, status = str(refused), HTTPStatus.BAD_REQUEST
        except Conflict:
            refusal = _("One of the records changed meanwhile. This is how they stand now: look again.")
            status = HTTPStatus.CONFLICT
        else:
            messages.success(request, _("The two records are one. This can be undone from their page."))
            return redirect("person", kept.pk)
    for person in (kept, absorbed):
        reading.record("person", person.pk, by=request.actor, at=timezone.now())
    shown = queries.preview(kept, absorbed, request.actor)
    context = {
        "link": link,
        "kept": kept,
        "absorbed": absorbed,
        "shown": shown,
        "asked": _asked(shown, kept, absorbed, sent),
        "joined": _joined(shown, kept, absorbed),
        "moved": counted(shown.moved),
        "twice": counted(shown.twice),
        "refusal": refusal,
    }
    return render(request, "people/merge.html", context, status=status)


@permission(PeopleVerb.READ)
@require_GET
def made(request: Request, pk: int) -> HttpResponse:
    """What one merge did, what its undoing could not bring back."""
    return _made(request, _find(request, pk))


@permission(PeopleVerb.MERGE)
@require_POST
def undo(request: Request, pk: int) -> HttpResponse:
    """Two records again; the form says whether it is one person all the same."""
    found = _find(request, pk)
    try:
        done = actions.unmerge(
            made=found,
            reason=request.POST.get("reason", ""),
            one_person=request.POST.get("one_person") == "yes",
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _made(request, found, refusal=refusal)
    told = (
        _("Two records again, as they were.")
        if not done.left
        else _("Two records again; look at what stayed.")
    )
    messages.success(request, told)
    return redirect("merge", pk)


def _find(request: Request, pk: int) -> Merge:
    rows = Merge.objects.visible_to(request.actor).select_related("kept", "absorbed")
    return get_object_or_404(rows, pk=pk)


def _made(request: Request, found: Merge, *, refusal: Refused | None = None) -> HttpResponse:
    if request.method in ("GET", "HEAD"):
        reading.record("person", found.kept_id, by=request.actor, at=timezone.now())
    undone = found.undone_at is not None
    context = {
        "merge": found,
        "moved": counted(found.moved),
        "left": left_words(found.left),
        "members": Member.objects.in_bulk({found.by_id, found.undone_by_id} - {None}),
        "seen_apart": undone
        and Person.objects.visible_to(request.actor).filter(pk=found.absorbed_id).exists(),
        "may_undo": not undone and request.actor.can(PeopleVerb.MERGE),
        "typed": request.POST.get("reason", ""),
        "refusal": refusal,
    }
    status = HTTPStatus.BAD_REQUEST if refusal else HTTPStatus.OK
    return render(request, "people/merged.html", context, status=status)


def _asked(
    shown: Preview, kept: Person, absorbed: Person, sent: Mapping[str, Any]
) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    """What there is to choose: the name of the field, its word, the values, the one chosen so far."""
    both = _("both")
    found = []
    for each in shown.values:
        if len(each.choices) == 1:
            continue
        words = {
            Choice.KEPT: said(kept, each.part),
            Choice.ABSORBED: said(absorbed, each.part),
            Choice.BOTH: both,
        }
        name = f"{CHOSEN}{each.part.code}"
        options = [(str(choice), words[choice] or _("nothing")) for choice in each.choices]
        found.append((name, part_word(each.part), options, sent.get(name) or str(each.choices[0])))
    return found


def _joined(shown: Preview, kept: Person, absorbed: Person) -> list[tuple[str, list[str]]]:
    """What needs no choice: the word, what will stand there."""
    found = []
    for each in shown.values:
        if len(each.choices) == 1:
            of = {Choice.KEPT: (kept,), Choice.ABSORBED: (absorbed,), Choice.BOTH: (kept, absorbed)}
            words = [said(person, each.part) for person in of[each.choices[0]]]
            found.append((part_word(each.part), list(dict.fromkeys(filter(None, words)))))
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
