"""The telephones side by side: what is said on each, what came back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jaras.conversations.lists import channels
from jaras.demo.simulator import formats, journal, letters, made, wire
from jaras.demo.simulator.doors import for_members
from jaras.demo.simulator.saying import say
from jaras.demo.simulator.signed import path_of
from jaras.demo.simulator.writers import Writer, writers
from jaras.web.shell.request import Request

LONGEST, NOTHING_NEW = 4000, 204


@for_members
@require_safe
def page(request: Request) -> HttpResponse:
    return _shown(request)


@for_members
@require_safe
def news(request: Request) -> HttpResponse:
    """Every screen anew, where something happened since."""
    known = _known()
    if request.GET.get("since") == str(known.length):
        return HttpResponse(status=NOTHING_NEW)
    return render(request, "simulator/_news.html", _context(known))


@for_members
@require_POST
def speak(request: Request, key: str) -> HttpResponse:
    """Words typed or chosen, a file chosen or made."""
    writer = _writer(key)
    words = (request.POST.get("example") or request.POST.get("words", "")).strip()[:LONGEST]
    content, media_type, says = b"", "", ""
    if (sent := request.FILES.get("file")) is not None:
        content, media_type = sent.read(settings.UPLOAD_LIMIT), (sent.content_type or "").partition(";")[0]
    elif request.POST.get("made") == "voice":
        content, media_type, says = made.voice_note(), "audio/wav", writer.says
    elif request.POST.get("made") == "picture":
        content, media_type = made.picture(), "image/png"
    if not (words or content or writer.channel == "telephone"):
        return _shown(request, refused=_("Write something, or choose a sentence."), at=key, status=400)
    try:
        say(writer, words, content=content, media_type=media_type, says=says)
    except wire.Unheard as fault:
        refused = _("The door of this copy did not take it: %(words)s") % {"words": fault}
        return _shown(request, refused=refused, at=key, typed=words, status=502)
    return _back(key)


@for_members
@require_POST
def see(request: Request, key: str) -> HttpResponse:
    """They look at what came: WhatsApp tells of each message that was read."""
    writer = _writer(key)
    lines = [each for each in journal.read().of(key) if each.ours and each.state != "read"]
    if writer.channel != "whatsapp":
        raise Http404
    for line in lines:
        wire.deliver_as_meta("whatsapp", formats.whatsapp_status(writer, line.id, "read"))
        journal.write(told=line.id, state="read")
    return _back(key)


@for_members
@require_POST
def switch(request: Request, key: str) -> HttpResponse:
    """This telephone takes no message any more, or takes them again."""
    _writer(key)
    journal.write(writer=key, refuses=request.POST.get("refuses") == "yes")
    return _back(key)


@for_members
@require_POST
def begin_again(request: Request) -> HttpResponse:
    journal.begin_again()
    messages.success(request, _("The telephones are empty; what reached the inbox stays there."))
    return redirect("simulator")


def _writer(key: str) -> Writer:
    if (found := writers().get(key)) is None:
        raise Http404
    return found


def _back(key: str) -> HttpResponse:
    return redirect(f"{reverse('simulator')}#{key}")


def _known() -> journal.Journal:
    known = journal.read()
    return journal.read() if letters.collect(known) else known


def _shown(request: Request, *, status: int = 200, **said: Any) -> HttpResponse:
    told = {"refused": "", "at": "", "typed": ""} | said
    return render(request, "simulator/page.html", _context(_known()) | told, status=status)


def _context(known: journal.Journal) -> dict[str, Any]:
    return {
        "telephones": [(each, known.of(each.key), each.key in known.refusing) for each in writers().values()],
        "since": known.length,
        "path_of": path_of,
        "channel_names": channels(),
        "listens": bool(settings.CHANNELS["email"]["listen"]),
        "mailbox": settings.CHANNELS["email"]["address"],
    }
