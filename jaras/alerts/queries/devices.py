"""The devices on which alerts ring for members who may still enter."""

from collections.abc import Iterable

from django.db.models import F, QuerySet

from jaras.alerts.models import Device
from jaras.governance.models import Member


def devices_of(member: Member) -> list[Device]:
    """Those on which alerts ring for this member."""
    return list(_ringing().filter(member=member))


def with_devices(members: Iterable[Member]) -> set[int]:
    """The numbers of those who have one."""
    return set(_ringing().filter(member__in=list(members)).values_list("member_id", flat=True))


def _ringing() -> QuerySet[Device]:
    """What was added before a member was shut out is silent."""
    return Device.objects.filter(member__is_active=True, sign_outs=F("member__sign_outs"))
