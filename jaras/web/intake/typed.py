"""What somebody typed, with the sentence that refuses it, until it is accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime, parse_time
from django.utils.translation import gettext as _

from jaras.kernel.refusal import Refused

LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Typed:
    """The fields of one step; those of every other step stand as they were."""

    step: str = ""
    data: QueryDict = field(default_factory=QueryDict)
    sentence: str = ""
    field: str = ""

    def value(self, step: str, name: str, otherwise: str = "") -> str:
        return self.data.get(name, otherwise) if step == self.step else otherwise

    def values(self, step: str, name: str, otherwise: list[str]) -> list[str]:
        return self.data.getlist(name) if step == self.step else otherwise

    def error(self, step: str, name: str = "") -> str:
        """The sentence for this field."""
        return self.sentence if step == self.step and name == self.field else ""

    def is_open(self, step: str) -> bool:
        return step == self.step


def number(data: Mapping[str, str], name: str, sentence: str) -> int:
    """The id that was chosen, or the sentence that asks to choose."""
    typed = data.get(name, "")
    if not typed.isdecimal() or not typed.isascii() or not 0 < int(typed[:20]) <= LARGEST:
        raise Refused(sentence, field=name)
    return int(typed)


def hour(data: Mapping[str, str], name: str, *, at: datetime) -> datetime | None:
    """The last time the clock showed the hour typed; None when nothing was typed."""
    typed = data.get(name, "").strip()
    if not typed:
        return None
    try:
        clock = parse_time(typed)
    except ValueError:
        clock = None
    if clock is None:
        raise Refused(_("Write the hour like 02:10."), field=name)
    local = timezone.localtime(at)
    moment = local.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    return moment if moment <= local else moment - timedelta(days=1)


def moment(data: Mapping[str, str], name: str) -> datetime | None:
    """The day with its hour, in the time of the territory; None when nothing was typed."""
    typed = data.get(name, "").strip()
    if not typed:
        return None
    try:
        found = parse_datetime(typed)
        if found is None or not 1990 < found.year < 2200:
            raise ValueError
        return found if timezone.is_aware(found) else timezone.make_aware(found)
    except (ValueError, OverflowError):
        raise Refused(_("Write the day and the hour."), field=name) from None
