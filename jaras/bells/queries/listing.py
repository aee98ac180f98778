"""The board of bells: open ones in the order that matters, past ones a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Q, Value, When

from jaras.bells.models import Bell
from jaras.bells.queries.reading import with_answers
from jaras.bells.rules import BellState
from jaras.kernel.actor import Actor
from jaras.kernel.pages import Page, page

MOST = 200  # open ones of one list
PAST = ("-ended_at", "-id")
OVERDUE, BLOCKED, TODAY, LATER = range(4)


@dataclass(frozen=True)
class Board:
    """What hangs, by where it stands in the order; what has ended; how many there are to look at."""

    open: Mapping[int, list[Bell]]
    past: Page[Bell]
    counts: Mapping[str, int]
    more: bool


def board(actor: Actor, wanted: str, *, at: datetime, midnight: datetime, after: str = "") -> Board:
    """`wanted`: mine, rung, all, blocked, overdue, past; a fixed number of queries."""
    rows = of_board(actor, wanted, at=at)
    hanging = [] if wanted == "past" else list(ranked(rows.open(), at=at, midnight=midnight)[: MOST + 1])
    open_: dict[int, list[Bell]] = {OVERDUE: [], BLOCKED: [], TODAY: [], LATER: []}
    for each in hanging[:MOST]:
        open_[each.rank].append(each)
    ended: Page[Bell] = Page([], "")
    if wanted == "past":
        past = with_answers(rows.filter(ended_at__isnull=False)).prefetch_related("help")
        ended = page(past, order=PAST, after=after)
    return Board(open_, ended, counted(actor, at=at), len(hanging) > MOST)


def of_board(actor: Actor, wanted: str, *, at: datetime) -> Any:
    """The bells that one tab is about."""
    rows, me = Bell.objects.visible_to(actor), actor.member_id or 0
    match wanted:
        case "mine":
            return rows.filter(who=me)
        case "rung":
            return rows.filter(rung_by=me).exclude(who=me)
        case "blocked":
            return rows.filter(state=BellState.BLOCKED)
        case "overdue":
            return rows.filter(due_at__lt=at)
    return rows


def ranked(rows: Any, *, at: datetime, midnight: datetime) -> Any:
    """Overdue, blocked, for today, later; within each the earliest first."""
    rank = models.Case(
        When(due_at__lt=at, then=Value(OVERDUE)),
        When(state=BellState.BLOCKED, then=Value(BLOCKED)),
        When(due_at__lt=midnight, then=Value(TODAY)),
        default=Value(LATER),
        output_field=models.IntegerField(),
    )
    placed = rows.annotate(rank=rank).order_by("rank", "due_at", "pk")
    return with_answers(placed).prefetch_related("help")


def counted(actor: Actor, *, at: datetime) -> dict[str, int]:
    """How many hang, in each tab."""
    me = actor.member_id or 0
    return (
        Bell.objects.visible_to(actor)
        .open()
        .order_by()
        .aggregate(
            mine=Count("pk", Q(who=me)),
            rung=Count("pk", Q(rung_by=me) & ~Q(who=me)),
            all=Count("pk"),
            blocked=Count("pk", Q(state=BellState.BLOCKED)),
            overdue=Count("pk", Q(due_at__lt=at)),
        )
    )


def overdue(actor: Actor, *, at: datetime) -> Any:
    """What hangs past its day, whatever its state: the longest first."""
    return with_answers(Bell.objects.visible_to(actor).open().filter(due_at__lt=at)).order_by("due_at", "pk")


def mine(actor: Actor) -> Any:
    """What this member carries, or is asked to."""
    rows = Bell.objects.visible_to(actor).open().filter(who=actor.member_id or 0)
    return with_answers(rows).order_by("due_at", "pk")


def of_case(case_id: int, actor: Actor) -> list[Bell]:
    """The bells tied to a case: those that hang, then the last that ended."""
    return _of_thing(Q(case=case_id), actor)


def of_report(report_id: int, actor: Actor) -> list[Bell]:
    return _of_thing(Q(report=report_id), actor)


def _of_thing(tie: Q, actor: Actor) -> list[Bell]:
    rows = Bell.objects.visible_to(actor).filter(tie, forgotten_at=None).select_related("who")
    return list(rows.order_by("-is_open", "due_at", "pk")[:30])
