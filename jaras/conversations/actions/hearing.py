"""What somebody said on a channel becomes part of a conversation, of a report."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from jaras.conversations import events as facts
from jaras.conversations import queries
from jaras.conversations.actions.acknowledging import acknowledge
from jaras.conversations.actions.media import bring
from jaras.conversations.actions.moving import move
from jaras.conversations.lists import doubt_signs, language_of
from jaras.conversations.models import Conversation, Heard, Known
from jaras.conversations.rules import Incoming, Kind, readers
from jaras.conversations.rules.doubt import doubted
from jaras.conversations.rules.states import ConversationState
from jaras.conversations.rules.wishes import asks_silence, says_stop, says_yes
from jaras.intake import actions as intake
from jaras.intake import queries as reports
from jaras.intake.models import Message, Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import access, events, text, transports
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import Level
from jaras.partners import actions as partners
from jaras.partners import queries as directory

LONGEST_ID, LONGEST_WORDS = 100, 19_000
SAME_MATTER = timedelta(days=7)  # so long after a report is closed further words still belong to it
NO_REPORT = (Kind.REACTION, Kind.REMOVED, Kind.AUTO_REPLY, Kind.CALL)
NO_ANSWER = (Kind.REACTION, Kind.REMOVED, Kind.AUTO_REPLY)
_TYPES = {Kind.VOICE: "audio/ogg", Kind.IMAGE: "image/jpeg"}


def arrive(*, channel: str, incoming: Incoming, by: Actor = SYSTEM, at: datetime) -> Heard:
    """Once, whatever comes twice: the conversation goes on, its report is made or told more.

    Doubtful words make no report by themselves; whatever sounds urgent always does.
    """
    access.require(by, IntakeVerb.TAKE)
    external_id = short_id(incoming.external_id)
    if (earlier := _earlier(channel, external_id)) is not None:
        return earlier
    # Of a call the words are codes.
    words = "" if incoming.kind == Kind.CALL else text.cleaned(incoming.words)[:LONGEST_WORDS]
    # Before the write: others write meanwhile, names of places that are read now are remembered.
    urgent = bool(words) and reports.shows_urgency(words, at=at)
    reports.gazetteer()
    try:
        with transaction.atomic():
            return _hear(channel, external_id, incoming, words=words, urgent=urgent, by=by, at=at)
    except IntegrityError:  # the same delivery twice at one instant
        if (earlier := _earlier(channel, external_id)) is None:
            raise
        return earlier


def awaited_type(kind: str) -> str:
    """What a file is taken for until it is here."""
    return _TYPES.get(Kind(kind), "application/octet-stream")


def short_id(external_id: str) -> str:
    """As the channel says it, a digest where that is long."""
    if len(external_id) <= LONGEST_ID:
        return external_id
    return f"sha256:{sha256(external_id.encode()).hexdigest()}"


def _earlier(channel: str, external_id: str) -> Heard | None:
    return Heard.objects.filter(channel=channel, external_id=external_id).first()


def _hear(
    channel: str, external_id: str, said: Incoming, *, words: str, urgent: bool, by: Actor, at: datetime
) -> Heard:
    conversation, fresh = _conversation(channel, said, at=at)
    stops = says_stop(words)
    if stops:
        transports.put_mark(who=conversation.identity, channel=channel, mark="stopped", by=by, at=at)
        events.publish(facts.AddressMarked(conversation_id=conversation.pk, code="stopped"), by=by, at=at)
    if asks_silence(words):
        conversation.silent = "asked"
    if (language := language_of(words)) and not (stops and conversation.language):
        conversation.language = language
    digest = queries.words_digest(words)
    same = queries.same_from_others(conversation, digest, at=at)
    weight, why = doubted(words, doubt_signs(), same_from_others=same, files=len(said.attached))
    conversation.doubt, conversation.doubts = weight, why
    heard = Heard(
        conversation=conversation,
        channel=channel,
        external_id=external_id,
        kind=said.kind,
        digest=digest,
        link=said.link[:500],
        public=said.public,
        raw=dict(said.raw),
        said_at=min(said.at, at),
        at=at,
    )
    code = ""
    confirms = _confirms_places(conversation, words, by=by, at=at)
    if stops or confirms or said.kind in NO_REPORT or (queries.is_apart(weight) and not urgent):
        heard.text = words
    else:
        code = _tell_report(heard, said, words, by=by, at=at)
    heard.save()
    for attached in said.attached:
        bring(heard=heard, attached=attached, by=by, at=at)
    _wait(conversation, said, stops=stops or confirms, by=by, at=at)
    fact = facts.WordsHeard(
        conversation_id=conversation.pk,
        heard_id=heard.pk,
        report_id=heard.report_id,
        kind=said.kind,
        fresh=fresh,
    )
    events.publish(fact, by=by, at=at)
    if code and not said.public:
        acknowledge(conversation=conversation, code=code, by=by, at=at)
    return heard


def _conversation(channel: str, said: Incoming, *, at: datetime) -> tuple[Conversation, bool]:
    """The one with this address, or with another by which the channel calls them; whether it is new.

    Who answers a message of ours from elsewhere has a conversation of their own: a message may be forwarded,
    or read by somebody else. It cites the other one; a human says whether both are the same person.
    """
    addresses = [said.address, *said.other_addresses]
    if not any(addresses):  # the channel does not say who: nobody else is behind these words
        addresses = [f"unknown:{said.external_id}"]
    ids = [transports.identity(channel, each) for each in addresses if each]
    known = Known.objects.filter(channel=channel, identity__in=ids).order_by("id").first()
    if known is None:
        conversation = Conversation(channel=channel, begun_at=at)
        fresh = True
    else:
        rows = Conversation.objects.select_for_update(of=("self",))
        conversation, fresh = rows.get(pk=known.conversation_id), False
    conversation.address, conversation.identity = said.address[:254], ids[0]
    conversation.name = text.cleaned(said.name)[:120] or conversation.name
    if said.kind not in NO_ANSWER:  # the next answer goes where their last words came from
        conversation.context = dict(said.context)
    conversation.heard_at = at
    if conversation.cited is None and said.answers:
        cited = queries.cited(channel, said.answers)
        conversation.cited = None if cited == conversation else cited
    conversation.save()
    have = set(conversation.known.values_list("identity", flat=True))
    Known.objects.bulk_create(
        Known(conversation=conversation, channel=channel, identity=each)
        for each in dict.fromkeys(ids)
        if each not in have
    )
    return conversation, fresh


def _confirms_places(conversation: Conversation, words: str, *, by: Actor, at: datetime) -> bool:
    """The staff of a site answers OK by text message: its board is right."""
    if conversation.channel != "sms" or not says_yes(words):
        return False
    site = directory.site_of_number(conversation.address)
    if site is None:
        return False
    partners.confirm_site(site=site, by=by, at=at)
    return True


def _tell_report(heard: Heard, said: Incoming, words: str, *, by: Actor, at: datetime) -> str:
    """A report is made of it, or told more; the code to follow it by, where it is new."""
    conversation = heard.conversation
    channel = report_channel(heard.channel)
    awaited = [awaited_type(each.kind) for each in said.attached]
    words = words or _instead(said, awaited)
    current = conversation.report or _protected(conversation)
    if current is not None and _goes_on(current, conversation, at):
        added = intake.add_message(
            report=current,
            words=words,
            channel=channel,
            external_id=heard.external_id,
            awaited=awaited,
            by=SYSTEM,
            at=at,
        )
        heard.report, heard.message = current, added.message
        return ""
    taken = intake.receive(
        channel=channel,
        external_id=heard.external_id,
        at=at,
        awaited=awaited,
        flagged="doubtful" if queries.is_apart(conversation.doubt) else "",
        **_said(conversation, said, words),
    )
    conversation.report = heard.report = taken.report
    heard.message = Message.objects.get(channel=channel, external_id=heard.external_id)
    return taken.code


def _protected(conversation: Conversation) -> Report | None:
    """The report of the conversation they cite, where it must not be told of outside its own file.

    Only the words go there: whoever wrote them is not told what its reporter is told.
    """
    cited = conversation.cited.report if conversation.cited is not None else None
    return cited if cited is not None and cited.level != Level.ORDINARY else None


def _said(conversation: Conversation, said: Incoming, words: str) -> dict[str, Any]:
    """What a report may know of it; a public name is no reporter's name."""
    by_telephone = conversation.address.startswith("+")
    told: dict[str, Any] = {
        "words": words,
        "language": queries.answers_in(conversation.language),
        "reporter_name": "" if said.public else conversation.name,
        "reporter_telephone": conversation.address if by_telephone else "",
        "place_text": said.place[:200],
    }
    if said.latitude is not None and said.longitude is not None:
        told |= {"latitude": said.latitude, "longitude": said.longitude}
    return told


def _instead(said: Incoming, awaited: list[str]) -> str:
    """Words of ours where they have none and sent no file: a place, a press, something unknown."""
    return "" if awaited else queries.kind_in_words(said.kind)


def _goes_on(report: Report, conversation: Conversation, at: datetime) -> bool:
    """Whether further words belong to the same matter."""
    if report.forgotten_at is not None:
        return False
    if report.is_open:
        return True
    last = conversation.heard.filter(report=report).order_by("-at").values_list("at", flat=True).first()
    return last is not None and at - last < SAME_MATTER


def _wait(conversation: Conversation, said: Incoming, *, stops: bool, by: Actor, at: datetime) -> None:
    """They wait for an answer, but who asked for silence, whose program answered, who pressed a heart."""
    needs_none = stops or said.kind in NO_ANSWER or _no_answer(said)
    if not needs_none and conversation.state != ConversationState.WAITING:
        conversation.waiting_since = at
        move(conversation, "hear", by=by, at=at)
    conversation.save()


def _no_answer(said: Incoming) -> bool:
    """A call that was answered, that rings, is being dealt with."""
    return said.kind == Kind.CALL and said.context.get("event") not in ("missed", "voicemail")


def report_channel(channel: str) -> str:
    """The code under which reports of this channel are counted."""
    known = readers().get(channel)
    return known.report_channel if known is not None else queries.report_channel(channel)
