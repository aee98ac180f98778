"""A roster made by the model: asked for, made, adopted, set aside."""

from collections.abc import Sequence
from datetime import date, datetime
from math import isfinite

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance import queries
from jaras.governance.actions.roster import cancel_turn, plan_turns, require_holder
from jaras.governance.models import Member, RosterDraft, Turn
from jaras.governance.queries.making import replaced
from jaras.governance.roles import WATCH_DUTY, roster_templates
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.drafts import DRAFT, LONGEST_DRAFT, DraftState
from jaras.governance.rules.making import Made, Wanted, why_nobody
from jaras.governance.rules.making.solving import can_solve
from jaras.governance.rules.roster import AHEAD, Span
from jaras.kernel import access, events, jobs, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

MAKE = "jaras.governance.jobs.making.make_draft"
MOST_MEMBERS = 40


@transaction.atomic
def ask_draft(
    *,
    first: date,
    last: date,
    template: str,
    members: Sequence[Member],
    of: str = WATCH_DUTY,
    by: Actor,
    at: datetime,
) -> RosterDraft:
    """The model looks for a plan of these days among these members; nothing of the roster changes."""
    access.require(by, GovernanceVerb.ROSTER)
    if not can_solve():
        raise Refused(_("The packages that make a roster are missing here: `./run roster` installs them."))
    if template not in roster_templates():
        raise Refused(_("Choose how the turns follow one another."), field="template")
    today = timezone.localtime(at).date()
    if not today <= first <= last or last - first > LONGEST_DRAFT or last - today > AHEAD:
        raise Refused(_("Choose days from today on: two months at most, within a year."), field="last")
    if not members or len(members) > MOST_MEMBERS:
        raise Refused(_("Choose who shares the turns: forty at most."), field="members")
    for member in members:
        require_holder(member, of, field="members")
    draft = RosterDraft.objects.create(
        duty=of,
        first=first,
        last=last,
        template=template,
        members=sorted({member.pk for member in members}),
        asked_by=queries.member_of(by),
        asked_at=at,
    )
    events.publish(facts.RosterDraftAsked(roster_draft_id=draft.pk), by=by, at=at)
    jobs.enqueue(MAKE, draft.pk)
    return draft


@transaction.atomic
def keep_draft(*, draft: RosterDraft, wanted: Wanted, made: Made, by: Actor, at: datetime) -> RosterDraft:
    """What the model found; of two answers the first counts."""
    target = workflow.target(DRAFT, DraftState.ASKED, "make")
    plan = [
        [
            post.starts_at.isoformat(),
            post.ends_at.isoformat(),
            holder,
            {} if holder else {str(pk): why for pk, why in why_nobody(wanted, made.holders, place).items()},
        ]
        for place, (post, holder) in enumerate(zip(wanted.posts, made.holders, strict=True))
    ]
    kept = RosterDraft.objects.filter(pk=draft.pk, state=DraftState.ASKED).update(
        state=target,
        made_at=at,
        plan=plan,
        missing_least=made.missing_least if isfinite(made.missing_least) else None,
        uneven=made.uneven,
        uneven_least=made.uneven_least if isfinite(made.uneven_least) else None,
    )
    draft.refresh_from_db()
    if kept:
        workflow.keep(draft, DRAFT, "make", source=DraftState.ASKED, by=by, at=at)
        events.publish(facts.RosterDraftMade(roster_draft_id=draft.pk, missing=made.missing), by=by, at=at)
    return draft


@transaction.atomic
def adopt_draft(*, draft: RosterDraft, by: Actor, at: datetime) -> RosterDraft:
    """Its turns become the roster: what stands as proposed stays with its note, the rest is cancelled.

    Where nobody can take a turn, whoever is planned in its hours stays: a watch that breaks a rule answers.
    """
    access.require(by, GovernanceVerb.ROSTER, draft)
    _move(draft, "adopt", by=by, at=at)
    ahead = [(_span(row), row[2]) for row in draft.plan if datetime.fromisoformat(row[0]) > at]
    if not ahead:
        raise Refused(_("These days have passed: ask for another roster."))
    standing = (
        Turn.objects.planned().of(draft.duty).filter(replaced(ahead[0][0].starts_at, ahead[-1][0].ends_at))
    )
    wanted = {(span.starts_at, span.ends_at, holder) for span, holder in ahead if holder is not None}
    alone = {(span.starts_at, span.ends_at) for span, holder in ahead if holder is None}
    cancelled = 0
    for turn in standing.select_for_update():
        told = (turn.starts_at, turn.ends_at, turn.member_id)
        if told in wanted:
            wanted.discard(told)
        elif told[:2] not in alone:
            cancel_turn(turn=turn, by=by, at=at)
            cancelled += 1
    members = Member.objects.in_bulk({holder for _start, _end, holder in wanted})
    planned = 0
    for start, end, holder in sorted(wanted):
        planned += len(
            plan_turns(member=members[holder], hours=[Span(start, end)], of=draft.duty, by=by, at=at)
        )
    told_all = facts.RosterDraftAdopted(roster_draft_id=draft.pk, planned=planned, cancelled=cancelled)
    events.publish(told_all, by=by, at=at)
    return draft


@transaction.atomic
def set_draft_aside(*, draft: RosterDraft, by: Actor, at: datetime) -> RosterDraft:
    """The roster stays as it is."""
    access.require(by, GovernanceVerb.ROSTER, draft)
    _move(draft, "set_aside", by=by, at=at)
    events.publish(facts.RosterDraftSetAside(roster_draft_id=draft.pk), by=by, at=at)
    return draft


def _move(draft: RosterDraft, verb: str, *, by: Actor, at: datetime) -> None:
    """One hand counts: of two at once the second is told."""
    source = draft.state
    try:
        target = workflow.target(DRAFT, source, verb)
    except workflow.IllegalMove:
        raise Refused(_("This roster was adopted or set aside already, or is still being made.")) from None
    if not RosterDraft.objects.filter(pk=draft.pk, state=source).update(state=target):
        raise Refused(_("This roster was adopted or set aside already, or is still being made."))
    draft.state = target
    workflow.keep(draft, DRAFT, verb, source=source, by=by, at=at)


def _span(row: Sequence[str]) -> Span:
    return Span(datetime.fromisoformat(row[0]), datetime.fromisoformat(row[1]))
