"""A member is told by letter, on their own devices: what kind of thing waits since when, never about whom."""

import json
from dataclasses import asdict
from datetime import datetime

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
from jaras.kernel import telephones, transports
from jaras.kernel.actor import SYSTEM
from jaras.kernel.transports.push import GONE


class NotTaken(Exception):
    """No device took it: the queue tries again."""


def mail_notice(notice_id: int) -> None:
    """Write to one member that something waits; nothing once somebody answers for it."""
    notice = _to_tell(notice_id)
    if notice is None:
        return
    with translation.override(_language(notice.member)):
        kind, day, hour = _waits(notice)
        mail = EmailMessage(
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
        transports.letter(mail, topic="duty", about=("notice", notice.pk))
    except transports.NotSent as error:
        actions.fail(notice=notice, fault=error.code, by=SYSTEM, at=timezone.now())
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
        said = said_briefly(kind, body % {"day": day, "hour": hour}, tag=f"alert-{notice.alert_id}")
    faults = [pushed(device, said) for device in queries.devices_of(notice.member)]
    at = timezone.now()
    if "" in faults:
        actions.deliver(notice=notice, by=SYSTEM, at=at)
        return
    live = [fault for fault in faults if fault not in GONE]
    fault = live[-1] if live else DeviceEnd.GONE
    actions.fail(notice=notice, fault=fault, by=SYSTEM, at=at)
    if live:
        raise NotTaken(fault)


def text_notice(notice_id: int) -> None:
    """A text message to the telephone of one member."""
    notice = _to_tell(notice_id)
    if notice is None:
        return
    with translation.override(_language(notice.member)):
        kind, day, hour = _waits(notice)
        words = _("%(what)s, since %(day)s at %(hour)s. Answer for it: %(address)s")
        told = {"what": kind, "day": day, "hour": hour, "address": settings.ORIGIN + reverse("alerts")}
    message = transports.Outbound(
        channel="sms",
        to=telephones.normalised(notice.member.telephone),
        text=words % told,
        topic="duty",
        about=("notice", notice.pk),
    )
    try:
        transports.send(message, at=timezone.now())
    except transports.NotSent as fault:
        actions.fail(notice=notice, fault=fault.code, by=SYSTEM, at=timezone.now())
        if fault.again is None:
            return
        raise
    actions.deliver(notice=notice, by=SYSTEM, at=timezone.now())


def on_went(notice_id: int, *, went: transports.Went, code: str, words: str, at: datetime) -> None:
    """The gateway tells that a text message did not come after all."""
    if went is transports.Went.FAILED:
        notice = Notice.objects.get(pk=notice_id)
        actions.fail(notice=notice, fault=code or "undelivered", by=SYSTEM, at=at)


def greet(device_id: int) -> None:
    """Ring once on a device that was just added: whoever added it sees that it works."""
    device = Device.objects.select_related("member").filter(pk=device_id).first()
    if device is None:
        return
    with translation.override(_language(device.member)):
        fault = pushed(
            device, said_briefly(_("Alerts ring here"), _("This is how you are called."), tag="hello")
        )
    if fault and fault not in GONE:
        raise NotTaken(fault)


def pushed(device: Device, said: str, *, topic: str = "duty") -> str:
    """Why one device did not take it; what the push service no longer knows is taken off the list."""
    at, to = timezone.now(), device.subscription()
    message = transports.Outbound(
        channel="push",
        to=to.endpoint,
        text=said,
        topic=topic,
        about=("device", device.pk),
        context={"subscription": asdict(to), "key_version": device.key_version},
    )
    try:
        transports.send(message, at=at)
    except transports.NotSent as refusal:
        if refusal.code in GONE:
            actions.end_device(device=device, why=DeviceEnd.GONE, by=SYSTEM, at=at)
        return refusal.code
    return ""


def said_briefly(title: str, body: str, *, tag: str, url: str = "") -> str:
    """What a device shows; `url` is the page behind it, that of alerts if no other is named."""
    language = translation.get_language() or "fr"
    way = "rtl" if translation.get_language_bidi() else "ltr"
    told = {"title": title, "body": body, "tag": tag, "lang": language, "dir": way}
    told["url"] = url or reverse("alerts")
    return json.dumps(told, ensure_ascii=False)


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
