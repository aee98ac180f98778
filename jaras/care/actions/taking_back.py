"""Interventions that an import counted are taken back with it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.care import events as facts
from jaras.care.actions.recording import day
from jaras.care.models import Intervention
from jaras.care.rules import CareVerb
from jaras.kernel import access, counters, events
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused

FROM_A_REGISTER = "register:"


@transaction.atomic
def take_back_many(*, ids: Sequence[int], by: Actor, at: datetime) -> None:
    """Only what a register brought in, and only as it was brought in; their lines leave with their case."""
    access.require(by, CareVerb.ACT)
    rows = list(Intervention.objects.filter(pk__in=ids))
    if any(row.version != 1 or not row.source.startswith(FROM_A_REGISTER) for row in rows):
        raise Refused(_("Somebody has worked with this intervention since."))
    events.publish_many(
        [
            facts.InterventionTakenBack(
                intervention_id=row.pk,
                code=row.code,
                pole=row.pole,
                report_id=row.report_id,
                case_id=row.case_id,
                state=row.state,
                day=day(row.at),
            )
            for row in rows
        ],
        by=by,
        at=at,
    )
    for key, amount in Counter(f"{row.pole}:{row.state}" for row in rows).items():
        counters.add("interventions", key, -amount)
    Intervention.objects.filter(pk__in=ids).delete()
