"""The places that people name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.territory import events as facts
from jaras.territory import lists, queries
from jaras.territory.models import Commune, Place
from jaras.territory.rules.geometry import Point
from jaras.territory.rules.rights import TerritoryVerb

NAME, MOST_ALIASES = 160, 20


@transaction.atomic
def add_place(
    *,
    commune: Commune,
    kind: str,
    by: Actor,
    at: datetime,
    name_fr: str = "",
    name_ar: str = "",
    aliases: Sequence[str] = (),
    point: Point | None = None,
) -> Place:
    """A quartier, a douar or a place that people name."""
    access.require(by, TerritoryVerb.SETTINGS)
    place = Place(commune=commune, **checked(kind, name_fr, name_ar, aliases, point))
    _refuse_twice(place)
    place.save()
    events.publish(facts.PlaceAdded(place_id=place.pk, commune_code=commune.code, kind=kind), by=by, at=at)
    return place


@transaction.atomic
def amend_place(
    *,
    place: Place,
    commune: Commune,
    kind: str,
    by: Actor,
    at: datetime,
    name_fr: str = "",
    name_ar: str = "",
    aliases: Sequence[str] = (),
    point: Point | None = None,
    active: bool = True,
) -> Place:
    """Rewrite what is known of a place; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, TerritoryVerb.SETTINGS, place)
    new = {"commune_id": commune.code, "active": active, **checked(kind, name_fr, name_ar, aliases, point)}
    changed = tuple(name for name, value in new.items() if getattr(place, name) != value)
    for name in changed:
        setattr(place, name, new[name])
    _refuse_twice(place)
    if changed:
        place.save_checked(*changed)
        events.publish(facts.PlaceAmended(place_id=place.pk, fields=changed), by=by, at=at)
    return place


def checked(
    kind: str, name_fr: str, name_ar: str, aliases: Sequence[str], point: Point | None
) -> dict[str, Any]:
    """The fields of a place, or the one thing to correct."""
    if kind not in lists.place_kinds():
        raise Refused(_("Choose the kind of place."), field="kind")
    name_fr = text.within(name_fr, limit=NAME, field="name_fr")
    name_ar = text.within(name_ar, limit=NAME, field="name_ar")
    if not (name_fr or name_ar):
        raise Refused(_("Write the name of the place, in French or in Arabic."), field="name_fr")
    spellings = [text.within(alias, limit=NAME, field="aliases") for alias in aliases]
    if len(spellings) > MOST_ALIASES:
        raise Refused(_("At most %(n)d other names.") % {"n": MOST_ALIASES}, field="aliases")
    if point is not None and not point.is_possible():
        raise Refused(
            _("A latitude lies between -90 and 90, a longitude between -180 and 180."), field="latitude"
        )
    return {
        "kind": kind,
        "name_fr": name_fr,
        "name_ar": name_ar,
        "aliases": list(dict.fromkeys(spelling for spelling in spellings if spelling)),
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
    }


def _refuse_twice(place: Place) -> None:
    same = queries.same_place(
        commune=place.commune, kind=place.kind, name_fr=place.name_fr, name_ar=place.name_ar
    )
    if same is not None and same.pk != place.pk:
        raise Refused(
            _("%(place)s is already known in %(commune)s.")
            % {"place": same.name, "commune": place.commune.name},
            field="name_fr",
        )
