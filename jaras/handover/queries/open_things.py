"""What is open when a watch ends, kind by kind, as far as an actor sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from jaras.alerts.models import Alert
from jaras.alerts.rules import AlertState
from jaras.care.models import Referral, Stay
from jaras.care.rules.referrals import WAITING
from jaras.governance.models import Watch
from jaras.handover.models import Promise
from jaras.handover.rules import LineKind
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.partners.rules.occupancy import OccupancyState

SOON = timedelta(hours=12)  # within the next watch
GRAVEST_FIRST = {kind: place for place, kind in enumerate(LineKind)}


@dataclass(frozen=True, kw_only=True)
class Found:
    """One open thing: why it is handed over, of what it is a row, until when."""

    kind: LineKind
    of: str
    row: int
    report_id: int | None = None
    case_id: int | None = None
    due_at: datetime | None = None


def open_things(watch: Watch, actor: Actor, *, at: datetime) -> list[Found]:
    """Everything once: what rings about a thing that is there already is not told a second time."""
    found = [
        *_reports(watch, actor),
        *_promises(actor),
        *_holds(actor),
        *_referrals(watch, actor, at=at),
    ]
    reports = {each.report_id for each in found if each.kind != LineKind.PROMISE} - {None}
    rows = {(each.of, each.row) for each in found}
    found += [
        each
        for each, of in _alerts(watch, actor)
        if of not in rows and (each.report_id is None or each.report_id not in reports)
    ]
    return sorted(found, key=lambda each: (GRAVEST_FIRST[each.kind], each.due_at or at, each.row))


def _reports(watch: Watch, actor: Actor) -> Iterator[Found]:
    """Not ended: nobody's, theirs, or in danger of life without help noted, whoever took it."""
    unhelped = Q(urgency_rank=0, first_response_at=None)
    rows = Report.objects.visible_to(actor).open()
    rows = rows.filter(unhelped | Q(claimed_by=None) | Q(claimed_by=watch.holder_id))
    for row in rows.only("urgency_rank", "first_response_at", "claimed_by", "respond_by"):
        if row.urgency_rank == 0 and row.first_response_at is None:
            kind = LineKind.UNHELPED
        else:
            kind = LineKind.UNCLAIMED if row.claimed_by_id is None else LineKind.HELD
        waits = row.respond_by if row.first_response_at is None else None
        yield Found(kind=kind, of="report", row=row.pk, report_id=row.pk, due_at=waits)


def _promises(actor: Actor) -> Iterator[Found]:
    for row in Promise.objects.visible_to(actor).open():
        yield Found(
            kind=LineKind.PROMISE,
            of="promise",
            row=row.pk,
            report_id=row.report_id,
            case_id=row.case_id,
            due_at=row.due_at,
        )


def _holds(actor: Actor) -> Iterator[Found]:
    """Places that are given back unless somebody comes."""
    rows = Stay.objects.visible_to(actor).filter(
        occupancy__is_living=True, occupancy__state=OccupancyState.HELD
    )
    for row in rows.select_related("occupancy"):
        yield Found(
            kind=LineKind.HOLD, of="stay", row=row.pk, case_id=row.case_id, due_at=row.occupancy.ends_at
        )


def _referrals(watch: Watch, actor: Actor, *, at: datetime) -> Iterator[Found]:
    """No answer yet: sent during this watch, of an immediate case, or at the end of its time soon."""
    concerns = Q(sent_at__gte=watch.started_at) | Q(case__urgency="IMMEDIAT") | Q(expires_at__lte=at + SOON)
    rows = Referral.objects.visible_to(actor).filter(concerns, is_living=True, state__in=WAITING)
    for row in rows.only("case", "expires_at"):
        yield Found(
            kind=LineKind.REFERRAL, of="referral", row=row.pk, case_id=row.case_id, due_at=row.expires_at
        )


def _alerts(watch: Watch, actor: Actor) -> Iterator[tuple[Found, tuple[str, int]]]:
    """What rings, or what the outgoing one answers for, with the thing it is about."""
    rings = Q(state=AlertState.OPEN) | Q(state=AlertState.ACKNOWLEDGED, taken_by=watch.holder_id)
    rows = Alert.objects.visible_to(actor).living().filter(rings).exclude(report=None, case=None)
    for row in rows:
        found = Found(
            kind=LineKind.ALERT, of="alert", row=row.pk, report_id=row.report_id, case_id=row.case_id
        )
        yield found, (row.of, row.row)
