"""Who is asked to help; a colleague says whether they will."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext as _

from jaras.bells import events as facts
from jaras.bells.actions.moving import held, require_able, require_carrier
from jaras.bells.models import WHAT, Bell, BellHelp
from jaras.bells.rules import HELP, OPEN, BellsVerb
from jaras.governance.models import Member
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Somebody whose help is asked: a colleague, or an organisation that answers by a link."""

    member: Member | None = None
    organisation: Organisation | None = None
    email: str = ""
    part: str = ""


@transaction.atomic
def ask_help(*, bell: Bell, asked: Ask, by: Actor, at: datetime) -> BellHelp:
    """One more is asked to help."""
    bell = held(bell, "ask_help", by=by)
    if asked.member is not None:
        require_able(asked.member, bell, field="with_whom", at=at)
    return write_help(bell, asked, undertaking=True, by=by, at=at)


def write_help(bell: Bell, asked: Ask, *, undertaking: bool = False, by: Actor, at: datetime) -> BellHelp:
    """The row of whoever is asked, once for each; inside the transaction of the action that decided it."""
    member, organisation = asked.member, asked.organisation
    if member is not None and member.pk == bell.who_id:
        raise Refused(_("Whoever carries it helps already."), field="with_whom")
    if BellHelp.objects.filter(bell=bell, member=member, organisation=organisation).exists():
        name = member.called if member else organisation.name if organisation else ""
        raise Refused(_("%(name)s was asked already.") % {"name": name}, field="with_whom")
    if member is not None:
        require_carrier(
            member, report=bell.report, case=bell.case, undertaking=undertaking, field="with_whom", at=at
        )
    email = asked.email.strip() or (organisation.email if organisation else "")
    if asked.email.strip():
        text.require_email(email, field="email")
    made = BellHelp.objects.create(
        bell=bell,
        member=member,
        organisation=organisation,
        email=email,
        part=text.within(asked.part, limit=WHAT, field="part"),
        nonce=token_hex(16),
        asked_at=at,
    )
    events.publish(facts.BellHelpAsked(bell_id=bell.pk, bell_help_id=made.pk), by=by, at=at)
    return made


@transaction.atomic
def answer_help(*, help: BellHelp, verb: str, reason: str = "", by: Actor, at: datetime) -> BellHelp:
    """A colleague accepts or declines; whoever accepted may still say that they cannot."""
    access.require(by, BellsVerb.RING, help)
    if help.member_id is None or help.member_id != by.member_id:
        raise Refused(_("Only whoever was asked answers."))
    return answered(help, verb, reason=reason, by=by, at=at)


def answered(
    help: BellHelp, verb: str, *, reason: str = "", signed: str = "", by: Actor, at: datetime
) -> BellHelp:
    """Write the answer, whichever way it came; inside a transaction, whoever answers is known."""
    if help.bell.state not in OPEN:
        raise Refused(_("This bell has ended: nobody needs to answer any more."))
    if not HELP.allows(help.state, verb):
        raise Refused(_("This was answered already."))
    why = text.within(reason, limit=WHAT, field="reason")
    if verb == "decline" and not why:
        raise Refused(_("Say why."), field="reason")
    source, help.state = help.state, workflow.target(HELP, help.state, verb, reason=why)
    help.reason, help.signed, help.answered_at = why if verb == "decline" else "", signed, at
    help.save_checked("state", "reason", "signed", "answered_at")
    # The words stand in the row alone, which is emptied with its bell.
    workflow.keep(help, HELP, verb, source=source, by=by, at=at)
    told = facts.BellHelpAnswered(bell_id=help.bell_id, bell_help_id=help.pk, verb=verb)
    events.publish(told, by=by, at=at)
    return help
