"""Every write about an organisation."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, search, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import events as facts
from jaras.partners.lists import organisation_kinds, poles
from jaras.partners.models import Organisation
from jaras.partners.queries.names import names_to_find
from jaras.partners.rules import PartnersVerb
from jaras.territory.models import Commune


class About(TypedDict, total=False):
    """What the directory says of an organisation."""

    name_fr: str
    name_ar: str
    acronym: str
    kind: str
    poles: list[str]
    commune: Commune | None
    telephone: str
    email: str
    runs_cell: bool
    public: bool
    telephone_public: bool
    email_public: bool


@transaction.atomic
def register(*, by: Actor, at: datetime, **about: Unpack[About]) -> Organisation:
    """A new organisation of the directory, with a name in one script at least."""
    access.require(by, PartnersVerb.AMEND)
    organisation = Organisation()
    _describe(organisation, about)
    organisation.save(force_insert=True)
    index_names(organisation, fresh=True)
    events.publish(
        facts.OrganisationRegistered(organisation_id=organisation.pk, kind=organisation.kind), by=by, at=at
    )
    return organisation


@transaction.atomic
def amend(*, organisation: Organisation, by: Actor, at: datetime, **about: Unpack[About]) -> Organisation:
    """Correct or complete what the directory says; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, PartnersVerb.AMEND, organisation)
    _describe(organisation, about)
    fields = tuple(sorted(about))
    organisation.save_checked(*fields)
    index_names(organisation)
    events.publish(facts.OrganisationAmended(organisation_id=organisation.pk, fields=fields), by=by, at=at)
    return organisation


@transaction.atomic
def retire(*, organisation: Organisation, by: Actor, at: datetime) -> Organisation:
    """It takes part no more; what it did stays."""
    access.require(by, PartnersVerb.AMEND, organisation)
    organisation.active = False
    organisation.save_checked("active")
    events.publish(facts.OrganisationRetired(organisation_id=organisation.pk), by=by, at=at)
    return organisation


@transaction.atomic
def restore(*, organisation: Organisation, by: Actor, at: datetime) -> Organisation:
    """It takes part again, by itself: whoever did its work meanwhile keeps what went over."""
    access.require(by, PartnersVerb.AMEND, organisation)
    meanwhile = organisation.succeeded_by
    organisation.active, organisation.succeeded_by = True, None
    organisation.save_checked("active", "succeeded_by")
    if meanwhile:
        index_names(meanwhile)
    events.publish(facts.OrganisationRestored(organisation_id=organisation.pk), by=by, at=at)
    return organisation


@transaction.atomic
def confirm(*, organisation: Organisation, by: Actor, at: datetime) -> Organisation:
    """All that its page says is right today; no edit: two who confirm agree."""
    access.require(by, PartnersVerb.AMEND, organisation)
    Organisation.objects.filter(pk=organisation.pk).update(confirmed_at=at)
    organisation.confirmed_at = at
    events.publish(facts.OrganisationConfirmed(organisation_id=organisation.pk), by=by, at=at)
    return organisation


def index_names(organisation: Organisation, *, fresh: bool = False) -> None:
    """Findable by what it is called, was called; so is whoever does its work."""
    search.index("organisation", organisation.pk, *names_to_find(organisation), fresh=fresh)
    if organisation.succeeded_by:
        index_names(organisation.succeeded_by)


def _describe(organisation: Organisation, about: About) -> None:
    for name, value in about.items():
        if isinstance(value, str):
            limit = getattr(Organisation._meta.get_field(name), "max_length", None) or 160
            value = text.within(value, limit=limit, field=name)
        setattr(organisation, name, value)
    if not organisation.name_fr and not organisation.name_ar:
        raise Refused(_("Write the name of the organisation."), field="name_fr")
    if organisation.kind not in organisation_kinds():
        raise Refused(_("This value is not in the list."), field="kind")
    if any(code not in poles() for code in organisation.poles):
        raise Refused(_("This value is not in the list."), field="poles")
    if organisation.email:
        text.require_email(organisation.email, field="email")
