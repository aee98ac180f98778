"""What words mean here: the lists of the house, the words of registers, what members taught."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from jaras.care.lists import interventions, sheltering
from jaras.care.rules.helping import LONG_AGO
from jaras.intake.lists import channels
from jaras.kernel.coded import Item
from jaras.partners.lists import poles
from jaras.partners.models import Organisation
from jaras.people.lists import origins, target_groups
from jaras.registers import lists
from jaras.registers.models import TaughtWord
from jaras.registers.rules import Dictionary
from jaras.registers.rules.headings import key
from jaras.territory import queries as territory


def dictionary(*, at: datetime) -> Dictionary:
    """Read once for a pass over a register."""
    taught: dict[str, dict[str, str]] = {}
    for name, word, code in TaughtWord.objects.values_list("list", "word", "code"):
        taught.setdefault(name, {})[word] = code
    zone = ZoneInfo(settings.TIME_ZONE)
    return Dictionary(
        kinds=_known(interventions(), "kind") | taught.get("kind", {}),
        poles=_known(poles(), "pole") | taught.get("pole", {}),
        sexes=_known((), "sex") | taught.get("sex", {}),
        publics=_known(target_groups(), "public") | taught.get("public", {}),
        origins=_known(origins(), "origin") | taught.get("origin", {}),
        channels=_known(channels(), "channel") | taught.get("channel", {}),
        communes=_communes() | taught.get("commune", {}),
        organisations=_organisations(),
        pole_of={item.code: str(item["pole"]) for item in interventions()},
        sheltering=sheltering(),
        zone=zone,
        earliest=(at - LONG_AGO + timedelta(days=2)).astimezone(zone).date(),
        now=at,
    )


def _known(items: Iterable[Item], name: str) -> dict[str, str]:
    """By code, by name in three languages, by the words of registers; what comes first stays."""
    found: dict[str, str] = {}
    for item in items:
        for word in (item.code, item.name_fr, item.name_ar, item.name_en):
            found.setdefault(key(word), item.code)
    for code, words in lists.words(name).items():
        for word in words:
            found.setdefault(key(word), code)
    return found


def _communes() -> dict[str, str]:
    """Those of the territory by all their names, the places in them, then those of the kingdom."""
    names = territory.names()
    found: dict[str, str] = {}
    for commune in names.communes:
        for word in (commune.code, commune.name_fr, commune.name_ar, *commune.aliases):
            found.setdefault(key(word), commune.code)
    for place in names.places:
        for word in (place.name_fr, place.name_ar, *place.aliases):
            found.setdefault(key(word), place.commune_code)
    for other in names.other_communes:
        for word in (other.name_fr, other.name_ar):
            found.setdefault(key(word), other.code)
    found.pop("", None)
    return found


def _organisations() -> dict[str, int]:
    found: dict[str, int] = {}
    for pk, *names in Organisation.objects.values_list("pk", "name_fr", "name_ar", "acronym"):
        for name in filter(None, names):
            found.setdefault(key(name), pk)
    return found
