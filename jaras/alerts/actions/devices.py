"""A member adds a device on which alerts ring, takes it off."""

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from jaras.alerts import events as facts
from jaras.alerts.models import Device
from jaras.alerts.rules import AlertsVerb, DeviceEnd
from jaras.governance import queries as members
from jaras.governance.models import Member
from jaras.kernel import access, events, web_push
from jaras.kernel.actor import Actor
from jaras.kernel.addresses import fault_of
from jaras.kernel.jobs import enqueue
from jaras.kernel.keys import envelopes
from jaras.kernel.refusal import Refused
from jaras.kernel.web_push import NoBrowser, Subscription

GREETING = "jaras.alerts.jobs.greet"
MOST = 5  # devices of one member: the oldest makes room
NO_BROWSER = _("This browser gave no address at which it can be called.")


@transaction.atomic
def add_device(*, endpoint: str, p256dh: str, auth: str, name: str, by: Actor, at: datetime) -> Device:
    """The browser rings for this member from now on, for no other; a first message says that it works."""
    access.require(by, AlertsVerb.ANSWER)
    if fault_of(endpoint, demo=settings.MODE == "demo") is not None:
        raise Refused(NO_BROWSER)
    try:
        keys = Subscription.read(endpoint, p256dh, auth)
    except NoBrowser as wrong:
        raise Refused(NO_BROWSER) from wrong
    member = Member.objects.select_for_update().get(pk=members.member_of(by).pk)
    digest = salted_hmac("jaras.alerts.device", endpoint, algorithm="sha256").hexdigest()[:40]
    for former in Device.objects.filter(digest=digest):
        why = DeviceEnd.MEMBER if former.member_id == member.pk else DeviceEnd.MOVED
        _end(former, why=why, by=by, at=at)
    for oldest in list(Device.objects.visible_to(by).order_by("-at", "-id")[MOST - 1 :]):
        _end(oldest, why=DeviceEnd.MEMBER, by=by, at=at)
    device = Device.objects.create(
        member=member,
        name=name,
        digest=digest,
        keys=asdict(keys),
        key_version=web_push.key_version(),
        sign_outs=member.sign_outs,
        at=at,
    )
    events.publish(facts.DeviceAdded(member_id=member.pk, device_id=device.pk), by=by, at=at)
    enqueue(GREETING, device.pk)
    return device


@transaction.atomic
def end_device(*, device: Device, why: DeviceEnd = DeviceEnd.MEMBER, by: Actor, at: datetime) -> None:
    """Nothing rings there any more; the key of its address is destroyed."""
    access.require(by, AlertsVerb.ANSWER, device)
    _end(device, why=why, by=by, at=at)


def _end(device: Device, *, why: DeviceEnd, by: Actor, at: datetime) -> None:
    pk = device.pk
    if not Device.objects.filter(pk=pk).delete()[0]:
        return
    envelopes.destroy(device)
    events.publish(facts.DeviceEnded(member_id=device.member_id, device_id=pk, why=why), by=by, at=at)
