"""What happens to the territory."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event

THE_TERRITORY = 1  # one installation, one territory


@dataclass(frozen=True, kw_only=True)
class TerritoryEvent(Event):
    subject: ClassVar[str] = "territory"
    territory_id: int = THE_TERRITORY


@dataclass(frozen=True, kw_only=True)
class TerritoryLoaded(TerritoryEvent):
    provinces: int
    communes: int


@dataclass(frozen=True, kw_only=True)
class TerritoryChosen(TerritoryEvent):
    province_code: str
    invented: bool


@dataclass(frozen=True, kw_only=True)
class BoundariesImported(TerritoryEvent):
    communes: int


@dataclass(frozen=True, kw_only=True)
class PlaceEvent(Event):
    subject: ClassVar[str] = "place"
    place_id: int


@dataclass(frozen=True, kw_only=True)
class PlaceAdded(PlaceEvent):
    commune_code: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class PlaceAmended(PlaceEvent):
    fields: tuple[str, ...]
