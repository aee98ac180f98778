"""Who acts: the actor, with what their roles allow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Scope(StrEnum):
    """How far a verb reaches, from the narrowest to the widest."""

    OWN = "own"
    ORGANISATION = "organisation"
    ALL = "all"


_WIDTH = {Scope.OWN: 1, Scope.ORGANISATION: 2, Scope.ALL: 3}


def widest(scopes: list[Scope]) -> Scope:
    """The widest of the scopes that several roles give to one verb."""
    return max(scopes, key=_WIDTH.__getitem__)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody, or the software itself, with their verbs: deny by default."""

    member_id: int | None = None
    name: str = ""
    roles: tuple[str, ...] = ()
    organisation_id: int | None = None
    compartments: frozenset[str] = frozenset()  # of the sealed files that are open to them
    communes: frozenset[str] = frozenset()  # to which what their role opens is limited; none: everywhere
    poles: frozenset[str] = frozenset()  # the same, by pole
    grants: Mapping[int, int] = field(
        default_factory=lambda: MappingProxyType({})
    )  # case → exceptional access
    verbs: Mapping[str, Scope] = field(default_factory=lambda: MappingProxyType({}))

    def can(self, verb: str) -> bool:
        return verb in self.verbs

    def scope(self, verb: str) -> Scope | None:
        return self.verbs.get(verb)

    @property
    def is_limited(self) -> bool:
        """Whether they see by role a part only of the territory, of the poles."""
        return bool(self.communes or self.poles)

    @property
    def is_software(self) -> bool:
        """The software in its own jobs: every compartment is open to it."""
        return isinstance(self.verbs, _Everything)


class _Everywhere(Mapping[str, Scope]):
    """Every verb, everywhere."""

    def __getitem__(self, verb: str) -> Scope:
        return Scope.ALL

    def __contains__(self, verb: object) -> bool:
        return True

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(("*",))

    def __len__(self) -> int:
        return 1


class _Everything(_Everywhere):
    """What the software itself may do in its own jobs."""


NOBODY = Actor()
OUTSIDE = Actor(verbs=_Everywhere())  # whoever may do everything, holds no compartment: sees nothing sealed
SYSTEM = Actor(name="Jaras", verbs=_Everything())
