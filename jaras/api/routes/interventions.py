"""Interventions: listed, read, recorded, moved along."""

from typing import Annotated, TypeVar

from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Status

from jaras.api.asking import After, Key, Size, commune_of, moment_of, possible, require, short_key
from jaras.api.problems import CONFLICTS, PROBLEMS
from jaras.api.schemas.interventions import InterventionIn, InterventionOut, InterventionPage, MoveIn
from jaras.api.security import caller
from jaras.care import actions, queries
from jaras.care.models import Intervention, Need
from jaras.care.rules import CareVerb
from jaras.cases.models import Case
from jaras.intake.models import Report
from jaras.kernel import access, reading
from jaras.kernel.actor import Actor
from jaras.kernel.record.models import How
from jaras.partners.models import Organisation
from jaras.people.models import Person

router = Router(tags=["interventions"])
Row = TypeVar("Row", bound=Model)
Number = Annotated[int | None, Query(None, gt=0, lt=2**63)]


@router.post("/interventions", response={201: InterventionOut, **PROBLEMS}, summary="Record an intervention")
def record_intervention(
    request: HttpRequest, sent: InterventionIn, idempotency_key: Key
) -> Status[InterventionOut]:
    """One help, done, planned or not done; the same `Idempotency-Key` from the same member counts once."""
    by = caller(request)
    require(by.can(CareVerb.ACT))
    key = short_key(by, idempotency_key)
    row = actions.record(
        code=sent.code,
        report=_seen(Report, sent.report_id, by),
        case=_seen(Case, sent.case_id, by),
        state=sent.state,
        moment=moment_of(sent.moment),
        person=_seen(Person, sent.person_id, by),
        need=_seen(Need, sent.need_id, by),
        organisation=_seen(Organisation, sent.organisation_id, by),
        commune=commune_of(sent.commune_code),
        place_text=sent.place_text,
        nights=sent.nights,
        cost=sent.cost,
        reason=sent.reason,
        note=sent.note,
        meets=sent.meets,
        source=f"api:{key}" if key else "",
        by=by,
        at=timezone.now(),
    )
    return Status(201, InterventionOut.of(row))


@router.get(
    "/interventions", response={200: InterventionPage, **PROBLEMS}, summary="List interventions, last first"
)
def list_interventions(
    request: HttpRequest,
    after: After,
    size: Size,
    report_id: Number,
    case_id: Number,
    pole: Annotated[str, Query("", max_length=8)],
    state: Annotated[str, Query("", max_length=12)],
) -> InterventionPage:
    by = caller(request)
    require(by.can(CareVerb.READ))
    page = queries.listed(
        by, report_id=report_id, case_id=case_id, pole=pole, state=state, after=after, size=size
    )
    return InterventionPage(items=[InterventionOut.of(row) for row in page.rows], after=page.after)


@router.get(
    "/interventions/{pk}", response={200: InterventionOut, **PROBLEMS}, summary="Read an intervention"
)
def read_intervention(request: HttpRequest, pk: int) -> InterventionOut:
    by = caller(request)
    row = _found(by, pk)
    reading.record("intervention", row.pk, by=by, at=timezone.now(), case_id=row.case_id, how=How.API)
    return InterventionOut.of(row)


@router.post(
    "/interventions/{pk}/moves", response={200: InterventionOut, **CONFLICTS}, summary="Move it along"
)
def move_intervention(request: HttpRequest, pk: int, said: MoveIn) -> InterventionOut:
    """Started, done, left undone with a reason of the list, cancelled with words; else 409."""
    by = caller(request)
    require(by.can(CareVerb.ACT))
    row = actions.move(
        intervention=_found(by, pk),
        verb=said.verb,
        reason=said.reason,
        words=said.words,
        moment=moment_of(said.moment),
        nights=said.nights,
        cost=said.cost,
        meets=said.meets,
        by=by,
        at=timezone.now(),
    )
    return InterventionOut.of(row)


def _found(by: Actor, pk: int) -> Intervention:
    return get_object_or_404(Intervention.objects.visible_to(by), pk=possible(pk))


def _seen(model: type[Row], pk: int | None, by: Actor) -> Row | None:
    return None if pk is None else get_object_or_404(access.visible(model, by), pk=pk)
