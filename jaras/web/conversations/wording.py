"""Codes of conversations as people read them."""

from functools import cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jaras.conversations import lists
from jaras.conversations.actions.hearing import awaited_type
from jaras.conversations.models import Conversation, Heard, Media, Reply
from jaras.conversations.queries import kind_in_words
from jaras.conversations.rules import Kind
from jaras.intake.actions.keeping import instead_of_words
from jaras.intake.lists import urgency_levels
from jaras.kernel import transports
from jaras.kernel.coded import CodedList
from jaras.web.shell import moments

SIGNS = {"whatsapp": "channel-WHATSAPP", "facebook": "channel-RESEAUX", "telephone": "channel-TEL"}
SIGNS |= {"sms": "channel-SMS", "email": "channel-COURRIEL", "pasted": "channel-RESEAUX"}


def _named(known: CodedList, code: str) -> str:
    item = known.get(code)
    return item.name(get_language() or "fr") if item else code


def channel(code: str) -> str:
    return _named(lists.channels(), code)


def sign(code: str) -> str:
    return SIGNS.get(code, "note")


def fault(code: str) -> str:
    """Why an answer did not leave; a code of the channel is told as it is."""
    if code in lists.faults():
        return _named(lists.faults(), code)
    return _("The channel refused it (%(code)s).") % {"code": code}


def doubt(code: str) -> str:
    return _named(lists.doubts(), code)


def language(code: str) -> str:
    return _named(lists.languages(), code) if code else ""


def mark(code: str) -> str:
    return _named(transports.contact_marks(), code)


def silent(code: str) -> str:
    """Why nothing was said by itself."""
    return {
        "asked": _("They asked not to be answered: nothing was said by itself."),
        "risk": _("Somebody could be in danger: nothing was said by itself."),
    }.get(code, "")


def called(conversation: Conversation) -> str:
    """Who it is: the person, what they call themselves, where they write from."""
    if conversation.forgotten_at is not None:
        return _("Emptied")
    if conversation.person is not None:
        return str(conversation.person.label)
    return conversation.name or address(conversation) or _("Somebody, not named yet")


def address(conversation: Conversation) -> str:
    """A telephone or a mailbox; an opaque id tells nobody anything."""
    written = conversation.address
    return written if written.startswith("+") or "@" in written else ""


def heard(said: Heard) -> str:
    """Their words, else what kind of thing came."""
    return words(said) or kind(said)


def words(said: Heard) -> str:
    """What they wrote themselves: no code of a call, no sentence of ours that stands for a file."""
    if said.kind == Kind.CALL or said.words in _ours(said.kind):
        return ""
    return said.words


@cache
def _ours(code: str) -> tuple[str, str]:
    """What the report says where nothing was written."""
    return kind_in_words(code), instead_of_words([awaited_type(code)])


def kind(said: Heard) -> str:
    if said.kind == Kind.CALL:
        event = dict(said.raw).get("event", "")
        return {
            "missed": _("Missed call"),
            "ringing": _("They call"),
            "answered": _("The call was answered"),
            "ended": _("The call ended"),
            "recording": _("The call was recorded without their consent: nothing of it is kept"),
            "voicemail": _("Voice message that was not kept"),
        }.get(str(event), _("Call"))
    return {
        Kind.VOICE: _("Voice message"),
        Kind.IMAGE: _("Photograph"),
        Kind.DOCUMENT: _("Document"),
        Kind.LOCATION: _("Position"),
        Kind.BUTTON: _("They pressed a button"),
        Kind.COMMENT: _("Public comment"),
        Kind.REACTION: _("Reaction"),
        Kind.REMOVED: _("They took their words back"),
        Kind.AUTO_REPLY: _("Automatic reply"),
        Kind.UNKNOWN: _("A message of a kind that cannot be shown here"),
    }.get(Kind(said.kind), _("Message"))


def went(reply: Reply) -> tuple[str, str, str]:
    """How far an answer came: the word, its kind, its sign."""
    if reply.state == "waiting":
        if reply.next_try_at is None:
            return _("On its way"), "waiting", "clock"
        return _("Leaves at %(hour)s") % {"hour": moments.clock(reply.next_try_at)}, "waiting", "clock"
    words: dict[str, Any] = {
        "sent": (_("Sent"), "plain", "send"),
        "delivered": (_("Delivered"), "done", "check"),
        "read": (_("Read"), "done", "eye"),
        "failed": (_("Did not leave"), "waiting", "alert"),
        "stopped": (_("Stopped by the guard"), "locked", "lock"),
        "let_go": (_("Let go"), "plain", "cross"),
    }
    return words[reply.state]  # type: ignore[no-any-return]


def kind_sign(said: Heard) -> str:
    return {
        Kind.VOICE: "mic",
        Kind.IMAGE: "camera",
        Kind.DOCUMENT: "clip",
        Kind.LOCATION: "pin",
        Kind.CALL: "call",
        Kind.COMMENT: "people",
    }.get(Kind(said.kind), "note")


def urgency(code: str) -> str:
    return _named(urgency_levels(), code)


def answer_language(code: str) -> str:
    """A language by its own name."""
    return {"fr": "Français", "ar": "العربية"}.get(code, "English")


def media(each: Media) -> str:
    """What is told of a file that is not here."""
    return {
        "waiting": _("The file is being fetched."),
        "refused": _("This file cannot be kept: it is not what it says, or may do harm."),
        "missing": _("The channel did not give the file: ask for it again."),
    }.get(each.state, "")
