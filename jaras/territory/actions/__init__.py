"""Every write about the territory."""

from jaras.territory.actions.imports import Imported, import_boundaries, import_places
from jaras.territory.actions.installation import WrongKind, choose, load, require_kind
from jaras.territory.actions.places import add_place, amend_place

__all__ = [
    "Imported",
    "WrongKind",
    "add_place",
    "amend_place",
    "choose",
    "import_boundaries",
    "import_places",
    "load",
    "require_kind",
]
