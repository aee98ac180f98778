"""What becomes of an organisation that changes: another name, another that does its work."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import events as facts
from jaras.partners.actions.organisations import index_names
from jaras.partners.models import FormerName, OpeningHours, Organisation, Service, Site, Unit
from jaras.partners.rules import PartnersVerb

NAMED = 160


@transaction.atomic
def rename(
    *, organisation: Organisation, name_fr: str, name_ar: str, since: date, by: Actor, at: datetime
) -> Organisation:
    """It is called otherwise since a day; its former name stays known, finds it."""
    access.require(by, PartnersVerb.AMEND, organisation)
    before = FormerName(
        organisation=organisation,
        name_fr=organisation.name_fr,
        name_ar=organisation.name_ar,
        until_on=since,
    )
    names = (
        text.within(name_fr, limit=NAMED, field="name_fr"),
        text.within(name_ar, limit=NAMED, field="name_ar"),
    )
    if not any(names):
        raise Refused(_("Write the name of the organisation."), field="name_fr")
    if names == (before.name_fr, before.name_ar):
        raise Refused(_("This is the name it has."), field="name_fr")
    if since > timezone.localdate(at):
        raise Refused(_("This day has not come yet."), field="since")
    latest = organisation.former_names.first()
    if latest and since < latest.until_on:
        raise Refused(_("It took another name after this day."), field="since")
    organisation.name_fr, organisation.name_ar = names
    organisation.save_checked("name_fr", "name_ar")
    before.save(force_insert=True)
    index_names(organisation)
    events.publish(facts.OrganisationRenamed(organisation_id=organisation.pk), by=by, at=at)
    return organisation


@transaction.atomic
def replace(*, organisation: Organisation, successor: Organisation, by: Actor, at: datetime) -> Organisation:
    """Another does its work from now on: what it gives, where it receives go over.

    What it did stays its own.
    """
    access.require(by, PartnersVerb.AMEND, organisation)
    access.require(by, PartnersVerb.AMEND, successor)
    _refuse_successor(organisation, successor)
    organisation.active, organisation.succeeded_by = False, successor
    organisation.save_checked("active", "succeeded_by")
    if organisation.runs_cell:
        successor.runs_cell = True
        successor.save_checked("runs_cell")
    services = _hand_over_services(organisation, successor, by=by, at=at)
    sites = _hand_over_sites(organisation, successor, services)
    index_names(successor)
    events.publish(
        facts.OrganisationReplaced(
            organisation_id=organisation.pk,
            successor_id=successor.pk,
            service_ids=tuple(sorted(each.pk for each in services.values())),
            site_ids=tuple(sites),
        ),
        by=by,
        at=at,
    )
    return organisation


def _refuse_successor(organisation: Organisation, successor: Organisation) -> None:
    if successor.pk == organisation.pk:
        raise Refused(_("An organisation does not follow itself."), field="successor")
    if not organisation.active:
        raise Refused(_("It takes part no more already."), field="successor")
    if not successor.active:
        raise Refused(_("This organisation takes part no more itself."), field="successor")


def _hand_over_services(
    organisation: Organisation, successor: Organisation, *, by: Actor, at: datetime
) -> dict[int, Service]:
    """What the successor gives in the place of each service; what it gives already is not doubled."""
    given = {(service.code, True): service for service in successor.services.filter(active=True)}
    instead: dict[int, Service] = {}
    for service in organisation.services.prefetch_related("hours", "communes").order_by("id"):
        key = (service.code, service.active)
        if not service.active and not service.units.exists():
            continue
        if key not in given:
            made = given[key] = _copied(service, successor)
            events.publish(
                facts.ServiceAdded(service_id=made.pk, organisation_id=successor.pk, code=made.code),
                by=by,
                at=at,
            )
        instead[service.pk] = given[key]
    return instead


def _copied(service: Service, successor: Organisation) -> Service:
    columns = {
        field.attname: getattr(service, field.attname)
        for field in Service._meta.concrete_fields
        if field.attname not in ("id", "version", "organisation_id")
    }
    made = Service.objects.create(organisation=successor, **columns)
    made.communes.set(service.communes.all())
    OpeningHours.objects.bulk_create(
        OpeningHours(
            service=made,
            weekday=each.weekday,
            opens=each.opens,
            closes=each.closes,
            in_ramadan=each.in_ramadan,
        )
        for each in service.hours.all()
    )
    return made


def _hand_over_sites(
    organisation: Organisation, successor: Organisation, services: dict[int, Service]
) -> list[int]:
    """Its sites with their places: whoever has one keeps it, whoever holds the link keeps the board."""
    sites = list(Site.objects.filter(organisation=organisation).order_by("id"))
    for site in sites:
        site.organisation = successor
        site.save_checked("organisation")
    for before, service in services.items():
        for unit in Unit.objects.filter(service_id=before):
            unit.service = service
            unit.save_checked("service")
    return [site.pk for site in sites]
