"""A post, an exported chat that somebody pasted or uploaded becomes a report."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.conversations import events as facts
from jaras.conversations import queries
from jaras.conversations.actions.hearing import report_channel
from jaras.conversations.actions.media import bring
from jaras.conversations.actions.moving import move
from jaras.conversations.actions.unpacking import unpacked
from jaras.conversations.lists import language_of
from jaras.conversations.models import Conversation, Heard, Known
from jaras.conversations.rules import Attached, Kind
from jaras.conversations.rules.exports import Line, lines_of
from jaras.conversations.rules.states import ConversationsVerb
from jaras.intake import actions as intake
from jaras.intake.actions import Sent
from jaras.intake.models import Message
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import access, events, text, transports
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

CHANNEL = "pasted"
LONGEST, LONGEST_LINK = 19_000, 500
KINDS = {
    **dict.fromkeys(("opus", "ogg", "m4a", "mp3", "aac", "wav"), Kind.VOICE),
    **dict.fromkeys(("jpg", "jpeg", "png", "webp"), Kind.IMAGE),
}
TYPES = {Kind.VOICE: "audio/ogg", Kind.IMAGE: "image/jpeg"}


def paste(*, words: str, link: str = "", sent: Sequence[Sent] = (), by: Actor, at: datetime) -> Conversation:
    """One report of all of it; each message of a chat keeps its place, its voice notes with it.

    The same thing pasted twice is the same conversation.
    """
    access.require(by, ConversationsVerb.ANSWER)
    access.require(by, IntakeVerb.TAKE)
    link = _link(link)
    chat, files = unpacked(sent)
    typed = text.cleaned(words)
    lines = lines_of(chat or typed)
    if not lines:
        lines = [Line(None, "", "\n\n".join(filter(None, (typed, chat))))]
    elif chat and typed:
        lines.insert(0, Line(None, "", typed))
    told = _told(lines)
    if not told and not files:
        raise Refused(_("Paste the words, or add the file."), field="words")
    if len(told) > LONGEST:
        raise Refused(
            _("This chat is too long: %(length)d characters, at most %(limit)d. Keep the part that matters.")
            % {"length": len(told), "limit": LONGEST},
            field="words",
        )
    digest = _digest(told, link, files)
    rows = Heard.objects.filter(channel=CHANNEL, external_id=f"{digest}:0")
    if (earlier := rows.select_related("conversation").first()) is not None:
        talk: Conversation = earlier.conversation
        return talk
    with transaction.atomic():
        return _keep(lines, told, link, files, digest, by=by, at=at)


def _keep(
    lines: Sequence[Line],
    told: str,
    link: str,
    files: dict[str, bytes],
    digest: str,
    *,
    by: Actor,
    at: datetime,
) -> Conversation:
    who = next((line.who for line in lines if line.who), "")
    address = f"{CHANNEL}:{digest}"
    conversation = Conversation.objects.create(
        channel=CHANNEL,
        identity=transports.identity(CHANNEL, address),
        name=who[:120],
        language=language_of(told),
        begun_at=at,
        heard_at=at,
        waiting_since=at,
    )
    Known.objects.create(conversation=conversation, channel=CHANNEL, identity=conversation.identity)
    channel = report_channel(CHANNEL)
    taken = intake.receive(
        channel=channel,
        external_id=f"{digest}:0",
        at=at,
        by=by,
        words=told,
        awaited=[TYPES.get(_kind(name), "application/octet-stream") for name in files],
        language=queries.answers_in(conversation.language),
    )
    message = Message.objects.get(channel=channel, external_id=f"{digest}:0")
    loose = dict(files)
    for number, line in enumerate(lines):
        attached = [line.file] if line.file in loose else []
        if number == len(lines) - 1:
            attached += [name for name in loose if name not in attached and not _named(name, lines)]
        heard = Heard.objects.create(
            conversation=conversation,
            channel=CHANNEL,
            external_id=f"{digest}:{number}",
            kind=_kind(attached[0]) if attached and not line.words else Kind.TEXT,
            report=taken.report,
            message=message if len(lines) == 1 else None,
            text="" if len(lines) == 1 else _spoken(line),
            link=link if number == 0 else "",
            public=bool(link),
            said_at=_said_at(line, at),
            at=at,
        )
        for name in attached:
            file = Attached(kind=_kind(name), name=name, content=loose.pop(name))
            bring(heard=heard, attached=file, by=by, at=at)
        if number == 0:
            fact = facts.WordsHeard(
                conversation_id=conversation.pk,
                heard_id=heard.pk,
                report_id=taken.report.pk,
                kind=heard.kind,
                fresh=True,
            )
            events.publish(fact, by=by, at=at)
    conversation.report = taken.report
    move(conversation, "hear", by=by, at=at)
    conversation.save()
    return conversation


def _link(link: str) -> str:
    link = text.within(link, limit=LONGEST_LINK, field="link")
    if link and urlsplit(link).scheme not in ("http", "https"):
        raise Refused(_("Copy the whole address of the post, from https:// on."), field="link")
    return link


def _told(lines: Sequence[Line]) -> str:
    """The chat as one text, for whoever reads the report."""
    return "\n".join(filter(None, (_spoken(line) for line in lines)))


def _spoken(line: Line) -> str:
    return f"{line.who}: {line.words}" if line.who and line.words else line.words


def _digest(told: str, link: str, files: dict[str, bytes]) -> str:
    parts = [told.encode(), link.encode(), *(sha256(files[name]).digest() for name in sorted(files))]
    return sha256(b"\0".join(parts)).hexdigest()[:32]


def _kind(name: str) -> Kind:
    return KINDS.get(name.rpartition(".")[2].lower(), Kind.DOCUMENT)


def _named(name: str, lines: Sequence[Line]) -> bool:
    return any(line.file == name for line in lines)


def _said_at(line: Line, at: datetime) -> datetime:
    """The hour on their wall, never later than now."""
    if line.at is None:
        return at
    return min(timezone.make_aware(line.at), at)
