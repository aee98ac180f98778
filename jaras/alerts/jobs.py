"""The minute of alerts: raised, told to the next, ended; the letters that tell."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.alerts import actions, queries
from jaras.alerts.lists import kinds, watched
from jaras.alerts.models import Alert, Notice
from jaras.alerts.rules import AlertState, NoticeState
from jaras.kernel.actor import SYSTEM


def follow() -> None:
    """Raise what is overdue, tell the next ones, end what is not overdue any more; twice changes nothing."""
    at = timezone.now()
    found = {
        each.key: each
        for code, kind in watched().items()
        if kind.steps
        for each in queries.overdue(SYSTEM, at=at, code=code)
    }
    living = {(row.code, row.of, row.row): row for row in Alert.objects.living()}
    for key, alert in living.items():
        if key not in found:
            actions.end(alert=alert, by=SYSTEM, at=at)
        elif alert.rings_at is not None and alert.rings_at <= at:
            actions.ring(alert=alert, found=found[key], by=SYSTEM, at=at)
    for key, each in found.items():
        if key not in living:
            actions.raise_alert(found=each, by=SYSTEM, at=at)


def mail_notice(notice_id: int) -> None:
    """Write to one member that something waits, never about whom; nothing once somebody answers for it."""
    notice = Notice.objects.select_related("alert", "member").get(pk=notice_id)
    if notice.state not in (NoticeState.WAITING, NoticeState.FAILED):
        return
    member, at = notice.member, timezone.now()
    if notice.alert.state != AlertState.OPEN:
        actions.spare(notice=notice, by=SYSTEM, at=at)
        return
    with translation.override(member.language or settings.LANGUAGE_CODE):
        kind = kinds()[notice.alert.code].name(translation.get_language() or "fr")
        local = timezone.localtime(notice.alert.since)
        letter = EmailMessage(
            subject=_("Alert: %(what)s") % {"what": kind},
            body=_(
                "%(what)s, since %(day)s at %(hour)s.\n\nAnswer for it, or see who does:\n%(address)s\n\n"
                "If nobody answers, the next person is told."
            )
            % {
                "what": kind,
                "day": f"{local:%d/%m/%Y}",
                "hour": f"{local:%H:%M}",
                "address": settings.ORIGIN + reverse("alerts"),
            },
            to=[member.email],
            headers={"Message-ID": f"<alert-{notice.pk}@jaras.invalid>"},
        )
        try:
            letter.send()
        except (OSError, SMTPException) as error:
            actions.fail(notice=notice, fault=type(error).__name__, by=SYSTEM, at=at)
            raise
    actions.deliver(notice=notice, by=SYSTEM, at=at)
