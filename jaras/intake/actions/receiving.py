"""What arrives from outside: a report, then what its reporter adds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jaras.cases.rules import Entry
from jaras.intake import events as facts
from jaras.intake import queries
from jaras.intake.actions.growing import grow
from jaras.intake.actions.keeping import NotKept, Sent, attach, instead_of_words, sorted_out
from jaras.intake.actions.taking import WORDS, Heard, Said, Taken, enter, propose, say
from jaras.intake.actions.timeline import tell
from jaras.intake.actions.triaging import reopen
from jaras.intake.models import Message, Report
from jaras.intake.rules.states import (
    LISTEN_WITHIN,
    UNHEARD,
    IntakeVerb,
    ReportState,
    graver,
    urgency_rank,
)
from jaras.kernel import access, events, files, idempotency, text
from jaras.kernel.actor import SYSTEM, Actor, Scope
from jaras.kernel.refusal import Refused


@dataclass(frozen=True)
class Added:
    """What the reporter added, with the files that could not be kept."""

    message: Message
    refused: tuple[NotKept, ...] = ()


def receive(
    *,
    channel: str,
    external_id: str,
    by: Actor = SYSTEM,
    at: datetime,
    raw: dict[str, Any] | None = None,
    flagged: str = "",
    code: str = "",
    sent: Sequence[Sent] = (),
    awaited: Collection[str] = (),
    **said: Unpack[Heard],
) -> Taken:
    """A report arrives from outside; a replay of (channel, external id) gives the first one.

    A file that cannot be kept never costs the words; files alone are a report too, be they on the way still:
    `awaited` are their media types.
    """
    access.require(by, IntakeVerb.TAKE)
    if (first := _received(channel, external_id)) is not None:
        return Taken(first, "")
    report = Report(state=ReportState.DRAFT, taken_by_id=by.member_id, received_at=at, flagged=flagged)
    say(report, Said(**said, channel=channel))
    if by.scope(IntakeVerb.TAKE) is Scope.ORGANISATION:
        report.organisation_id = by.organisation_id
    kept, refused = sorted_out(sent)
    try:
        unheard = not report.words
        report.words = report.words or _words_of(kept, refused, awaited)
        proposed = propose(report, urgency_said=False)
        if unheard:
            _listen_soon(report, at)
        with transaction.atomic():
            code = enter(report, proposed, by=by, at=at, code=code)
            for file in kept:
                attach(report, file, by=by, at=at)
            Message.objects.create(
                report=report,
                channel=channel,
                external_id=external_id,
                text=report.words,
                raw=raw or {},
                at=at,
            )
    except BaseException as failure:
        for file in kept:
            files.drop(file)
        first = _received(channel, external_id) if isinstance(failure, IntegrityError) else None
        if first is None:
            raise
        return Taken(first, "")
    return Taken(report, code, refused)


def _received(channel: str, external_id: str) -> Report | None:
    """What this message became, if it arrived before."""
    message = (
        Message.objects.filter(channel=channel, external_id=external_id).select_related("report").first()
    )
    return message.report if message else None


def _words_of(kept: Sequence[files.Kept], refused: Sequence[NotKept], awaited: Collection[str] = ()) -> str:
    if types := [*(each.media_type for each in kept), *awaited]:
        return instead_of_words(types)
    if refused:
        raise Refused(
            _("This file could not be kept: %(reason)s. Write a few words, or try another one.")
            % {"reason": refused[0].reason},
            field="words",
        )
    return ""


def _listen_soon(report: Report, at: datetime) -> None:
    """Nobody knows yet what a recording says: it is listened to before its urgency is believed."""
    report.urgency = graver(report.urgency, UNHEARD)
    report.urgency_rank = urgency_rank(report.urgency)
    report.respond_by = at + LISTEN_WITHIN


def add_message(
    *,
    report: Report,
    words: str,
    channel: str,
    external_id: str,
    by: Actor,
    at: datetime,
    raw: dict[str, Any] | None = None,
    sent: Sequence[Sent] = (),
    awaited: Collection[str] = (),
) -> Added:
    """The reporter says more; a replay adds nothing, a closed report waits again."""
    access.require(by, IntakeVerb.TAKE)
    words = text.within(words, limit=WORDS, field="words")
    if (earlier := Message.objects.filter(channel=channel, external_id=external_id).first()) is not None:
        return Added(earlier)
    kept, refused = sorted_out(sent)
    try:
        words = words or _words_of(kept, refused, awaited)
        if not words:
            raise Refused(_("Write what is happening: a few words are enough."), field="words")
        urgency = queries.urgency_of(words, at=at)
        with transaction.atomic():
            message = Message.objects.create(
                report=report, channel=channel, external_id=external_id, text=words, raw=raw or {}, at=at
            )
            for file in kept:
                attach(report, file, by=by, at=at)
            _bring_back(report, message, urgency, at=at)
            events.publish(facts.MessageAdded(report_id=report.pk, message_id=message.pk), by=by, at=at)
    except BaseException as failure:
        for file in kept:
            files.drop(file)
        earlier = Message.objects.filter(channel=channel, external_id=external_id).first()
        if earlier is None or not isinstance(failure, IntegrityError):
            raise
        return Added(earlier)
    return Added(message, refused)


def _bring_back(report: Report, message: Message, urgency: str, *, at: datetime) -> None:
    """What a reporter adds is seen where the work is: in the report that is followed, in its cases."""
    followed = Report.objects.select_for_update().get(pk=report.joined_to_id or report.pk)
    tell(followed, Entry.REPORT, by=SYSTEM, at=at, words=message.text, data={"channel": message.channel})
    if followed.state == ReportState.CLOSED:
        reopen(report=followed, reason=str(_("The reporter wrote again.")), by=SYSTEM, at=at)
    if urgency == "IMMEDIAT":
        grow(followed, urgency, at=at)


@transaction.atomic
def show_code(*, channel: str, external_id: str, by: Actor, at: datetime) -> bool:
    """Whether the code of this message may be shown now: once, whoever asks again."""
    access.require(by, IntakeVerb.TAKE)
    report = _received(channel, external_id)
    if report is None or idempotency.earlier("code", f"{channel}:{external_id}") is not None:
        return False
    try:
        with transaction.atomic():
            idempotency.remember("code", f"{channel}:{external_id}", report.pk, at=at)
    except IntegrityError:
        return False
    events.publish(facts.CodeShown(report_id=report.pk), by=by, at=at)
    return True
