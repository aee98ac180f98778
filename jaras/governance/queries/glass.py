"""What is read about exceptional access: by whoever holds one, by those who review it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from jaras.governance.models import ExceptionalAccess, Member
from jaras.governance.roles import verbs_of
from jaras.governance.rules import GovernanceVerb
from jaras.kernel import keys
from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page
from jaras.kernel.record.models import ReadRecord

MOST = 50
MOST_READ = 1000
COUNTED_OVER = timedelta(days=90)


def glass_reviewers(*, but: int) -> list[Member]:
    """Who is told, who reviews: heads of the cell, data-protection officers."""
    return [
        member
        for member in Member.objects.active().exclude(pk=but)
        if GovernanceVerb.REVIEW_GLASS in verbs_of(tuple(member.roles))
    ]


def glass_of(actor: Actor, pk: int) -> ExceptionalAccess | None:
    rows = ExceptionalAccess.objects.visible_to(actor).select_related("member", "reviewed_by")
    return rows.filter(pk=pk).first()


def glass_in_force(actor: Actor) -> list[ExceptionalAccess]:
    """What the actor has open at this moment, the first to end first."""
    if not actor.grants or actor.member_id is None:
        return []
    rows = ExceptionalAccess.objects.filter(member_id=actor.member_id).in_force(timezone.now())
    return list(rows.order_by("until", "id"))


def glass_to_review(actor: Actor) -> list[ExceptionalAccess]:
    """What this member is to review, the most overdue first; nobody reviews their own."""
    rows = ExceptionalAccess.objects.visible_to(actor).to_review().exclude(member_id=actor.member_id or 0)
    found = list(rows.select_related("member").order_by("review_on", "id")[:MOST])
    keys.prepare(row.__dict__["reason"] for row in found)
    return found


def glass_page(actor: Actor, *, after: str = "") -> Page[ExceptionalAccess]:
    """Fifty of them, the latest first."""
    rows = ExceptionalAccess.objects.visible_to(actor).select_related("member", "reviewed_by")
    found = page(rows, order=("-id",), after=after)
    keys.prepare(row.__dict__["reason"] for row in found.rows)
    return found


@dataclass(frozen=True)
class Use:
    """How often a member broke the glass, how often in vain, how often without right."""

    member: Member
    asked: int
    in_vain: int
    unjustified: int
    late: int
    last: datetime


def glass_uses(actor: Actor, *, at: datetime, today: date) -> list[Use]:
    """For each member of the last three months, most doubtful first."""
    rows = ExceptionalAccess.objects.visible_to(actor).filter(asked_at__gt=at - COUNTED_OVER)
    counted = (
        rows.order_by()
        .values("member_id")
        .annotate(
            asked=Count("id"),
            in_vain=Count("id", filter=Q(case_id=None)),
            unjustified=Count("id", filter=Q(justified=False)),
            late=Count("id", filter=Q(justified=None, review_on__lt=today)),
            last=Max("asked_at"),
        )
    )
    found: list[dict[str, Any]] = [{**row} for row in counted]
    members = Member.objects.in_bulk([row["member_id"] for row in found])
    uses = [Use(members[row.pop("member_id")], **row) for row in found]
    return sorted(uses, key=lambda use: (-use.unjustified, -use.in_vain, -use.asked, use.member.name))


@dataclass(frozen=True)
class Read:
    """What somebody opened, searched or took out meanwhile; whether it was of the opened file."""

    record: ReadRecord
    of_it: bool


def glass_reads(given: ExceptionalAccess, *, at: datetime) -> list[Read]:
    """Everything its holder read from the asking to the end, in that order."""
    until = given.ended_at or min(at, given.until)
    meanwhile = ReadRecord.objects.filter(by_id=given.member_id, at__gte=given.asked_at, at__lte=until)
    return [
        Read(row, row.grant_id == given.pk or (row.case_id is not None and row.case_id == given.case_id))
        for row in meanwhile.order_by("id")[:MOST_READ]
    ]
