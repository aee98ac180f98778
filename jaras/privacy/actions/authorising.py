"""The authorisation of the commission is entered, or taken back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.privacy import events as facts
from jaras.privacy.models import Authorisation
from jaras.privacy.rules import PrivacyVerb
from jaras.territory.actions import require_kind


@transaction.atomic
def authorise(
    *, number: str, granted_on: date, by: Actor, at: datetime, invented: bool = False
) -> Authorisation:
    """Enter the authorisation; the one before it ends."""
    access.require(by, PrivacyVerb.AUTHORISE)
    if invented:
        require_kind(invented=True)
    number = text.within(number, limit=60, field="number")
    if not number:
        raise Refused(_("Write the number of the authorisation."), field="number")
    if granted_on > localdate(at):
        raise Refused(_("This day is still to come."), field="granted_on")
    for before in Authorisation.objects.in_force():
        end_authorisation(authorisation=before, by=by, at=at)
    given = Authorisation.objects.create(
        number=number, granted_on=granted_on, invented=invented, entered_by_id=by.member_id, entered_at=at
    )
    events.publish(facts.AuthorisationEntered(authorisation_id=given.pk, invented=invented), by=by, at=at)
    return given


@transaction.atomic
def end_authorisation(*, authorisation: Authorisation, by: Actor, at: datetime) -> None:
    """From now on such fields are off; what they hold already stays until its time."""
    access.require(by, PrivacyVerb.AUTHORISE, authorisation)
    if Authorisation.objects.in_force().filter(pk=authorisation.pk).update(ended_at=at):
        events.publish(facts.AuthorisationEnded(authorisation_id=authorisation.pk), by=by, at=at)
