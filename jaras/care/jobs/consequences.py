"""What follows by itself from what was done: a diagnosis begins the assessment, a help meets its need."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from jaras.care import actions, events
from jaras.care.models import Intervention, Need, Referral
from jaras.care.rules import NEED, CareVerb, InterventionState
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.rules import CASE, ENDED, CasesVerb, Entry
from jaras.kernel.actor import Actor, Scope


def on_diagnosis(event: events.DiagnosisMade, *, by: Actor, at: datetime) -> None:
    """Whoever says how somebody stands has begun to assess the case."""
    case = Case.objects.get(pk=event.case_id)
    if CASE.allows(case.state, "assess"):
        acting = _also(by, CasesVerb.WRITE)
        cases.move_case(case=case, verb="assess", because=Entry.DIAGNOSIS, by=acting, at=at)


def on_helps_recorded(recorded: Sequence[events.InterventionRecorded], *, by: Actor, at: datetime) -> None:
    _meet(
        {each.intervention_id for each in recorded if each.need_id and each.meets and _done(each.state)},
        by=by,
        at=at,
    )


def on_helps_moved(moved: Sequence[events.InterventionMoved], *, by: Actor, at: datetime) -> None:
    _meet({each.intervention_id for each in moved if each.meets and _done(each.state)}, by=by, at=at)


def on_helps_amended(amended: Sequence[events.InterventionAmended], *, by: Actor, at: datetime) -> None:
    _meet(
        {each.intervention_id for each in amended if each.meets and each.after.get("need_id")}, by=by, at=at
    )


def _done(state: str) -> bool:
    return state == InterventionState.DONE


def _meet(helps: Collection[int], *, by: Actor, at: datetime) -> None:
    """Each need that waited for these helps; what a partner has in hand, the partner ends."""
    if not helps:
        return
    rows = Intervention.objects.done().filter(pk__in=helps, need__isnull=False, referral=None)
    entrusted = Referral.objects.filter(is_living=True, need__in=rows.values("need"))
    in_hand = set(entrusted.values_list("need_id", flat=True))
    for row in rows.exclude(need__in=in_hand).exclude(case__state__in=ENDED).order_by("at", "id"):
        need = Need.objects.select_related("case").get(pk=row.need_id or 0)
        if NEED.allows(need.state, "meet"):
            actions.meet(need=need, told="", help=row.code, by=_also(by, CareVerb.ASSESS), at=at)


def _also(by: Actor, verb: str) -> Actor:
    """The same person, seeing what they see: what follows from their act is done in their name."""
    if by.can(verb):
        return by
    return replace(by, verbs=MappingProxyType({**by.verbs, verb: Scope.ALL}))
