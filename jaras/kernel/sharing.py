"""The one rule of how far a protected row is shared: by its level, by the compartment of a sealed one."""

from collections.abc import Iterable

from django.db import models

from jaras.kernel.actor import Actor
from jaras.kernel.json_lists import Holds
from jaras.kernel.models import Level

NOTHING = models.Q(pk__in=())


def shared(actor: Actor, *, restricted: bool) -> models.Q:
    """What is open by role alone: ordinary, restricted to whoever may, sealed by compartment."""
    rows = ~models.Q(level=Level.SEALED) if restricted else models.Q(level=Level.ORDINARY)
    return rows | sealed_for(actor) if actor.compartments else rows


def sealed_for(actor: Actor) -> models.Q:
    """The sealed rows whose compartment the actor holds."""
    return models.Q(level=Level.SEALED, compartment__in=sorted(actor.compartments))


def within_reach(actor: Actor, *, unplaced: bool, peril: models.Q) -> models.Q:
    """The rows of the communes and poles to which the actor is limited; all of them where they are not.

    Whoever may hold the watch sees also what names no commune or no pole (`unplaced`), and every `peril`.
    """
    if not actor.is_limited:
        return models.Q()
    where, about = models.Q(), models.Q()
    if actor.communes:
        where = models.Q(commune__in=sorted(actor.communes))
    if actor.poles:
        about = models.Q(*[models.Q(Holds("poles", pole)) for pole in sorted(actor.poles)], _connector="OR")
    if not unplaced:
        return where & about
    if actor.communes:
        where |= models.Q(commune=None)
    if actor.poles:
        about |= models.Q(poles=[])
    return (where & about) | peril


def one_seal(name: str) -> models.CheckConstraint:
    """A sealed row is in a compartment, no other is."""
    sealed, bare = models.Q(level=Level.SEALED), models.Q(compartment="")
    return models.CheckConstraint(condition=(sealed & ~bare) | (~sealed & bare), name=name)


def mark(level: str, compartment: str) -> str:
    """How figures call it, `restricted` or `sealed.violence`: each is added for whom it is open to."""
    return f"{level}.{compartment}" if compartment else level


def is_open_to(actor: Actor, marked: str, *, restricted: bool) -> bool:
    """Whether the actor sees what figures keep under this mark, whatever teams they are in."""
    level, _dot, compartment = marked.partition(".")
    if level == Level.SEALED:
        return actor.is_software or compartment in actor.compartments
    return level == Level.ORDINARY or restricted


def widest(marks: Iterable[str]) -> str:
    """Of several marks the one that is open to the most: what is reached by two ways is seen by either."""
    order = list(Level)
    return min(
        marks,
        key=lambda marked: (order.index(Level(marked.partition(".")[0])), marked),
        default=Level.ORDINARY,
    )


def open_marks(actor: Actor, *, restricted: bool) -> tuple[str, ...]:
    """Every mark under which figures are open to this actor."""
    ordinary = (Level.ORDINARY, Level.RESTRICTED) if restricted else (Level.ORDINARY,)
    return (*ordinary, *(mark(Level.SEALED, each) for each in sorted(actor.compartments)))


def strictest(levels: Iterable[str]) -> Level:
    """The most restrictive of several levels."""
    order = list(Level)
    return max((Level(level) for level in levels), key=order.index, default=Level.ORDINARY)
