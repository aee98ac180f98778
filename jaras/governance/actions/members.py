"""Who belongs to the house, with which roles."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance.models import Member
from jaras.governance.roles import compartments, may_hold
from jaras.governance.roles import roles as table_of_roles
from jaras.governance.rules import ADMINISTRATOR, NEEDS_ORGANISATION, NEEDS_POLE, GovernanceVerb
from jaras.kernel import access, events, text
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.partners.lists import poles as table_of_poles
from jaras.partners.models import Organisation
from jaras.territory import queries as territory

NAME, EMAIL, PASSWORD = 120, 254, 512


@transaction.atomic
def found_first_administrator(*, email: str, name: str, password: str, by: Actor, at: datetime) -> Member:
    """The first member of a new house; possible while there is none, whoever asks."""
    if Member.objects.exists():
        raise Refused(_("This house already has its members: ask an administrator for an invitation."))
    member = enrol(email=email, name=name, password=password, roles=[ADMINISTRATOR], at=at)
    events.publish(facts.AdministratorFounded(member_id=member.pk), by=by, at=at)
    return member


@transaction.atomic
def change_roles(
    *,
    member: Member,
    roles: Sequence[str],
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    pole: str = "",
) -> Member:
    """Give a member other roles; nobody changes their own, nor leaves the house without administrator."""
    access.require(by, GovernanceVerb.MEMBERS, member)
    if member.pk == by.member_id:
        raise Refused(_("Nobody changes their own roles: ask another administrator."), field="roles")
    before, after = tuple(member.roles), possible_roles(roles, organisation=organisation, pole=pole)
    if ADMINISTRATOR not in after:
        _keep_an_administrator(but=member)
    member.roles, member.organisation, member.pole = list(after), organisation, pole
    member.save(update_fields=["roles", "organisation", "pole"])
    events.publish(facts.RolesChanged(member_id=member.pk, before=before, after=after), by=by, at=at)
    lost = [code for code in member.compartments if not may_hold(code, roles=after, pole=pole)]
    if lost:  # what the new roles may not hold is closed with the old ones
        _hold(member, [code for code in member.compartments if code not in lost], by=by, at=at)
    return member


@transaction.atomic
def give_compartments(*, member: Member, codes: Sequence[str], by: Actor, at: datetime) -> Member:
    """Say which sealed compartments are open to a member; nobody opens one to themselves."""
    access.require(by, GovernanceVerb.MEMBERS, member)
    if member.pk == by.member_id:
        raise Refused(_("Nobody opens a compartment to themselves: ask another administrator."))
    known = compartments()
    if any(code not in known for code in codes):
        raise Refused(_("This value is not in the list."), field="compartments")
    after = [code for code in known.codes() if code in codes]
    if not all(may_hold(code, roles=member.roles, pole=member.pole) for code in after):
        raise Refused(_("The roles of this member may not hold this compartment."), field="compartments")
    if after != member.compartments:
        _hold(member, after, by=by, at=at)
    return member


@transaction.atomic
def limit_reach(
    *, member: Member, communes: Sequence[str], poles: Sequence[str], by: Actor, at: datetime
) -> Member:
    """Limit what the roles of a member open to these communes and poles; none of a kind: all of it."""
    access.require(by, GovernanceVerb.MEMBERS, member)
    if member.pk == by.member_id:
        raise Refused(_("Nobody changes their own reach: ask another administrator."))
    reach(member, *possible_reach(communes, poles), by=by, at=at)
    return member


def reach(member: Member, communes: list[str], poles: list[str], *, by: Actor, at: datetime) -> None:
    """Write how far the roles of a member reach, inside the transaction of the action that decided it."""
    before = (*member.reach_communes, *member.reach_poles)
    member.reach_communes, member.reach_poles = communes, poles
    after = (*communes, *poles)
    if after != before:
        member.save(update_fields=["reach_communes", "reach_poles"])
        told = facts.ReachChanged(member_id=member.pk, before=before, after=after)
        events.publish(told, by=by, at=at)


def possible_reach(communes: Sequence[str], poles: Sequence[str]) -> tuple[list[str], list[str]]:
    """Communes of the territory, poles of the table, in their order."""
    known = {each.code for each in territory.communes()} if communes else set()
    if not known.issuperset(communes) or any(code not in table_of_poles() for code in poles):
        raise Refused(_("This value is not in the list."), field="reach")
    return sorted(set(communes)), [code for code in table_of_poles().codes() if code in poles]


def _hold(member: Member, after: list[str], *, by: Actor, at: datetime) -> None:
    before, member.compartments = tuple(member.compartments), after
    member.save(update_fields=["compartments"])
    told = facts.CompartmentsChanged(member_id=member.pk, before=before, after=tuple(after))
    events.publish(told, by=by, at=at)


@transaction.atomic
def suspend(*, member: Member, by: Actor, at: datetime) -> Member:
    """Close the door at once: open sessions end, tokens no longer speak."""
    access.require(by, GovernanceVerb.MEMBERS, member)
    if member.pk == by.member_id:
        raise Refused(_("Nobody suspends themselves: ask another administrator."))
    _keep_an_administrator(but=member)
    member.is_active = False
    member.sign_outs += 1
    member.save(update_fields=["is_active", "sign_outs"])
    events.publish(facts.MemberSuspended(member_id=member.pk), by=by, at=at)
    return member


@transaction.atomic
def restore(*, member: Member, by: Actor, at: datetime) -> Member:
    """Open the door again; they sign in anew."""
    access.require(by, GovernanceVerb.MEMBERS, member)
    member.is_active = True
    member.save(update_fields=["is_active"])
    events.publish(facts.MemberRestored(member_id=member.pk), by=by, at=at)
    return member


def enrol(
    *,
    email: str,
    name: str,
    password: str,
    roles: Sequence[str],
    at: datetime,
    organisation: Organisation | None = None,
    pole: str = "",
    language: str = "fr",
) -> Member:
    """Write the member's row, inside the transaction of the action that decided it."""
    member = Member(
        email=possible_email(email),
        name=possible_name(name),
        roles=list(roles),
        organisation=organisation,
        pole=pole,
        language=language,
        joined_at=at,
    )
    if len(password) > PASSWORD:
        raise Refused(_("This password is too long."), field="password")
    try:
        validate_password(password, member)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages), field="password") from weak
    member.set_password(password)
    member.save(force_insert=True)
    return member


def possible_email(email: str) -> str:
    """The address in the form we keep, that no member has yet."""
    address = text.within(email, limit=EMAIL, field="email").lower()
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise Refused(_("Write an e-mail address such as name@example.org."), field="email") from wrong
    if Member.objects.filter(email__iexact=address).exists():
        raise Refused(_("A member already has this address."), field="email")
    return address


def possible_name(name: str) -> str:
    kept = text.within(name, limit=NAME, field="name")
    if not kept:
        raise Refused(_("Write the name of this member."), field="name")
    return kept


def possible_roles(codes: Sequence[str], *, organisation: Organisation | None, pole: str) -> tuple[str, ...]:
    """The codes in the order of the table; a partner has an organisation, a pole lead a pole."""
    known = table_of_roles()
    if not codes or any(code not in known for code in codes):
        raise Refused(_("Choose at least one role of the table."), field="roles")
    if NEEDS_ORGANISATION in codes and organisation is None:
        raise Refused(_("Say for which organisation this partner acts."), field="organisation")
    if NEEDS_POLE in codes and not pole:
        raise Refused(_("Say which pole this member leads."), field="pole")
    return tuple(code for code in known.codes() if code in codes)


def _keep_an_administrator(*, but: Member) -> None:
    others = Member.objects.active().exclude(pk=but.pk).values_list("roles", flat=True)
    if ADMINISTRATOR in but.roles and not any(ADMINISTRATOR in roles for roles in others):
        raise Refused(_("This is the last administrator: invite another one first."), field="roles")
