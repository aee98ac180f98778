"""Exceptional access: asked for, in force, ended, reviewed."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance import queries
from jaras.governance.models import ExceptionalAccess, Member
from jaras.governance.queries.glass import glass_reviewers
from jaras.governance.roles import glass_policy
from jaras.governance.rules import DAY, GLASS, AskedBy, GlassState, GovernanceVerb, is_a_sentence, next_ask
from jaras.kernel import access, events, folding, idempotency, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.jobs import enqueue
from jaras.kernel.refusal import Refused
from jaras.territory.lists import holidays
from jaras.territory.rules.working_days import next_working_day

REASON = REVIEW = 2000
FIGURES = 6  # of a number, in a row: enough to know it again
MINUTE = timedelta(minutes=1)
TELL = "jaras.governance.jobs.tell_of_glass"


@transaction.atomic
def ask_exceptional_access(
    *,
    asked_by: AskedBy,
    said: str,
    find: Callable[[], int | None],
    reason: str,
    hours: int,
    by: Actor,
    at: datetime,
    key: str = "",
) -> ExceptionalAccess:
    """Write down that somebody asks, tell those who review it, open the case that `find` answers.

    What makes a refusal is known before anything is looked for; what follows is told alike whether a case was
    found or not. `said` is what was typed to find it: the reason must not repeat it, for the reason is told.
    """
    access.require(by, GovernanceVerb.BREAK_GLASS)
    member = Member.objects.select_for_update().get(pk=queries.member_of(by).pk)
    if (known := idempotency.earlier(_scope(member), key)) is not None:
        return ExceptionalAccess.objects.get(pk=known)
    kept = _possible_reason(reason, said=said)
    policy = glass_policy()
    if not 1 <= hours <= policy.longest:
        raise Refused(_("Choose from one to %(most)d hours.") % {"most": policy.longest}, field="hours")
    _keep_pace(member, at=at)
    found = find()
    asked = ExceptionalAccess.objects.create(
        member=member,
        asked_by=asked_by,
        reason=kept,
        hours=hours,
        asked_at=at,
        until=at + timedelta(hours=hours),
        review_on=next_working_day(timezone.localtime(at).date(), holidays()),
    )
    idempotency.remember(_scope(member), key, asked.pk, at=at)
    told = facts.GlassAsked(exceptional_access_id=asked.pk, asked_by=asked_by, hours=hours)
    events.publish(told, by=by, at=at)
    if found is not None:
        _open(asked, found, by=by, at=at)
    reviewers = [each.pk for each in glass_reviewers(but=member.pk)]
    Member.objects.filter(pk__in=reviewers).update(glass_unseen=F("glass_unseen") + 1)
    enqueue(TELL, asked.pk)
    return asked


def _open(asked: ExceptionalAccess, case_id: int, *, by: Actor, at: datetime) -> None:
    asked.case_id = case_id
    workflow.move(asked, GLASS, "open", by=by, at=at)
    asked.save(update_fields=["case_id", "state"])
    _settle(asked.member)
    events.publish(facts.GlassBroken(exceptional_access_id=asked.pk, case_id=case_id), by=by, at=at)


@transaction.atomic
def end_exceptional_access(*, given: ExceptionalAccess, by: Actor, at: datetime) -> ExceptionalAccess:
    """Close the file again: its holder, or whoever reviews it."""
    verb = GovernanceVerb.REVIEW_GLASS if by.can(GovernanceVerb.REVIEW_GLASS) else GovernanceVerb.BREAK_GLASS
    access.require(by, verb, given)
    return _close(given, "end", by=by, at=at)


@transaction.atomic
def lapse_exceptional_access(*, given: ExceptionalAccess, by: Actor, at: datetime) -> ExceptionalAccess:
    """Its hour has come. It opened nothing any more since then; from now on it can be reviewed."""
    access.require(by, GovernanceVerb.REVIEW_GLASS, given)
    if given.until > at:
        raise Refused(_("This access is still in force."))
    return _close(given, "lapse", by=by, at=at)


def _close(given: ExceptionalAccess, verb: str, *, by: Actor, at: datetime) -> ExceptionalAccess:
    given = (
        ExceptionalAccess.objects.select_for_update(of=("self",)).select_related("member").get(pk=given.pk)
    )
    if not GLASS.allows(given.state, verb):
        return given  # it has ended already: ending twice changes nothing
    workflow.move(given, GLASS, verb, by=by, at=at)
    given.ended_at = min(at, given.until)
    given.save(update_fields=["state", "ended_at"])
    _settle(given.member)
    told = facts.GlassEnded(exceptional_access_id=given.pk, case_id=given.case_id or 0)
    events.publish(told, by=by, at=at)
    return given


@transaction.atomic
def review_exceptional_access(
    *, given: ExceptionalAccess, justified: bool, words: str, by: Actor, at: datetime
) -> ExceptionalAccess:
    """Say whether the glass was broken rightly, in words; never whoever broke it."""
    access.require(by, GovernanceVerb.REVIEW_GLASS, given)
    given = ExceptionalAccess.objects.select_for_update(of=("self",)).get(pk=given.pk)
    if given.member_id == by.member_id:
        raise Refused(_("Nobody reviews their own access: another head or the officer does."))
    kept = text.within(words, limit=REVIEW, field="words")
    if not kept:
        raise Refused(_("Say in a sentence what you found."), field="words")
    if given.state == GlassState.REVIEWED:
        raise Refused(_("This access is reviewed already."))
    if not GLASS.allows(given.state, "review"):
        raise Refused(_("This access is still in force: end it first, or wait for its hour."))
    workflow.move(given, GLASS, "review", by=by, at=at, reason=kept)
    given.reviewed_by_id, given.reviewed_at = by.member_id, at
    given.justified, given.review = justified, kept
    given.save(update_fields=["state", "reviewed_by", "reviewed_at", "justified", "review"])
    told = facts.GlassReviewed(exceptional_access_id=given.pk, justified=justified)
    events.publish(told, by=by, at=at)
    return given


@transaction.atomic
def note_exceptional_access_told(
    *, given: ExceptionalAccess, members: Sequence[int], by: Actor, at: datetime
) -> None:
    """The letters left, to these members."""
    given.told_at = at
    given.save(update_fields=["told_at"])
    told = facts.GlassTold(exceptional_access_id=given.pk, members=tuple(members))
    events.publish(told, by=by, at=at)


@transaction.atomic
def see_glass_notices(*, by: Actor, at: datetime) -> None:
    """Whoever reviews looked at what was new; the line above their pages goes away."""
    access.require(by, GovernanceVerb.REVIEW_GLASS)
    if Member.objects.filter(pk=by.member_id or 0, glass_unseen__gt=0).update(glass_unseen=0):
        events.publish(facts.GlassNoticesSeen(member_id=by.member_id or 0), by=by, at=at)


def _scope(member: Member) -> str:
    return f"glass:{member.pk}"


def _possible_reason(reason: str, *, said: str) -> str:
    kept, policy = text.within(reason, limit=REASON, field="reason"), glass_policy()
    if not is_a_sentence(kept, words=policy.words, characters=policy.characters):
        raise Refused(_("Say in a sentence why this cannot wait: others will judge it."), field="reason")
    if _repeats(kept, said):
        raise Refused(
            _("Say why without the name, the number or the reference: this reason is told to others."),
            field="reason",
        )
    return kept


def _repeats(reason: str, said: str) -> bool:
    """Whether every word of what was typed, or its figures in a row, stands in the reason too."""
    words = {word.form for word in folding.words(reason)}
    typed = [word.form for word in folding.words(said)]
    figures, told = (re.sub(r"\D", "", folding.fold(each)) for each in (said, reason))
    return (bool(typed) and words.issuperset(typed)) or (
        len(figures) >= FIGURES and figures[-FIGURES:] in told
    )


def _keep_pace(member: Member, *, at: datetime) -> None:
    asked = member.exceptional_accesses.filter(asked_at__gt=at - DAY).values_list("asked_at", flat=True)
    again = next_ask(list(asked), glass_policy().pace, at=at)
    if again > at:
        raise Refused(
            _("You asked many times today. The next ask is possible at %(hour)s; until then call the head.")
            % {"hour": f"{timezone.localtime(again) + MINUTE:%H:%M}"}
        )


def _settle(member: Member) -> None:
    """Until when this member has to be asked for what is open to them: nearly always never."""
    open_now = member.exceptional_accesses.filter(state=GlassState.IN_FORCE)
    last = open_now.aggregate(last=Max("until"))["last"]
    Member.objects.filter(pk=member.pk).update(grants_until=last)
    member.grants_until = last
