"""Every write about where an organisation receives, its units among it."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any, TypedDict, Unpack, cast

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, idempotency, text
from jaras.kernel.actor import Actor
from jaras.kernel.jobs import enqueue
from jaras.kernel.refusal import Refused
from jaras.partners import events as facts
from jaras.partners.actions.services import OLDEST
from jaras.partners.lists import unit_kinds
from jaras.partners.models import Organisation, Service, Site, Unit
from jaras.partners.rules import PartnersVerb
from jaras.people.rules import Sex
from jaras.territory.models import Commune

MOST_AT_ONCE = 200
LABEL = 40
LETTER = "jaras.partners.jobs.mail_site_link"
ASKING = "jaras.partners.jobs.text_site"


class Receives(TypedDict, total=False):
    """What the directory says of a site."""

    name_fr: str
    name_ar: str
    commune: Commune | None
    address_fr: str
    address_ar: str
    telephone: str
    email: str
    active: bool


class Takes(TypedDict, total=False):
    """What is said of a unit: whom it takes beside what its service says."""

    service: Service
    kind: str
    label: str
    sex: str
    youngest: int | None
    oldest: int | None
    step_free: bool
    active: bool


@transaction.atomic
def add_site(*, organisation: Organisation, by: Actor, at: datetime, **receives: Unpack[Receives]) -> Site:
    """An organisation receives at one address more."""
    access.require(by, PartnersVerb.AMEND)
    site = Site(organisation=organisation, nonce=token_hex(16))
    _describe(site, receives)
    site.save(force_insert=True)
    events.publish(facts.SiteAdded(site_id=site.pk, organisation_id=organisation.pk), by=by, at=at)
    return site


@transaction.atomic
def amend_site(*, site: Site, by: Actor, at: datetime, **receives: Unpack[Receives]) -> Site:
    """Correct what is said of a site; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, PartnersVerb.AMEND, site)
    _describe(site, receives)
    fields = tuple(sorted(receives))
    site.save_checked(*fields)
    events.publish(facts.SiteAmended(site_id=site.pk, fields=fields), by=by, at=at)
    return site


@transaction.atomic
def confirm_site(*, site: Site, by: Actor, at: datetime) -> Site:
    """Its board is right now: somebody who is there says so."""
    access.require(by, PartnersVerb.PLACES)
    if not site.units.visible_to(by).exists():
        raise access.NotVisible(f"Site {site.pk}")
    Site.objects.filter(pk=site.pk).update(confirmed_at=at)  # no edit: two who confirm agree
    site.confirmed_at = at
    events.publish(facts.SiteConfirmed(site_id=site.pk), by=by, at=at)
    return site


@transaction.atomic
def renew_site_link(*, site: Site, by: Actor, at: datetime) -> Site:
    """Its staff get a new link; whoever holds the older one holds nothing."""
    access.require(by, PartnersVerb.AMEND, site)
    site.nonce = token_hex(16)
    site.save_checked("nonce")
    events.publish(facts.SiteLinkRenewed(site_id=site.pk), by=by, at=at)
    return site


@transaction.atomic
def send_site_link(*, site: Site, by: Actor, at: datetime) -> None:
    """Its staff get the link by e-mail."""
    access.require(by, PartnersVerb.AMEND, site)
    if not site.email:
        raise Refused(_("Write first the e-mail address of the staff."), field="email")
    enqueue(LETTER, site.pk, site.nonce)
    events.publish(facts.SiteLinkSent(site_id=site.pk), by=by, at=at)


@transaction.atomic
def ask_site(*, site: Site, by: Actor, at: datetime) -> None:
    """A text message asks its staff whether the board is right, once a day; an answer OK confirms it."""
    access.require(by, PartnersVerb.PLACES, site)
    key = f"{site.pk}:{timezone.localdate(at)}"
    if idempotency.earlier("ask_site", key) is not None:
        return
    idempotency.remember("ask_site", key, site.pk, at=at)
    events.publish(facts.SiteAsked(site_id=site.pk), by=by, at=at)
    enqueue(ASKING, site.pk)


@transaction.atomic
def add_units(
    *, site: Site, labels: Sequence[str], by: Actor, at: datetime, **takes: Unpack[Takes]
) -> list[Unit]:
    """So many units alike, each by its label."""
    access.require(by, PartnersVerb.AMEND, site)
    if not labels or len(labels) > MOST_AT_ONCE:
        raise Refused(
            _("Add between one and %(number)d places at once.") % {"number": MOST_AT_ONCE}, field="label"
        )
    units = []
    for label in labels:
        unit = Unit(site=site)
        _lay_out(unit, {**takes, "label": label})
        _save(unit)
        units.append(unit)
    events.publish(
        facts.UnitsAdded(
            site_id=site.pk,
            service_id=units[0].service_id,
            kind=units[0].kind,
            unit_ids=tuple(unit.pk for unit in units),
        ),
        by=by,
        at=at,
    )
    return units


@transaction.atomic
def amend_unit(*, unit: Unit, by: Actor, at: datetime, **takes: Unpack[Takes]) -> Unit:
    """Correct what is said of a unit; one that is taken is not taken away."""
    access.require(by, PartnersVerb.AMEND)
    _lay_out(unit, takes)
    if not unit.active and unit.occupancies.living().exists():
        raise Refused(
            _("Somebody has this place: it is taken off the board when it is free."), field="active"
        )
    fields = tuple(sorted(takes))
    try:
        with transaction.atomic():
            unit.save_checked(*fields)
    except IntegrityError as twice:
        raise _label_taken(unit) from twice
    events.publish(facts.UnitAmended(unit_id=unit.pk, fields=fields), by=by, at=at)
    return unit


def _save(unit: Unit) -> None:
    try:
        with transaction.atomic():
            unit.save(force_insert=True)
    except IntegrityError as twice:
        raise _label_taken(unit) from twice


def _label_taken(unit: Unit) -> Refused:
    return Refused(_("“%(label)s” is the name of another place here.") % {"label": unit.label}, field="label")


def _describe(site: Site, receives: Receives) -> None:
    _set(site, cast("dict[str, Any]", receives))
    if not site.name_fr and not site.name_ar:
        raise Refused(_("Write the name of the site."), field="name_fr")
    if site.email:
        text.require_email(site.email, field="email")


def _lay_out(unit: Unit, takes: Takes) -> None:
    _set(unit, cast("dict[str, Any]", takes))
    if not unit.label:
        raise Refused(_("Give each place a name that its staff use: “Bed 4”."), field="label")
    if unit.kind not in unit_kinds():
        raise Refused(_("This value is not in the list."), field="kind")
    if unit.service.organisation_id != unit.site.organisation_id:
        raise Refused(_("This service is given by another organisation."), field="service")
    if unit.sex not in ("", Sex.FEMALE, Sex.MALE):
        raise Refused(_("This value is not in the list."), field="sex")
    for name in ("youngest", "oldest"):
        age = getattr(unit, name)
        if age is not None and not 0 <= age <= OLDEST:
            raise Refused(_("This age is not possible."), field=name)
    if unit.youngest is not None and unit.oldest is not None and unit.youngest > unit.oldest:
        raise Refused(_("The oldest is younger than the youngest."), field="oldest")


def _set(row: Site | Unit, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, str):
            limit = getattr(type(row)._meta.get_field(name), "max_length", None) or LABEL
            value = text.within(value, limit=limit, field=name)
        setattr(row, name, value)
