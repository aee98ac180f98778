"""What a register wrote is taken back, as long as nobody has worked with it and no other came after it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jaras.care import actions as care
from jaras.cases import actions as cases
from jaras.kernel import access, events, jobs
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from jaras.people import actions as people
from jaras.registers import events as facts
from jaras.registers.actions.moving import step
from jaras.registers.actions.receiving import let_go_of_files
from jaras.registers.models import Register, RegisterRow
from jaras.registers.queries.touched import touched_cases, touched_since
from jaras.registers.rules import RegisterState, RegistersVerb

CASES = 200  # cases a transaction at most


@transaction.atomic
def undo(*, register: Register, by: Actor, at: datetime) -> Register:
    """Take everything back, in the background; refused when that would take somebody's work along."""
    access.require(by, RegistersVerb.IMPORT, register)
    others = Register.objects.exclude(pk=register.pk)
    if others.changing().exists():
        raise Refused(_("Another register is being written or taken back: wait until it is done."))
    if others.filter(pk__gt=register.pk, state=RegisterState.WRITTEN).exists():
        raise Refused(_("Another register was brought in since: only the last one can be undone."))
    touched = touched_since(register)
    if touched.count:
        sentence = ngettext(
            "Somebody has worked since with %(n)d case of this register (%(named)s): nothing was undone.",
            "Somebody has worked since with %(n)d cases of this register (%(named)s): nothing was undone.",
            touched.count,
        )
        raise Refused(sentence % {"n": touched.count, "named": ", ".join(touched.named)})
    step(register, "undo", by=by, at=at, by_id=by.member_id, done=0, beat_at=None)
    let_go_of_files(register)
    events.publish(facts.UndoAsked(register_id=register.pk), by=by, at=at)
    jobs.enqueue("jaras.registers.jobs.undo", register.pk)
    return register


@transaction.atomic
def take_back_some(*, register: Register, by: Actor, at: datetime, most: int = CASES) -> Register:
    """The next cases with their rows, all or none; what was touched in the meantime stays, and is counted."""
    register = Register.objects.select_for_update(of=("self",)).select_related("by").get(pk=register.pk)
    if register.state != RegisterState.UNDOING:
        return register
    counts = register.counts
    kept = set(counts.get("kept", []))
    left = register.rows.exclude(case=None).exclude(case__in=kept)
    ids = list(left.order_by("case_id").values_list("case_id", flat=True).distinct()[:most])
    touched = touched_cases(ids)
    gone = [pk for pk in ids if pk not in touched]
    taken = _take_back(register, gone, by=by, at=at)
    register.done += taken
    register.counts = counts | {"kept": sorted(kept | touched)}
    register.beat_at = at
    register.save(update_fields=["done", "counts", "beat_at"])
    events.publish(facts.RowsTakenBack(register_id=register.pk, taken_back=taken), by=by, at=at)
    if len(ids) < most:
        register.rows.filter(case=None).delete()
        step(register, "forget", by=by, at=at)
        events.publish(
            facts.RegisterUndone(register_id=register.pk, kept=len(register.counts["kept"])), by=by, at=at
        )
    return register


def _take_back(register: Register, case_ids: Sequence[int], *, by: Actor, at: datetime) -> int:
    """In the order opposite to the writing; the rows that tell of it go first."""
    rows = list(
        RegisterRow.objects.filter(register=register, case__in=case_ids).values_list(
            "pk", "intervention_id", "person_id", "place"
        )
    )
    RegisterRow.objects.filter(pk__in=[pk for pk, *_told in rows]).delete()
    care.take_back_many(ids=[intervention for _pk, intervention, *_told in rows], by=by, at=at)
    cases.take_back_past(ids=case_ids, by=by, at=at)
    persons = sorted({person for _pk, _help, person, _place in rows if person is not None})
    people.take_back_many(ids=persons, by=by, at=at)
    return sum(place == 1 for *_told, place in rows)
