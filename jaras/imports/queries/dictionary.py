"""What words of a file mean here: the lists of the house in its three languages, communes by their names."""

from jaras.imports.lists import LISTS
from jaras.imports.rules import Dictionary
from jaras.registers.rules.headings import key
from jaras.territory import queries as territory
from jaras.territory.lists import commune_aliases
from jaras.territory.models import Commune


def dictionary() -> Dictionary:
    """Read once for a whole file."""
    lists = {}
    for name, items in LISTS.items():
        found: dict[str, str] = {}
        for item in items():
            for word in (item.code, item.name_fr, item.name_ar, item.name_en):
                found.setdefault(key(word), item.code)
        lists[name] = found
    return Dictionary(lists, _communes())


def _communes() -> dict[str, str]:
    """Those of the territory first, then those of the kingdom, for a partner may be elsewhere."""
    found: dict[str, str] = {}
    aliases = commune_aliases()
    here = territory.communes()
    elsewhere = Commune.objects.values_list("code", "name_fr", "name_ar")
    rows = [*((each.code, each.name_fr, each.name_ar) for each in here), *elsewhere]
    for code, french, arabic in rows:
        for word in (code, french, arabic, *aliases.get(code, ())):
            found.setdefault(key(word), code)
    found.pop("", None)
    return found
