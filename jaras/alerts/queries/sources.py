"""What is overdue at this moment, kind by kind, as far as an actor sees it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from jaras.alerts.lists import watched
from jaras.care.models import Diagnosis, Referral, ReferralLetter, ReferralMessage, Stay
from jaras.care.rules import ReferralState
from jaras.care.rules.referrals import WAITING
from jaras.cases.models import Case
from jaras.cases.queries.day import QUIET
from jaras.cases.queries.day import seen as case_seen
from jaras.conversations import queries as conversations
from jaras.inclusion.models import LifeProject
from jaras.intake.models import Report
from jaras.intake.rules.states import UNHEARD
from jaras.kernel.actor import Actor
from jaras.outreach.models import Answer
from jaras.partners.rules.occupancy import OccupancyState
from jaras.territory.lists import holidays

SOON = timedelta(minutes=30)  # a hold that ends within it
TOMORROW = timedelta(hours=24)  # a stay that ends within it


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """One thing that waits too long: since when, until when it should have been done, who answers for it."""

    code: str
    of: str
    row: int
    since: datetime
    due_at: datetime
    urgency: str = ""
    report_id: int | None = None
    case_id: int | None = None
    poles: tuple[str, ...] = ()
    holder_id: int | None = None
    name: tuple[str, str] = ("", "")  # of the partner, where there is one: in Latin, in Arabic letters

    @property
    def key(self) -> tuple[str, str, int]:
        return self.code, self.of, self.row


Source = Callable[[Actor, datetime], Iterator[Overdue]]


def overdue(actor: Actor, *, at: datetime, code: str) -> list[Overdue]:
    """Everything of this kind, what waits longest first; what was due before counts, to the minute."""
    found = (each for each in SOURCES[code](actor, at) if each.due_at <= at)
    return sorted(found, key=lambda each: (each.due_at, each.row))


def _waits(code: str, at: datetime, since: str, urgency: str) -> Q:
    """Rows that may be overdue: working days only make them due later."""
    rows = Q(pk__in=())
    for level, delay in watched()[code].after.items():
        rows |= Q(**{urgency: level, f"{since}__lte": at - delay})
    return rows


def _due(code: str, since: datetime, urgency: str) -> datetime:
    kind = watched()[code]
    return kind.overdue_at(timezone.localtime(since), urgency if urgency in kind.after else "", holidays())


def _themselves(
    code: str, rows: QuerySet[Any], at: datetime, since: str, *, of: str, holder: str
) -> Iterator[Overdue]:
    """Reports, cases that wait by themselves, since what a column says."""
    for row in rows.filter(_waits(code, at, since, "urgency")).only("urgency", "poles", since, holder):
        began: datetime = getattr(row, since)
        yield Overdue(
            code=code,
            of=of,
            row=row.pk,
            report_id=row.pk if of == "report" else None,
            case_id=row.pk if of == "case" else None,
            since=began,
            due_at=_due(code, began, row.urgency),
            urgency=row.urgency,
            poles=tuple(row.poles),
            holder_id=getattr(row, holder),
        )


# --- reports ------------------------------------------------------------------------------------


def _reports(code: str, rows: QuerySet[Report], at: datetime, since: str) -> Iterator[Overdue]:
    return _themselves(code, rows, at, since, of="report", holder="claimed_by_id")


def _unclaimed(actor: Actor, at: datetime) -> Iterator[Overdue]:
    rows = Report.objects.visible_to(actor).open().unclaimed()
    return _reports("unclaimed", rows, at, "received_at")


def _unhelped(actor: Actor, at: datetime) -> Iterator[Overdue]:
    """In danger of life, in somebody's hands, and no help was called, sent or given that we know of."""
    rows = Report.objects.visible_to(actor).open().filter(urgency_rank=0, claimed_by__isnull=False)
    return _reports("unhelped", rows.filter(first_response_at=None), at, "claimed_at")


def _untriaged(actor: Actor, at: datetime) -> Iterator[Overdue]:
    rows = Report.objects.visible_to(actor).open().filter(claimed_by__isnull=False, confirmed_at=None)
    return _reports("untriaged", rows, at, "claimed_at")


# --- referrals, places --------------------------------------------------------------------------


def _referrals(code: str, rows: QuerySet[Referral], since: str) -> Iterator[Overdue]:
    for row in rows.select_related("case", "organisation").only(
        "by_id",
        "case__urgency",
        "case__poles",
        "case__referent_id",
        "organisation__name_fr",
        "organisation__name_ar",
        "reminded_at",
        "answered_at",
    ):
        began: datetime = getattr(row, since)
        yield Overdue(
            code=code,
            of="referral",
            row=row.pk,
            case_id=row.case_id,
            since=began,
            due_at=_due(code, began, row.case.urgency),
            urgency=row.case.urgency,
            poles=tuple(row.case.poles),
            holder_id=row.by_id or row.case.referent_id,
            name=(row.organisation.name_fr, row.organisation.name_ar),
        )


def _silent(actor: Actor, at: datetime) -> Iterator[Overdue]:
    rows = Referral.objects.visible_to(actor).filter(
        is_living=True, state__in=WAITING, reminded_at__isnull=False
    )
    return _referrals("silent", rows, "reminded_at")


def _accepted(actor: Actor, at: datetime) -> Iterator[Overdue]:
    """The partner took it, the help has not begun, nothing was written since."""
    rows = Referral.objects.visible_to(actor).filter(is_living=True, state=ReferralState.ACCEPTED)
    rows = rows.filter(_waits("accepted", at, "answered_at", "case__urgency"))
    news = ReferralMessage.objects.filter(referral=OuterRef("pk"), at__gt=OuterRef("answered_at"))
    return _referrals("accepted", rows.filter(~Exists(news)), "answered_at")


def _hold(actor: Actor, at: datetime) -> Iterator[Overdue]:
    rows = Stay.objects.visible_to(actor).filter(
        occupancy__is_living=True, occupancy__state=OccupancyState.HELD, occupancy__ends_at__lte=at + SOON
    )
    return _stays("hold", rows, at)


def _stay(actor: Actor, at: datetime) -> Iterator[Overdue]:
    """It ends within a day, and nothing is planned in the case after that."""
    rows = Stay.objects.visible_to(actor).filter(
        Q(case__next_due_at=None) | Q(case__next_due_at__lt=at),
        occupancy__is_living=True,
        occupancy__state=OccupancyState.OCCUPIED,
        occupancy__due_at__lte=at + TOMORROW,
    )
    return _stays("stay", rows, at)


def _stays(code: str, rows: QuerySet[Stay], at: datetime) -> Iterator[Overdue]:
    for row in rows.select_related("case", "occupancy__unit__site"):
        site = row.occupancy.unit.site
        yield Overdue(
            code=code,
            of="stay",
            row=row.pk,
            case_id=row.case_id,
            since=row.occupancy.due_at or row.occupancy.ends_at or row.at,
            due_at=at,
            urgency=row.case.urgency,
            holder_id=row.by_id,
            name=(site.name_fr, site.name_ar),
        )


# --- cases --------------------------------------------------------------------------------------


def _cases(code: str, rows: QuerySet[Case], at: datetime, since: str) -> Iterator[Overdue]:
    return _themselves(code, rows, at, since, of="case", holder="referent_id")


def _undiagnosed(actor: Actor, at: datetime) -> Iterator[Overdue]:
    made = Diagnosis.objects.filter(case=OuterRef("pk"))
    rows = Case.objects.visible_to(actor).living().exclude(state__in=QUIET).filter(~Exists(made))
    return _cases("undiagnosed", rows, at, "opened_at")


def _planless(actor: Actor, at: datetime) -> Iterator[Overdue]:
    rows = Case.objects.visible_to(actor).living().exclude(state__in=QUIET).filter(next_what="")
    return _cases("planless", rows, at, "moved_at")


def _review(actor: Actor, at: datetime) -> Iterator[Overdue]:
    today = timezone.localtime(at).date()
    rows = LifeProject.objects.visible_to(actor).to_review(today - timedelta(days=1)).select_related("case")
    for row in rows:
        promised = row.review_on or today
        since = datetime.combine(promised, datetime.min.time(), timezone.get_default_timezone())
        began = since + timedelta(days=1)  # the day itself is still in time
        yield Overdue(
            code="review",
            of="project",
            row=row.pk,
            case_id=row.case_id,
            since=began,
            due_at=_due("review", began, row.case.urgency),
            urgency=row.case.urgency,
            poles=tuple(row.case.poles),
            holder_id=row.case.referent_id,
        )


# --- messages -----------------------------------------------------------------------------------


def _unanswered(actor: Actor, at: datetime) -> Iterator[Overdue]:
    """People who wrote or rang, whom nobody answered; what is doubtful waits for somebody to look."""
    code = "unanswered"
    rows = conversations.tray(actor, conversations.Tray.WAITING).exclude(waiting_since=None)
    for row in rows.filter(waiting_since__lte=at - min(watched()[code].after.values())):
        urgency = row.report.urgency if row.report is not None else UNHEARD
        since = row.waiting_since or row.heard_at
        yield Overdue(
            code=code,
            of="conversation",
            row=row.pk,
            report_id=row.report_id,
            since=since,
            due_at=_due(code, since, urgency),
            urgency=urgency,
            poles=tuple(row.report.poles) if row.report is not None else (),
            holder_id=row.assigned_to_id,
        )


def _undelivered(actor: Actor, at: datetime) -> Iterator[Overdue]:
    """Answers that no channel has taken, letters to partners that no mail server has."""
    code = "undelivered"
    before = at - watched()[code].after[""]
    reports = Report.objects.visible_to(actor).filter(pk=OuterRef("report"))
    answers = Answer.objects.unsent().filter(Exists(reports), at__lte=before)
    for answer in answers.only("at", "report_id"):
        yield Overdue(
            code=code,
            of="answer",
            row=answer.pk,
            report_id=answer.report_id,
            since=answer.at,
            due_at=_due(code, answer.at, ""),
        )
    stuck = {each.conversation_id: each for each in conversations.on_a_desk(actor).filter(at__lte=before)}
    for reply in stuck.values():
        yield Overdue(
            code=code,
            of="reply",
            row=reply.conversation_id,
            report_id=reply.conversation.report_id,
            since=reply.at,
            due_at=_due(code, reply.at, ""),
            holder_id=reply.by_id,
        )
    letters = ReferralLetter.objects.filter(
        case_seen(actor, "referral__case"), mailed_at=None, at__lte=before, nonce=F("referral__nonce")
    )

    for letter in letters.select_related("referral__organisation"):
        partner = letter.referral.organisation
        yield Overdue(
            row=letter.pk,
            case_id=letter.referral.case_id,
            since=letter.at,
            due_at=_due(code, letter.at, ""),
            holder_id=letter.referral.by_id,
            name=(partner.name_fr, partner.name_ar),
            code=code,
            of="letter",
        )


SOURCES: dict[str, Source] = {
    "unclaimed": _unclaimed,
    "unhelped": _unhelped,
    "untriaged": _untriaged,
    "silent": _silent,
    "accepted": _accepted,
    "hold": _hold,
    "stay": _stay,
    "undiagnosed": _undiagnosed,
    "planless": _planless,
    "review": _review,
    "unanswered": _unanswered,
    "undelivered": _undelivered,
}
