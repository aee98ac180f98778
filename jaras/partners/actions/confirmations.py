"""A partner is asked whether its page is right, answers by one press, or writes what has changed."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.jobs import enqueue
from jaras.kernel.refusal import Refused
from jaras.partners import events as facts
from jaras.partners.models import Confirmation, Organisation
from jaras.partners.queries.confirmations import is_open
from jaras.partners.rules import PartnersVerb
from jaras.partners.rules.asking import CONFIRMATION, LINK_LASTS, ConfirmationState

DELIVERY = "jaras.partners.jobs.mail_confirmation"
WORDS = 2000


@transaction.atomic
def ask_partner(*, organisation: Organisation, by: Actor, at: datetime) -> Confirmation:
    """A letter with a link leaves; older links ask nothing more."""
    access.require(by, PartnersVerb.AMEND, organisation)
    if not organisation.email or not organisation.active:
        raise Refused(_("Write its e-mail address first."))
    older = Confirmation.objects.filter(organisation=organisation, state=ConfirmationState.ASKED)
    older.filter(expires_at__gt=at).update(expires_at=at)
    asked = Confirmation.objects.create(
        organisation=organisation,
        email=organisation.email,
        nonce=token_hex(16),
        asked_at=at,
        expires_at=at + LINK_LASTS,
    )
    event = facts.PartnerAsked(organisation_id=organisation.pk, confirmation_id=asked.pk)
    events.publish(event, by=by, at=at)
    enqueue(DELIVERY, asked.pk)
    return asked


@transaction.atomic
def note_mailed(*, confirmation: Confirmation, by: Actor, at: datetime) -> None:
    """The letter left."""
    access.require(by, PartnersVerb.AMEND)
    Confirmation.objects.filter(pk=confirmation.pk, mailed_at=None).update(mailed_at=at)
    events.publish(_moved(confirmation, "mail"), by=by, at=at)


@transaction.atomic
def confirm_by_link(*, confirmation: Confirmation, by: Actor, at: datetime) -> Confirmation:
    """Whoever holds the link says that all of it is right today."""
    confirmation = _asked(confirmation, by=by, at=at)
    _answer(confirmation, "confirm", by=by, at=at)
    Organisation.objects.filter(pk=confirmation.organisation_id).update(confirmed_at=at)
    return confirmation


@transaction.atomic
def correct_by_link(*, confirmation: Confirmation, words: str, by: Actor, at: datetime) -> Confirmation:
    """Whoever holds the link writes what has changed: the cell puts it right."""
    words = text.within(words, limit=WORDS, field="words")
    if not words:
        raise Refused(_("Write what has changed."), field="words")
    confirmation = _asked(confirmation, by=by, at=at)
    confirmation.words = words
    _answer(confirmation, "correct", "words", by=by, at=at)
    return confirmation


@transaction.atomic
def settle_correction(*, confirmation: Confirmation, by: Actor, at: datetime) -> Confirmation:
    """The page says now what they wrote; it is as good as confirmed on that day."""
    access.require(by, PartnersVerb.AMEND, confirmation)
    confirmation = Confirmation.objects.select_for_update(of=("self",)).get(pk=confirmation.pk)
    if confirmation.state == ConfirmationState.SETTLED:
        return confirmation  # two who put it right
    _move(confirmation, "settle", by=by, at=at)
    Organisation.objects.filter(pk=confirmation.organisation_id).update(confirmed_at=at)
    return confirmation


def _asked(confirmation: Confirmation, *, by: Actor, at: datetime) -> Confirmation:
    """The letter as it is now, while its link still asks whoever answers."""
    if by.organisation_id != confirmation.organisation_id:
        raise access.Forbidden(f"{by.name or 'nobody'} was not asked")
    found = Confirmation.objects.select_for_update(of=("self",)).get(pk=confirmation.pk)
    if not is_open(found, at=at):
        raise Refused(_("This link was used already, or a newer letter was sent."))
    return found


def _answer(confirmation: Confirmation, verb: str, *fields: str, by: Actor, at: datetime) -> None:
    confirmation.answered_at = at
    _move(confirmation, verb, "answered_at", *fields, by=by, at=at)


def _move(confirmation: Confirmation, verb: str, *fields: str, by: Actor, at: datetime) -> None:
    workflow.move(confirmation, CONFIRMATION, verb, by=by, at=at)
    confirmation.save_checked("state", *fields)
    events.publish(_moved(confirmation, verb), by=by, at=at)


def _moved(confirmation: Confirmation, verb: str) -> facts.ConfirmationMoved:
    return facts.ConfirmationMoved(
        organisation_id=confirmation.organisation_id,
        confirmation_id=confirmation.pk,
        verb=verb,
        state=confirmation.state,
    )
