"""Mails that leave after the answer, with the reactions that answer by themselves."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.intake import events as intake
from jaras.intake.lists import mission_results
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.jobs import enqueue
from jaras.kernel.transports import Held, Stopped, letter
from jaras.outreach import actions, queries
from jaras.outreach.models import Answer
from jaras.outreach.rules import answer_to_outcome

LEFT, MOST = timedelta(minutes=15), 200  # the queue has given up on what is older


def mail_answer(answer_id: int) -> None:
    """Send one answer by e-mail, once; it names nobody, for a mailbox may have two readers.

    A retry after a crash carries the same Message-ID, so that mail programs show one message.
    """
    said = Answer.objects.select_related("report").get(pk=answer_id)
    if said.mailed_at is not None or not said.report.reporter_email:
        return
    with translation.override(said.report.language or settings.LANGUAGE_CODE):
        mail = EmailMessage(
            subject=_("News for you"),
            body="\n\n".join(_letter(said)) + "\n",
            to=[said.report.reporter_email],
            headers={"Message-ID": f"<answer-{said.pk}@jaras.invalid>"},
        )
    try:
        letter(mail, topic="progress", about=("answer", said.pk))
    except Stopped as refusal:
        actions.not_mailed(said=said, why=refusal.why, by=SYSTEM, at=timezone.now())
        return
    except Held:
        return  # `mail_waiting` takes it up once the guard lets it go
    actions.mailed(said=said, by=SYSTEM, at=timezone.now())


def mail_waiting() -> None:
    """Answers whose e-mail the guard held back, or that the queue has given up on; twice changes nothing."""
    before = timezone.now() - LEFT
    for pk in (
        Answer.objects.unsent().filter(at__lt=before).order_by("at").values_list("pk", flat=True)[:MOST]
    ):
        enqueue(actions.DELIVERY, pk)


def _letter(said: Answer) -> Iterator[str]:
    """What happened in one sentence; of a sensitive event, only that there is something to read."""
    yield queries.spoken(said, translation.get_language() or "fr") or _("There is an answer for you.")
    yield _("This message needs no reply. Read what is new with your code: %(address)s") % {
        "address": f"{settings.ORIGIN}/suivre"
    }


def on_received(event: intake.ReportReceived, *, by: Actor, at: datetime) -> None:
    actions.welcome(report_id=event.report_id, claimed=event.claimed, mail=event.mail, by=by, at=at)


def on_claimed(event: intake.ReportClaimed, *, by: Actor, at: datetime) -> None:
    _tell(event.report_id, "in_hand", by, at)


def on_help_called(event: intake.HelpCalled, *, by: Actor, at: datetime) -> None:
    _tell(event.report_id, "help_called", by, at)


def on_team_sent(event: intake.TeamSent, *, by: Actor, at: datetime) -> None:
    _tell(event.report_id, "team_sent", by, at)


def on_team_back(event: intake.TeamBack, *, by: Actor, at: datetime) -> None:
    found = mission_results()[event.result]["found"]
    _tell(event.report_id, "person_helped" if found else "not_found", by, at)


def on_outcome(event: intake.OutcomeGiven, *, by: Actor, at: datetime) -> None:
    code = answer_to_outcome(event.kind)
    if code:
        _tell(event.report_id, code, by, at)


def _tell(report_id: int, code: str, by: Actor, at: datetime) -> None:
    """To the reporter, and to those whose report was joined to this one."""
    for report in Report.objects.filter(pk=report_id) | Report.objects.filter(joined_to_id=report_id):
        actions.tell_progress(report=report, code=code, by=by, at=at)
