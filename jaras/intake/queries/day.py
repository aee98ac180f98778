"""What waits in intake for one member: duties of the law, reports, teams on the road."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from jaras.intake.models import Duty, Mission, Outcome, Report
from jaras.intake.rules.states import WAITING, DutyState, IntakeVerb, MissionState, ReportState, urgency_rank
from jaras.kernel.actor import Actor
from jaras.kernel.keys import beginning
from jaras.kernel.prepared import prepared

MOST = 50
FIRST_WORDS = 120
ON_THE_ROAD = (MissionState.SENT, MissionState.ON_SITE)
# What a task shows of its report.
SHOWN = ("id", "urgency", "received_at", "claimed_at", "respond_by", "first_response_at")
REPORT = tuple(f"report__{name}" for name in SHOWN)
SAID, REPORTED = beginning("words", FIRST_WORDS), beginning("report__words", FIRST_WORDS)


@prepared
def duties_due(actor: Actor, until: datetime, everybodys: bool) -> QuerySet[Duty]:
    """What the law asks by then for the reports this member took, holds or follows in a case.

    `everybodys`: for every report, because whoever holds the watch answers for the clock.
    """
    if not actor.can(IntakeVerb.DUTIES):
        return Duty.objects.none()
    report = Report.objects.visible_to(actor).filter(pk=OuterRef("report"))
    rows = Duty.objects.filter(Exists(report), state=DutyState.DUE)
    rows = rows.filter(Q(due_at__lt=until) | Q(due_at=None)).exclude(report__state=ReportState.WITHDRAWN)
    if not everybodys:
        followed = Outcome.objects.filter(
            report=OuterRef("report"), undone_at=None, case__referent=actor.member_id
        )
        mine = Q(report__claimed_by=actor.member_id)
        mine |= Q(report__claimed_by=None, report__taken_by=actor.member_id)
        rows = rows.filter(mine | Exists(followed))
    rows = rows.select_related("report").only("code", "due_at", "raised_at", *REPORT)
    return rows.annotate(first_words=REPORTED).order_by(F("due_at").asc(nulls_last=True), "id")[:MOST]


@prepared
def claimed(actor: Actor) -> QuerySet[Report]:
    """The reports this member took to do, not yet triaged."""
    rows = Report.objects.visible_to(actor).waiting()
    rows = rows.filter(claimed_by=actor.member_id, state__in=WAITING)
    return rows.annotate(first_words=SAID).only(*SHOWN).order_by("urgency_rank", "received_at", "id")[:MOST]


@prepared
def untaken(actor: Actor) -> QuerySet[Report]:
    """The reports of lives in danger that nobody took."""
    rows = Report.objects.visible_to(actor).waiting().unclaimed()
    rows = rows.filter(urgency_rank=urgency_rank("IMMEDIAT"))
    return rows.annotate(first_words=SAID).only(*SHOWN).order_by("received_at", "id")[:MOST]


@prepared
def missions(actor: Actor) -> QuerySet[Mission]:
    """The teams this member leads that are not back yet."""
    seen = Report.objects.visible_to(actor).filter(pk=OuterRef("report"))
    rows = Mission.objects.filter(Exists(seen), leader=actor.member_id, state__in=ON_THE_ROAD)
    rows = rows.select_related("report").only("state", "sent_at", "on_site_at", *REPORT)
    return rows.annotate(first_words=REPORTED).order_by("sent_at", "id")[:MOST]
