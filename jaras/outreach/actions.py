"""Every answer to a reporter."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jaras.conversations import actions as conversations
from jaras.conversations import queries as talks
from jaras.conversations.models import Conversation
from jaras.intake.models import Report
from jaras.kernel import access, events, text
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.jobs import enqueue
from jaras.kernel.refusal import Refused
from jaras.outreach import events as facts
from jaras.outreach.lists import answers
from jaras.outreach.models import Answer
from jaras.outreach.queries import may_tell, spoken
from jaras.outreach.rules import OutreachVerb

DELIVERY = "jaras.outreach.jobs.mail_answer"


@transaction.atomic
def answer(*, report: Report, by: Actor, at: datetime, code: str = "", words: str = "") -> Answer:
    """Tell the reporter a reviewed sentence, or words of our own; by e-mail too where there is one."""
    access.require(by, OutreachVerb.ANSWER, report)
    words = text.within(words, limit=2000, field="words")
    if code not in answers() if code else not words:
        raise Refused(_("Write the answer, or choose one."), field="words")
    if code and not may_tell(report, code):
        raise Refused(
            _("This could betray somebody we protect: choose a sentence that says less."), field="code"
        )
    return _say(report, code=code, words=words, by=by, at=at)


@transaction.atomic
def welcome(*, report_id: int, claimed: bool, mail: bool, by: Actor, at: datetime) -> None:
    """The first answers of a fresh report: that it arrived, that somebody has it in hand."""
    codes = ("received", "in_hand") if claimed else ("received",)
    said = Answer.objects.bulk_create(
        [
            Answer(report_id=report_id, code=code, by_id=by.member_id, at=at, mail_wanted=mail)
            for code in codes
        ]
    )
    if mail:
        for each in said:
            enqueue(DELIVERY, each.pk)
    events.publish(facts.ReporterWelcomed(report_id=report_id, codes=codes), by=by, at=at)


@transaction.atomic
def tell_progress(*, report: Report, code: str, by: Actor, at: datetime) -> Answer | None:
    """Say by ourselves what happened, once, and only where it betrays nobody."""
    if not may_tell(report, code) or Answer.objects.filter(report=report, code=code).exists():
        return None
    return _say(report, code=code, words="", by=by, at=at, by_itself=True)


def _say(
    report: Report, *, code: str, words: str, by: Actor, at: datetime, by_itself: bool = False
) -> Answer:
    said = Answer.objects.create(
        report=report,
        code=code,
        text=words,
        by_id=by.member_id,
        at=at,
        mail_wanted=bool(report.reporter_email),
    )
    if said.mail_wanted:
        enqueue(DELIVERY, said.pk)
    _speak(said, by_itself=by_itself, by=by, at=at)
    events.publish(facts.ReporterAnswered(report_id=report.pk, answer_id=said.pk, code=code), by=by, at=at)
    return said


def _speak(said: Answer, *, by_itself: bool, by: Actor, at: datetime) -> None:
    """The way they wrote, in their language; by itself nothing where silence was asked for, or in public."""
    for talk in Conversation.objects.filter(report=said.report).order_by("id"):
        if not talks.can_answer(talk.channel) or (by_itself and _keeps_silent(talk)):
            continue
        with translation.override(talks.answers_in(talk.language)):
            there_is_one = gettext("There is an answer for you.")
            conversations.write(
                conversation=talk,
                topic="progress" if by_itself else "answer",
                text=spoken(said, translation.get_language() or "fr") or there_is_one,
                neutral=there_is_one,
                by=SYSTEM if by_itself else by,
                at=at,
            )


def _keeps_silent(talk: Conversation) -> bool:
    last = talk.heard.order_by("-id").first()
    return bool(talk.silent) or (last is not None and last.public)


@transaction.atomic
def mailed(*, said: Answer, by: Actor, at: datetime) -> None:
    """The e-mail left."""
    Answer.objects.filter(pk=said.pk, mailed_at=None).update(mailed_at=at)
    events.publish(facts.AnswerMailed(report_id=said.report_id, answer_id=said.pk), by=by, at=at)


@transaction.atomic
def not_mailed(*, said: Answer, why: str, by: Actor, at: datetime) -> None:
    """The guard lets no letter go to this address: the answer waits where their code opens it."""
    Answer.objects.filter(pk=said.pk, mailed_at=None).update(mail_wanted=False)
    fact = facts.AnswerNotMailed(report_id=said.report_id, answer_id=said.pk, why=why)
    events.publish(fact, by=by, at=at)
