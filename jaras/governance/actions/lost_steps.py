"""A lost second step: asked for, vouched for, void."""

from datetime import datetime
from secrets import token_hex
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance import queries
from jaras.governance.actions.second_step import SECOND_STEPS
from jaras.governance.models import AccessToken, LostStep, Member, Session, second_step_of
from jaras.governance.queries.lost_steps import code_of, is_called, lost_step_of, voucher_of
from jaras.governance.roles import door_of, vouch_policy
from jaras.governance.rules import DAY, GovernanceVerb, Voucher, may_vouch, next_ask
from jaras.kernel import access, events, jobs, limits
from jaras.kernel.actor import Actor
from jaras.kernel.limits import Limit
from jaras.kernel.refusal import Refused

TELL_ASKED = "jaras.governance.jobs.lost_steps.tell_of_lost_step"
TELL_GIVEN = "jaras.governance.jobs.lost_steps.tell_of_given_step"
TELL_DISOWNED = "jaras.governance.jobs.lost_steps.tell_of_disowned_step"
TRIED = "vouch"
NOT_THEIRS = _("This code with this name opens nothing: have both said to you once more.")


@transaction.atomic
def ask_for_vouching(*, by: Actor, at: datetime) -> LostStep:
    """Whoever has just proved their password waits for two colleagues; an earlier ask of theirs ends."""
    member = Member.objects.select_for_update().get(pk=queries.member_of(by).pk)
    known = second_step_of(member)
    if not known.held and known.enrol_until is None:
        raise Refused(_("You have no second step yet: put one in place."))
    policy = vouch_policy()
    asks = LostStep.objects.filter(member=member)
    asked = list(asks.filter(asked_at__gt=at - DAY).values_list("asked_at", flat=True))
    if next_ask(asked, policy.pace, at=at) > at:
        raise Refused(_("This was asked often today: wait half an hour, then ask again."))
    asks.filter(ended_at=None).update(ended_at=at)
    lost = LostStep(member=member, asked_at=at, until=at + policy.waits)
    taken = {code_of(each) for each in LostStep.objects.open(at)}
    while not lost.nonce or code_of(lost) in taken:  # no two that wait have the same
        lost.nonce = token_hex(16)
    lost.save()
    events.publish(facts.LostStepAsked(lost_step_id=lost.pk, member_id=member.pk), by=by, at=at)
    jobs.enqueue(TELL_ASKED, lost.pk)
    return lost


def vouch(*, code: str, name: str, by: Actor, at: datetime) -> LostStep:
    """Say that one recognised who read this code; with the second word the former second step is void.

    A wrong code counts, whatever becomes of it: six digits are not found by trying.
    """
    access.require(by, GovernanceVerb.VOUCH)
    me = queries.member_of(by)
    who = voucher_of(me)
    if who is None:
        raise Refused(
            _("Those who vouch: the head, a pole lead, the data-protection officer, whoever holds the watch.")
        )
    if limits.reached(TRIED, str(me.pk), (Limit(vouch_policy().tries, DAY),), at=at):
        raise Refused(_("Too many wrong codes today: another colleague has to vouch."))
    limits.note(TRIED, str(me.pk), at=at)
    lost = _vouched(code=code, name=name, who=who, me=me, by=by, at=at)
    limits.take_back(TRIED, str(me.pk), at=at)
    return lost


@transaction.atomic
def _vouched(*, code: str, name: str, who: Voucher, me: Member, by: Actor, at: datetime) -> LostStep:
    lost = _waiting(code, name, at=at)
    if lost.member_id == me.pk:
        raise Refused(_("Nobody vouches for themselves."))
    if lost.first_by_id == me.pk:
        raise Refused(_("You have vouched for them already: another colleague has to."))
    rule = door_of(tuple(lost.member.roles)).second_step
    first = voucher_of(lost.first_by) if lost.first_by else None
    if lost.first_by and first is None:
        first = Voucher.WATCH  # they have handed the watch over since
    if not may_vouch(who, after=first, strict=rule is not None and not rule.within):
        raise Refused(_("This needs the head, a pole lead or the data-protection officer."))
    number = 1 if lost.first_by is None else 2
    if number == 1:
        lost.first_by, lost.first_at = me, at
        lost.save(update_fields=["first_by", "first_at"])
    else:
        lost.second_by = me
    told = facts.LostStepVouched(lost_step_id=lost.pk, member_id=lost.member_id, number=number)
    events.publish(told, by=by, at=at)
    if number == 2:
        _give(lost, by=by, at=at)
    return lost


@transaction.atomic
def vouch_from_the_machine(*, code: str, name: str, by: Actor, at: datetime) -> LostStep:
    """Stand for both where nobody else can: here at least it is told."""
    access.require(by, GovernanceVerb.MEMBERS)
    lost = _waiting(code, name, at=at)
    _give(lost, by=by, at=at)
    return lost


def _waiting(code: str, name: str, *, at: datetime) -> LostStep:
    found = lost_step_of(code, at=at)
    if found is None or not is_called(found.member, name):
        raise Refused(NOT_THEIRS, field="code")
    rows = LostStep.objects.open(at).select_for_update(of=("self",)).select_related("member", "first_by")
    lost = rows.filter(pk=found.pk).first()  # as it stands now that nobody else decides about it
    if lost is None:
        raise Refused(NOT_THEIRS, field="code")
    return lost


def _give(lost: LostStep, *, by: Actor, at: datetime) -> None:
    lost.given_at = lost.ended_at = at
    lost.save(update_fields=["second_by", "given_at", "ended_at"])
    sessions, tokens = _void(lost.member, at=at, enrol_until=at + vouch_policy().enrols)
    told = facts.LostStepGiven(
        lost_step_id=lost.pk,
        member_id=lost.member_id,
        sessions=sessions,
        tokens=tokens,
        by_machine=lost.second_by_id is None,
    )
    events.publish(told, by=by, at=at)
    jobs.enqueue(TELL_GIVEN, lost.pk)


def _void(member: Member, *, at: datetime, **more: Any) -> tuple[int, int]:
    """End every second step, every recovery code, session and key of a program."""
    Authenticator.objects.filter(user_id=member.pk).delete()
    sessions: int = Session.objects.filter(member=member).delete()[0]
    tokens = AccessToken.objects.in_force().filter(member=member).update(revoked_at=at)
    Member.objects.filter(pk=member.pk).update(sign_outs=F("sign_outs") + 1, calendar_nonce="", **more)
    return sessions, tokens


@transaction.atomic
def disown_second_step(*, authenticator_id: int, by: Actor, at: datetime) -> bool:
    """What somebody else put in place ends, with the password; two colleagues vouch for what follows.

    False where that second step is not there any more.
    """
    member = Member.objects.select_for_update().get(pk=queries.member_of(by).pk)
    theirs = Authenticator.objects.filter(user_id=member.pk, type__in=SECOND_STEPS)
    if not theirs.filter(pk=authenticator_id).exists():
        return False
    member.set_unusable_password()
    _void(member, at=at, enrol_until=at, password=member.password)
    LostStep.objects.filter(member=member, ended_at=None).update(ended_at=at)
    events.publish(facts.SecondStepDisowned(member_id=member.pk), by=by, at=at)
    jobs.enqueue(TELL_DISOWNED, member.pk)
    return True


def end_vouching(*, by: Actor, at: datetime) -> None:
    """The password is another: whoever asked with the former one waits in vain."""
    for lost in LostStep.objects.filter(member_id=by.member_id or 0, ended_at=None):
        lost.ended_at = at
        lost.save(update_fields=["ended_at"])
        told = facts.LostStepEnded(lost_step_id=lost.pk, member_id=lost.member_id)
        events.publish(told, by=by, at=at)
