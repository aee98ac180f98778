"""Every write about a convention."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners import events as facts
from jaras.partners.models import Convention, Organisation
from jaras.partners.rules import PartnersVerb
from jaras.partners.rules.conventions import LONGEST_WARNING


class Agreed(TypedDict, total=False):
    """What is said of a convention; `warning` in days before its end."""

    with_whom: str
    subject: str
    begins_on: date
    ends_on: date | None
    warning: int


@transaction.atomic
def conclude_convention(
    *, organisation: Organisation, by: Actor, at: datetime, **agreed: Unpack[Agreed]
) -> Convention:
    """An organisation agreed something in writing."""
    access.require(by, PartnersVerb.AMEND, organisation)
    convention = Convention(organisation=organisation)
    _describe(convention, agreed)
    convention.save(force_insert=True)
    events.publish(
        facts.ConventionConcluded(organisation_id=organisation.pk, convention_id=convention.pk), by=by, at=at
    )
    return convention


@transaction.atomic
def amend_convention(
    *, convention: Convention, by: Actor, at: datetime, **agreed: Unpack[Agreed]
) -> Convention:
    """Correct or prolong it; raises `Conflict` when somebody else saved meanwhile."""
    access.require(by, PartnersVerb.AMEND, convention)
    _describe(convention, agreed)
    fields = tuple(sorted(agreed))
    convention.save_checked(*fields)
    events.publish(
        facts.ConventionAmended(
            organisation_id=convention.organisation_id, convention_id=convention.pk, fields=fields
        ),
        by=by,
        at=at,
    )
    return convention


@transaction.atomic
def let_convention_go(*, convention: Convention, by: Actor, at: datetime) -> Convention:
    """It may end without another: nobody is reminded of it."""
    access.require(by, PartnersVerb.AMEND, convention)
    convention.let_go = True
    convention.save_checked("let_go")
    events.publish(
        facts.ConventionLetGo(organisation_id=convention.organisation_id, convention_id=convention.pk),
        by=by,
        at=at,
    )
    return convention


def _describe(convention: Convention, agreed: Agreed) -> None:
    for name, value in agreed.items():
        if isinstance(value, str):
            limit = getattr(Convention._meta.get_field(name), "max_length", None) or 160
            value = text.within(value, limit=limit, field=name)
        setattr(convention, name, value)
    if not convention.with_whom:
        raise Refused(_("Write with whom it is concluded."), field="with_whom")
    if not convention.subject:
        raise Refused(_("Write what it is about."), field="subject")
    if convention.begins_on is None:
        raise Refused(_("Write from which day it runs."), field="begins_on")
    if convention.ends_on is not None and convention.ends_on < convention.begins_on:
        raise Refused(_("It ends before it begins."), field="ends_on")
    if not 0 <= convention.warning <= LONGEST_WARNING:
        raise Refused(
            _("Write a number of days between 0 and %(most)d.") % {"most": LONGEST_WARNING}, field="warning"
        )
