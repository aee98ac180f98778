"""Who answers, who it may be, to which report it belongs, what colleagues tell one another."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jaras.conversations import events as facts
from jaras.conversations import queries
from jaras.conversations.actions.hearing import report_channel
from jaras.conversations.actions.moving import move
from jaras.conversations.models import Conversation, Heard, Note
from jaras.conversations.rules.states import ConversationState, ConversationsVerb
from jaras.governance.models import Member
from jaras.governance.roles import verbs_of
from jaras.intake import actions as intake
from jaras.intake.models import Message, Report
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import access, events, text, transports
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.refusal import Refused
from jaras.people import actions as people
from jaras.people.lists import identity_channels
from jaras.people.models import Person
from jaras.people.rules import PeopleVerb

LONGEST = 2000
TELEPHONE, A_MOMENT = "telephone", timedelta(hours=2)


@transaction.atomic
def assign(*, conversation: Conversation, to: Member | None, by: Actor, at: datetime) -> Conversation:
    """Somebody answers for it, or nobody any more."""
    access.require(by, ConversationsVerb.ANSWER, conversation)
    if to is not None and ConversationsVerb.ANSWER not in verbs_of(tuple(to.roles)):
        raise Refused(_("This member does not answer in the inbox."), field="to")
    row = _locked(conversation)
    if row.assigned_to_id == (to.pk if to else None):
        return row
    row.assigned_to = to
    row.save_checked("assigned_to_id")
    fact = facts.ConversationAssigned(conversation_id=row.pk, member_id=row.assigned_to_id)
    events.publish(fact, by=by, at=at)
    return row


@transaction.atomic
def set_aside(*, conversation: Conversation, reason: str, by: Actor, at: datetime) -> Conversation:
    """It needs no answer; the reason is kept, whatever they write next brings it back."""
    access.require(by, ConversationsVerb.ANSWER, conversation)
    reason = text.within(reason, limit=300, field="reason")
    if not reason:
        raise Refused(_("Say why it needs no answer."), field="reason")
    row = _locked(conversation)
    if row.state == ConversationState.SET_ASIDE:
        return row
    row.waiting_since = None
    move(row, "set_aside", by=by, at=at, reason=reason)
    row.save_checked("state", "waiting_since")
    return row


@transaction.atomic
def write_note(*, conversation: Conversation, words: str, by: Actor, at: datetime) -> Note:
    """For colleagues alone."""
    access.require(by, ConversationsVerb.ANSWER, conversation)
    words = text.within(words, limit=LONGEST, field="words")
    if not words:
        raise Refused(_("Write the note first."), field="words")
    note = Note.objects.create(conversation=conversation, text=words, by_id=by.member_id, at=at)
    events.publish(facts.NoteWritten(conversation_id=conversation.pk, note_id=note.pk), by=by, at=at)
    return note


@transaction.atomic
def call_back(*, conversation: Conversation, reached: bool, by: Actor, at: datetime) -> Conversation:
    """Somebody called back: reached, the call is answered; not reached, it waits on."""
    access.require(by, ConversationsVerb.ANSWER, conversation)
    row = _locked(conversation)
    said = gettext("Called back: reached") if reached else gettext("Called back: nobody answered")
    Note.objects.create(conversation=row, text=said, by_id=by.member_id, at=at)
    events.publish(facts.CallReturned(conversation_id=row.pk, reached=reached), by=by, at=at)
    if reached and row.state == ConversationState.WAITING:
        row.waiting_since, row.answered_at = None, at
        move(row, "answer", by=by, at=at)
        row.save_checked("state", "waiting_since", "answered_at")
    return row


@transaction.atomic
def say_who(*, conversation: Conversation, person: Person, by: Actor, at: datetime) -> Conversation:
    """A human says that this address is this person's; the person keeps it."""
    access.require(by, ConversationsVerb.ANSWER, conversation)
    access.require(by, PeopleVerb.AMEND, person)
    access.require_lasting(by, person)
    row = _locked(conversation)
    row.person = person
    row.save_checked("person_id")
    code = {"facebook": "messenger"}.get(row.channel, row.channel)
    if code in identity_channels() and row.address:
        people.attach_identity(person=person, channel=code, external_id=row.address, by=by, at=at)
    fact = facts.ConversationTied(conversation_id=row.pk, person_id=person.pk)
    events.publish(fact, by=by, at=at)
    return row


@transaction.atomic
def say_nobody(*, conversation: Conversation, by: Actor, at: datetime) -> Conversation:
    """It is not that person after all; what the person keeps is taken away on their own page."""
    access.require(by, ConversationsVerb.ANSWER, conversation)
    row = _locked(conversation)
    row.person = None
    row.save_checked("person_id")
    events.publish(facts.ConversationTied(conversation_id=row.pk), by=by, at=at)
    return row


@transaction.atomic
def make_report(*, heard: Heard, by: Actor, at: datetime) -> Report:
    """Somebody read what was set apart, a call, a reaction: it is a report after all."""
    access.require(by, ConversationsVerb.ANSWER, heard)
    access.require(by, IntakeVerb.TAKE)
    heard = Heard.objects.select_for_update(of=("self",)).select_related("conversation").get(pk=heard.pk)
    if heard.report is not None:
        return heard.report
    conversation = _locked(heard.conversation)
    channel = report_channel(heard.channel)
    by_telephone = conversation.address.startswith("+")
    taken = intake.receive(
        channel=channel,
        external_id=heard.external_id,
        at=at,
        words=heard.text or queries.kind_in_words(heard.kind),
        language=queries.answers_in(conversation.language),
        reporter_name="" if heard.public else conversation.name,
        reporter_telephone=conversation.address if by_telephone else "",
        by=SYSTEM,
    )
    heard.report = taken.report
    heard.message = Message.objects.get(channel=channel, external_id=heard.external_id)
    heard.text = ""
    heard.save()
    conversation.report, conversation.doubt, conversation.doubts = taken.report, 0, []
    conversation.save_checked("report_id", "doubt", "doubts")
    fact = facts.ConversationTied(conversation_id=conversation.pk, report_id=taken.report.pk)
    events.publish(fact, by=by, at=at)
    return taken.report


@transaction.atomic
def mark_address(*, conversation: Conversation, mark: str, reason: str = "", by: Actor, at: datetime) -> None:
    """Never write there, neutral words alone, no more messages: on every channel of this address."""
    access.require(by, ConversationsVerb.ANSWER, conversation)
    if mark not in transports.contact_marks() or mark == "agreed":
        raise Refused(_("This value is not in the list."), field="mark")
    reason = text.within(reason, limit=300, field="reason")
    transports.put_mark(
        who=conversation.identity, channel=conversation.channel, mark=mark, reason=reason, by=by, at=at
    )
    events.publish(facts.AddressMarked(conversation_id=conversation.pk, code=mark), by=by, at=at)


@transaction.atomic
def lift_mark(*, conversation: Conversation, mark: str, by: Actor, at: datetime) -> None:
    """It holds no more."""
    access.require(by, ConversationsVerb.ANSWER, conversation)
    if transports.lift_mark(who=conversation.identity, mark=mark, by=by, at=at):
        fact = facts.AddressMarked(conversation_id=conversation.pk, code=mark, lifted=True)
        events.publish(fact, by=by, at=at)


@transaction.atomic
def tie_taken(*, report: Report, by: Actor, at: datetime) -> Conversation | None:
    """A report was taken from a call: its conversation is that of the number which called a moment ago."""
    access.require(by, IntakeVerb.TAKE)
    if not report.reporter_telephone:
        return None
    who = transports.identity(TELEPHONE, report.reporter_telephone)
    rows = Conversation.objects.select_for_update(of=("self",)).filter(channel=TELEPHONE, identity=who)
    row = rows.filter(heard_at__gt=at - A_MOMENT).first()
    if row is None:
        return None
    row.report = report
    if row.state == ConversationState.WAITING:
        row.waiting_since, row.answered_at = None, at
        move(row, "answer", by=by, at=at)
    row.save_checked("report_id", "state", "waiting_since", "answered_at")
    fact = facts.ConversationTied(conversation_id=row.pk, report_id=report.pk)
    events.publish(fact, by=by, at=at)
    return row


def _locked(conversation: Conversation) -> Conversation:
    return Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)
