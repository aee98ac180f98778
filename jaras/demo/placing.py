"""The places of the invented shelters, as they stand tonight."""

from datetime import datetime, timedelta

from jaras.demo import stories
from jaras.demo.cast import Cast
from jaras.demo.clock import span
from jaras.kernel.actor import SYSTEM
from jaras.partners import actions
from jaras.partners.models import Site, Unit

NIGHTS = timedelta(days=6)  # since when the longest stay goes on
HOLD = timedelta(hours=3)


def lay_out(cast: Cast, *, at: datetime) -> None:
    """Sites with their units, once."""
    for told in stories.sites():
        organisation = cast.organisations[told["of"]]
        site = actions.add_site(
            organisation=organisation,
            name_fr=told["fr"],
            name_ar=told["ar"],
            address_fr=told.get("address_fr", ""),
            address_ar=told.get("address_ar", ""),
            commune=organisation.commune,
            telephone=organisation.telephone,
            email=organisation.email,
            by=SYSTEM,
            at=at,
        )
        for group in told["units"]:
            actions.add_units(
                site=site,
                labels=[f"{group['fr']} {number}" for number in range(1, group["to"] + 1)],
                service=organisation.services.filter(code=group["service"]).latest("id"),
                kind=group["kind"],
                step_free=group.get("step_free", False),
                by=SYSTEM,
                at=at,
            )


def fill(cast: Cast, *, at: datetime) -> None:
    """Who sleeps there tonight, what is held, what is shut; the houses say so."""
    salma = cast.actor("salma")
    for told in stories.sites():
        site = Site.objects.get(name_fr=told["fr"])
        units = {unit.label: unit for unit in site.units.all()}
        for place, label in enumerate(told.get("occupied", ())):
            came = at - NIGHTS + timedelta(hours=5 * place)
            actions.come_in(unit=units[label], by=SYSTEM, at=min(came, at - timedelta(hours=1)))
        for label in told.get("held", ()):
            actions.hold(unit=units[label], until=at + HOLD, by=salma, at=at)
        for label, reason in told.get("shut", {}).items():
            actions.shut(unit=units[label], reason=reason, by=salma, at=at)
        for label in told.get("step_free", ()):
            _amend(units[label], at)
        if "confirmed" in told:
            actions.confirm_site(site=site, by=SYSTEM, at=at - span(told["confirmed"]))


def _amend(unit: Unit, at: datetime) -> None:
    actions.amend_unit(unit=unit, step_free=True, by=SYSTEM, at=at)
