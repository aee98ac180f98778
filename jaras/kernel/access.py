"""The one place that says whether somebody may do or see something."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

Row = TypeVar("Row", bound=models.Model)


class Forbidden(PermissionDenied):
    """The actor's roles do not hold this verb."""


class NotVisible(models.ObjectDoesNotExist):
    """For this actor the object does not exist."""


def require(by: Actor, verb: str, on: models.Model | None = None) -> None:
    """Refuse unless `by` holds `verb` and, where an object is named, may see it."""
    if not by.can(verb):
        raise Forbidden(f"{by.name or 'nobody'} may not {verb}")
    if on is not None and not can_see(by, on):
        raise NotVisible(f"{type(on).__name__} {on.pk}")


def require_lasting(by: Actor, on: models.Model) -> None:
    """Refuse what would outlast an exceptional access: a link, a place in a team, another level.

    Whoever sees the row only because the glass was broken may act, not stay.
    """
    if by.grants and not can_see(replace(by, grants={}), on):
        raise Refused(_("Exceptional access does not allow this: it would last longer than the access."))


def can_see(actor: Actor, row: models.Model) -> bool:
    return visible(type(row), actor).filter(pk=row.pk).exists()


def visible(model: type[Row], actor: Actor) -> models.QuerySet[Row]:
    """The rows of `model` that exist for `actor`; a model without a rule has none."""
    manager: Any = model._default_manager
    rows: models.QuerySet[Row] = manager.visible_to(actor)
    return rows


# Some rows are seen through what they are linked to, and the links belong to later packages.
Source = Callable[[Actor], models.Q]
_sources: dict[str, list[Source]] = {}


def seen_through(kind: str, source: Source) -> None:
    """Let a later package say: a `kind` is visible to whoever sees this link of it."""
    _sources.setdefault(kind, []).append(source)


def linked(kind: str, actor: Actor) -> models.Q:
    """Any visible link makes the row visible; no link, no row.

    A condition, that no row has answered yet: made once for an actor, who never changes.
    """
    made: dict[str, models.Q] = vars(actor).setdefault("_linked", {})
    if kind not in made:
        rows = models.Q(pk__in=())
        for source in _sources.get(kind, ()):
            rows |= source(actor)
        made[kind] = rows
    return made[kind]
