"""Every write about whom one asks for in an organisation."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import events as facts
from jaras.partners.models import Contact, Organisation
from jaras.partners.rules import PartnersVerb


class Reached(TypedDict, total=False):
    """What is said of a contact."""

    function_fr: str
    function_ar: str
    telephone: str
    email: str
    public: bool


@transaction.atomic
def add_contact(
    *, organisation: Organisation, by: Actor, at: datetime, **reached: Unpack[Reached]
) -> Contact:
    """One more function that can be reached, by telephone or by e-mail."""
    access.require(by, PartnersVerb.AMEND, organisation)
    contact = Contact(organisation=organisation)
    _describe(contact, reached)
    contact.save(force_insert=True)
    events.publish(facts.ContactAdded(organisation_id=organisation.pk, contact_id=contact.pk), by=by, at=at)
    return contact


@transaction.atomic
def amend_contact(*, contact: Contact, by: Actor, at: datetime, **reached: Unpack[Reached]) -> Contact:
    """Correct it; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, PartnersVerb.AMEND, contact)
    _describe(contact, reached)
    fields = tuple(sorted(reached))
    contact.save_checked(*fields)
    events.publish(
        facts.ContactAmended(organisation_id=contact.organisation_id, contact_id=contact.pk, fields=fields),
        by=by,
        at=at,
    )
    return contact


@transaction.atomic
def retire_contact(*, contact: Contact, by: Actor, at: datetime) -> Contact:
    """Nobody answers there any more: number and address are forgotten with it."""
    access.require(by, PartnersVerb.AMEND, contact)
    contact.active, contact.telephone, contact.email = False, "", ""
    contact.save_checked("active", "telephone", "email")
    events.publish(
        facts.ContactRetired(organisation_id=contact.organisation_id, contact_id=contact.pk), by=by, at=at
    )
    return contact


def _describe(contact: Contact, reached: Reached) -> None:
    for name, value in reached.items():
        if isinstance(value, str):
            limit = getattr(Contact._meta.get_field(name), "max_length", None) or 120
            value = text.within(value, limit=limit, field=name)
        setattr(contact, name, value)
    if not contact.function_fr and not contact.function_ar:
        raise Refused(_("Write whom one asks for: a function, no person."), field="function_fr")
    if not contact.telephone and not contact.email:
        raise Refused(_("Write a telephone or an e-mail address."), field="telephone")
    if contact.email:
        text.require_email(contact.email, field="email")
