"""A member is told by letter, on their own devices: what kind of thing waits since when, never about whom."""

import json
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jaras.alerts import actions, queries
from jaras.alerts.lists import kinds
from jaras.alerts.models import Device, Notice
from jaras.alerts.rules import AlertState, DeviceEnd, NoticeState
from jaras.governance.models import Member
from jaras.kernel import web_push
from jaras.kernel.actor import SYSTEM
from jaras.kernel.posting import Answer, post

GONE = (404, 410)  # the push service no longer knows this browser
LASTS = timedelta(hours=1)  # so long a push service keeps it for a device that sleeps


class NotTaken(Exception):
    """No device took it: the queue tries again."""


def mail_notice(notice_id: int) -> None:
    """Write to one member that something waits; nothing once somebody answers for it."""
    notice = _to_tell(notice_id)
    if notice is None:
        return
    with translation.override(_language(notice.member)):
        kind, day, hour = _waits(notice)
        letter = EmailMessage(
            subject=_("Alert: %(what)s") % {"what": kind},
            body=_(
                "%(what)s, since %(day)s at %(hour)s.\n\nAnswer for it, or see who does:\n%(address)s\n\n"
                "If nobody answers, the next person is told."
            )
            % {"what": kind, "day": day, "hour": hour, "address": settings.ORIGIN + reverse("alerts")},
            to=[notice.member.email],
            headers={"Message-ID": f"<alert-{notice.pk}@jaras.invalid>"},
        )
        try:
            letter.send()
        except (OSError, SMTPException) as error:
            actions.fail(notice=notice, fault=type(error).__name__, by=SYSTEM, at=timezone.now())
            raise
    actions.deliver(notice=notice, by=SYSTEM, at=timezone.now())


def push_notice(notice_id: int) -> None:
    """Ring on each device of one member: it came once one of them took it."""
    notice = _to_tell(notice_id)
    if notice is None:
        return
    with translation.override(_language(notice.member)):
        kind, day, hour = _waits(notice)
        body = _("Since %(day)s at %(hour)s. If nobody answers, the next person is told.")
        said = _said(kind, body % {"day": day, "hour": hour}, tag=f"alert-{notice.alert_id}")
    answers = [_pushed(device, said) for device in queries.devices_of(notice.member)]
    at = timezone.now()
    if any(answer.taken for answer in answers):
        actions.deliver(notice=notice, by=SYSTEM, at=at)
        return
    live = [answer for answer in answers if answer.status not in GONE]
    fault = (live[-1].fault or str(live[-1].status)) if live else DeviceEnd.GONE
    actions.fail(notice=notice, fault=fault, by=SYSTEM, at=at)
    if live:
        raise NotTaken(fault)


def greet(device_id: int) -> None:
    """Ring once on a device that was just added: whoever added it sees that it works."""
    device = Device.objects.select_related("member").filter(pk=device_id).first()
    if device is None:
        return
    with translation.override(_language(device.member)):
        answer = _pushed(device, _said(_("Alerts ring here"), _("This is how you are called."), tag="hello"))
    if not answer.taken and answer.status not in GONE:
        raise NotTaken(answer.fault or str(answer.status))


def _pushed(device: Device, said: bytes) -> Answer:
    """One message to one device; what the push service no longer knows is taken off the list."""
    at, to = timezone.now(), device.subscription()
    sent = web_push.headers(
        to,
        version=device.key_version,
        contact=f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
        lasts=LASTS,
        at=at,
    )
    answer = post(to.endpoint, web_push.sealed(said, to), sent, demo=settings.MODE == "demo")
    if answer.status in GONE:
        actions.end_device(device=device, why=DeviceEnd.GONE, by=SYSTEM, at=at)
    return answer


def _said(title: str, body: str, *, tag: str) -> bytes:
    language = translation.get_language() or "fr"
    way = "rtl" if translation.get_language_bidi() else "ltr"
    told = {"title": title, "body": body, "tag": tag, "lang": language, "dir": way, "url": reverse("alerts")}
    return json.dumps(told, ensure_ascii=False).encode()


def _to_tell(notice_id: int) -> Notice | None:
    """Nothing where it came already; it is not sent once somebody answers for the alert."""
    notice = Notice.objects.select_related("alert", "member").get(pk=notice_id)
    if notice.state not in (NoticeState.WAITING, NoticeState.FAILED):
        return None
    if notice.alert.state != AlertState.OPEN:
        actions.spare(notice=notice, by=SYSTEM, at=timezone.now())
        return None
    return notice


def _language(member: Member) -> str:
    return member.language or settings.LANGUAGE_CODE


def _waits(notice: Notice) -> tuple[str, str, str]:
    """What kind of thing, since which day, which hour."""
    kind = kinds()[notice.alert.code].name(translation.get_language() or "fr")
    local = timezone.localtime(notice.alert.since)
    return kind, f"{local:%d/%m/%Y}", f"{local:%H:%M}"
