"""Every write about a service of an organisation."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack, cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import events as facts
from jaras.partners.lists import services
from jaras.partners.models import OpeningHours, Organisation, Service
from jaras.partners.rules import Hours, PartnersVerb, overlap
from jaras.people.lists import languages, target_groups
from jaras.people.rules import Sex
from jaras.territory.models import Commune

OLDEST = 130
HIGHEST_FEE = 1_000_000  # dirhams


class Gives(TypedDict, total=False):
    """What the directory says of a service."""

    code: str
    note_fr: str
    note_ar: str
    who_fr: str
    who_ar: str
    bring_fr: str
    bring_ar: str
    languages: list[str]
    fee: int | None
    fee_fr: str
    fee_ar: str
    publics: list[str]
    sex: str
    youngest: int | None
    oldest: int | None
    communes: Sequence[Commune]
    always_open: bool
    closed_on_holidays: bool
    hours: Sequence[Hours]
    ramadan_hours: Sequence[Hours]  # of that month, in place of `hours`; none: the same
    telephone: str
    email: str
    public: bool
    telephone_public: bool
    email_public: bool


BESIDE = ("communes", "hours", "ramadan_hours")  # what stands in rows of its own


@transaction.atomic
def add_service(*, organisation: Organisation, by: Actor, at: datetime, **gives: Unpack[Gives]) -> Service:
    """An organisation gives one thing more."""
    access.require(by, PartnersVerb.AMEND, organisation)
    service = Service(organisation=organisation)
    _describe(service, gives)
    service.save(force_insert=True)
    _keep_beside(service, gives)
    events.publish(
        facts.ServiceAdded(service_id=service.pk, organisation_id=organisation.pk, code=service.code),
        by=by,
        at=at,
    )
    return service


@transaction.atomic
def amend_service(*, service: Service, by: Actor, at: datetime, **gives: Unpack[Gives]) -> Service:
    """Correct what a service is; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, PartnersVerb.AMEND, service)
    _describe(service, gives)
    fields = tuple(sorted(gives))
    columns = {name for name in fields if name not in BESIDE} | ({"pole"} if "code" in gives else set())
    service.save_checked(*sorted(columns))
    _keep_beside(service, gives)
    events.publish(facts.ServiceAmended(service_id=service.pk, fields=fields), by=by, at=at)
    return service


@transaction.atomic
def retire_service(*, service: Service, by: Actor, at: datetime) -> Service:
    """It is given no more; what it did stays."""
    access.require(by, PartnersVerb.AMEND, service)
    service.active = False
    service.save_checked("active")
    events.publish(facts.ServiceRetired(service_id=service.pk), by=by, at=at)
    return service


@transaction.atomic
def restore_service(*, service: Service, by: Actor, at: datetime) -> Service:
    """It is given again."""
    access.require(by, PartnersVerb.AMEND, service)
    service.active = True
    service.save_checked("active")
    events.publish(facts.ServiceRestored(service_id=service.pk), by=by, at=at)
    return service


def _describe(service: Service, gives: Gives) -> None:
    for name, value in cast("dict[str, Any]", gives).items():
        if name in BESIDE:
            continue
        if isinstance(value, str):
            limit = Service._meta.get_field(name).max_length or 160  # type: ignore[union-attr]
            value = text.within(value, limit=limit, field=name)
        setattr(service, name, value)
    if service.code not in services():
        raise Refused(_("This value is not in the list."), field="code")
    service.pole = services()[service.code]["pole"]
    if any(code not in target_groups() for code in service.publics):
        raise Refused(_("This value is not in the list."), field="publics")
    if service.sex not in ("", Sex.FEMALE, Sex.MALE):
        raise Refused(_("This value is not in the list."), field="sex")
    if any(code not in languages() for code in service.languages):
        raise Refused(_("This value is not in the list."), field="languages")
    if service.fee is not None and not 0 <= service.fee <= HIGHEST_FEE:
        raise Refused(_("This fee is not possible."), field="fee")
    _refuse_ages(service)
    if service.email:
        text.require_email(service.email, field="email")


def _refuse_ages(service: Service) -> None:
    for name in ("youngest", "oldest"):
        age = getattr(service, name)
        if age is not None and not 0 <= age <= OLDEST:
            raise Refused(_("This age is not possible."), field=name)
    if service.youngest is not None and service.oldest is not None and service.youngest > service.oldest:
        raise Refused(_("The oldest is younger than the youngest."), field="oldest")


def _keep_beside(service: Service, gives: Gives) -> None:
    if "communes" in gives:
        service.communes.set(gives["communes"])
    for field, in_ramadan in (("hours", False), ("ramadan_hours", True)):
        if field in gives:
            _keep_hours(service, gives[field], field=field, in_ramadan=in_ramadan)  # type: ignore[literal-required]


def _keep_hours(service: Service, said: Sequence[Hours], *, field: str, in_ramadan: bool) -> None:
    hours = sorted(set(said))
    if overlap(hours) or any(each.closes <= each.opens for each in hours):
        raise Refused(_("Two of these hours run into each other."), field=field)
    service.hours.filter(in_ramadan=in_ramadan).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            service=service,
            weekday=each.weekday,
            opens=each.opens,
            closes=each.closes,
            in_ramadan=in_ramadan,
        )
        for each in hours
    )
