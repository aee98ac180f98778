"""What every object needs to be told: names for rows, the moment, the language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from jaras.kernel.coded import Item
from jaras.partners.rules import identifier, namespace_of
from jaras.territory import queries as territory
from jaras.territory.models import Named, Province


@dataclass(frozen=True)
class Telling:
    """One answer: by what names, when, in which language."""

    namespace: UUID
    province: Province
    at: datetime
    language: str

    @classmethod
    def now(cls) -> "Telling":
        """Raises `Http404` where this copy has no territory yet."""
        copy = territory.installation()
        if copy is None:
            raise Http404
        language = (get_language() or "fr")[:2]
        return cls(namespace_of(copy.province_id, copy.begun_at), copy.province, timezone.now(), language)

    def id(self, kind: str, key: object) -> UUID:
        return identifier(self.namespace, kind, key)

    def find(self, kind: str, wanted: UUID, keys: Iterable[object]) -> int:
        """The number whose name this is; raises `Http404`. A name tells no number: each is tried."""
        for key in keys:
            if self.id(kind, key) == wanted:
                return int(str(key))
        raise Http404

    def word(self, item: Item) -> str:
        return item.name(self.language)


def other_name(row: Named) -> str | None:
    """The name in the other script, where there is one."""
    return next((each for each in (row.name_fr, row.name_ar) if each and each != row.name), None)
