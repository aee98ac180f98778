"""The units of the kingdom, the one this copy serves."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.territory import events as facts
from jaras.territory import lists, queries
from jaras.territory.models import Commune, Installation, Province
from jaras.territory.rules.rights import TerritoryVerb

CELL_NAME = 160


class WrongKind(Refused):
    """A real installation never takes invented data; a demo never becomes real."""


@transaction.atomic
def load(*, by: Actor, at: datetime) -> int:
    """Bring every province and commune of the kingdom in line with the census; how many changed."""
    access.require(by, TerritoryVerb.SETTINGS)
    provinces = _write_changes(Province, lists.census_provinces())
    communes = _write_changes(Commune, lists.census_communes())
    if provinces or communes:
        events.publish(facts.TerritoryLoaded(provinces=provinces, communes=communes), by=by, at=at)
    return provinces + communes


def _write_changes(model: type[models.Model], rows: list[dict[str, Any]]) -> int:
    """Write the rows that differ from what is stored, a few statements in all."""
    fields = list(rows[0])
    manager = model._default_manager
    stored = {values[0]: values for values in manager.values_list(*fields)}
    changed = [model(**row) for row in rows if stored.get(row["code"]) != tuple(row.values())]
    manager.bulk_create(
        changed, update_conflicts=True, unique_fields=["code"], update_fields=fields[1:], batch_size=500
    )
    return len(changed)


@transaction.atomic
def choose(
    *,
    province_code: str,
    invented: bool,
    by: Actor,
    at: datetime,
    cell_name_fr: str | None = None,
    cell_name_ar: str | None = None,
) -> Installation:
    """Take a province as the territory; whether the data are invented is settled for ever the first time.

    A name that is not given stays as it is.
    """
    access.require(by, TerritoryVerb.SETTINGS)
    province = Province.objects.filter(code=province_code).first()
    if province is None:
        raise Refused(
            _("No province has the code “%(code)s”.") % {"code": text.cleaned(province_code)[:20]},
            field="province",
        )
    installation, begun = Installation.objects.select_for_update().get_or_create(
        id=facts.THE_TERRITORY, defaults={"province": province, "invented": invented, "begun_at": at}
    )
    _refuse_other_kind(installation, invented=invented)
    name_fr, name_ar = (
        kept if given is None else text.within(given, limit=CELL_NAME, field=field)
        for field, given, kept in (
            ("cell_name_fr", cell_name_fr, installation.cell_name_fr),
            ("cell_name_ar", cell_name_ar, installation.cell_name_ar),
        )
    )
    new = (province.code, name_fr, name_ar)
    if begun or new != (installation.province_id, installation.cell_name_fr, installation.cell_name_ar):
        installation.province, installation.cell_name_fr, installation.cell_name_ar = (
            province,
            name_fr,
            name_ar,
        )
        installation.save()
        events.publish(facts.TerritoryChosen(province_code=province.code, invented=invented), by=by, at=at)
        transaction.on_commit(queries.forget)
    return installation


def require_kind(*, invented: bool) -> None:
    """Refuse invented data in a real installation, a real start in a demo."""
    installation = Installation.objects.first()
    if installation is not None:
        _refuse_other_kind(installation, invented=invented)


def _refuse_other_kind(installation: Installation, *, invented: bool) -> None:
    if installation.invented == invented:
        return
    if invented:
        raise WrongKind(_("This installation is real: invented data are refused for ever."))
    raise WrongKind(_("This installation tells invented stories: it never becomes real. Begin another one."))
