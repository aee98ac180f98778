"""Files that come with words: kept with their report, asked for again, heard."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.conversations import events as facts
from jaras.conversations.lists import language_of
from jaras.conversations.models import Heard, Media
from jaras.conversations.rules import Attached, Kind
from jaras.conversations.rules.states import MEDIA, ConversationsVerb, MediaState, next_try
from jaras.intake import actions as intake
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import access, events, files, text, workflow
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.jobs import enqueue
from jaras.kernel.refusal import Refused

FETCH = "jaras.conversations.jobs.fetch_media"
TRANSCRIBE, LISTENS = "jaras.conversations.jobs.listen", 300
LONGEST = 10_000


def bring(*, heard: Heard, attached: Attached, by: Actor, at: datetime) -> Media:
    """Keep what came along, or ask for what was named; inside the transaction of what was heard."""
    media = Media.objects.create(
        heard=heard, kind=attached.kind, name=attached.name[:200], ref=attached.ref, sha256=attached.sha256
    )
    if attached.content is not None:
        keep_media(media=media, content=attached.content, by=by, at=at)
    elif heard.report_id is not None and attached.ref:
        enqueue(FETCH, media.pk)
    return media


@transaction.atomic
def keep_media(*, media: Media, content: bytes, by: Actor, at: datetime) -> Media:
    """It is here: cleaned, kept with its report; a file that is not what it says is refused with a reason."""
    access.require(by, IntakeVerb.TAKE)
    report = media.heard.report
    if report is None or media.state not in (MediaState.WAITING, MediaState.MISSING):
        return media
    media.next_try_at, media.ref = None, ""
    try:
        media.file = intake.attach_file(report=report, content=content, name=media.name, by=SYSTEM, at=at)
    except files.FileRefused as refusal:
        media.fault = refusal.code[:40]
        _move(media, "refuse", by=by, at=at, reason=media.fault)
        return media
    media.fault = ""
    _move(media, "keep", by=by, at=at)
    if media.kind == Kind.VOICE and settings.TRANSCRIBER:
        enqueue(TRANSCRIBE, media.pk, seconds=LISTENS)
    return media


@transaction.atomic
def miss_media(*, media: Media, why: str, again: timedelta | None = None, by: Actor, at: datetime) -> Media:
    """The channel did not give it: asked again later, or given up so that somebody asks for it."""
    access.require(by, IntakeVerb.TAKE)
    media.tries, media.fault = media.tries + 1, why[:40]
    media.next_try_at = None if again is None else next_try(media.tries, at, again=again)
    if media.next_try_at is None:
        _move(media, "miss", by=by, at=at, reason=media.fault or "missing")
        return media
    media.save(update_fields=["tries", "fault", "next_try_at"])
    _told(media, by=by, at=at)
    return media


@transaction.atomic
def transcribe(*, media: Media, words: str, by: Actor, at: datetime) -> Media:
    """What it says, written down by whoever listened, or by the program of the settings."""
    access.require(by, ConversationsVerb.ANSWER, media)
    words = text.within(words, limit=LONGEST, field="words")
    if not words:
        raise Refused(_("Write what is said in the recording."), field="words")
    media.transcript, media.transcribed_by_id, media.transcribed_at = words, by.member_id, at
    media.save()
    heard, conversation = media.heard, media.heard.conversation
    if not conversation.language and (language := language_of(words)):
        conversation.language = language
        conversation.save(update_fields=["language"])
    if heard.report is not None:
        intake.write_down(report=heard.report, message=heard.message, words=words, by=by, at=at)
    fact = facts.VoiceWrittenDown(conversation_id=heard.conversation_id, media_id=media.pk)
    events.publish(fact, by=by, at=at)
    return media


@transaction.atomic
def propose_words(*, media: Media, words: str, by: Actor, at: datetime) -> Media:
    """What a program heard: shown beside the player, nobody's word until somebody has listened."""
    access.require(by, ConversationsVerb.ANSWER)
    media = Media.objects.select_for_update(of=("self",)).get(pk=media.pk)
    if media.transcript:
        return media
    media.transcript, media.transcribed_at = text.cleaned(words)[:LONGEST], at
    media.save()
    fact = facts.VoiceWrittenDown(conversation_id=media.heard.conversation_id, media_id=media.pk)
    events.publish(fact, by=by, at=at)
    return media


def _move(media: Media, verb: str, *, by: Actor, at: datetime, reason: str = "") -> None:
    workflow.move(media, MEDIA, verb, by=by, at=at, reason=reason)
    media.save()
    _told(media, by=by, at=at)


def _told(media: Media, *, by: Actor, at: datetime) -> None:
    fact = facts.MediaMoved(conversation_id=media.heard.conversation_id, media_id=media.pk, state=media.state)
    events.publish(fact, by=by, at=at)
