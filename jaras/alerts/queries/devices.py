"""Where alerts ring for members who may still enter: their devices, their telephones."""

from collections.abc import Iterable

from django.db.models import F, QuerySet

from jaras.alerts.models import Device
from jaras.governance.models import Member
from jaras.kernel import telephones, transports


def devices_of(member: Member) -> list[Device]:
    """Those on which alerts ring for this member."""
    return list(_ringing().filter(member=member))


def with_devices(members: Iterable[Member]) -> set[int]:
    """The numbers of those who have one."""
    return set(_ringing().filter(member__in=list(members)).values_list("member_id", flat=True))


def with_telephones(members: Iterable[Member]) -> frozenset[int]:
    """The numbers of those whom a text message reaches, where this copy sends some."""
    way = transports.transports().get("sms")
    if way is None or not way.ready:
        return frozenset()
    found = ((member.pk, telephones.normalised(member.telephone)) for member in members)
    return frozenset(pk for pk, number in found if number.startswith("+"))


def _ringing() -> QuerySet[Device]:
    """What was added before a member was shut out is silent."""
    return Device.objects.filter(member__is_active=True, sign_outs=F("member__sign_outs"))
