"""The invented roster: two weeks of the watch planned ahead, with one day that nobody holds yet."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from jaras.demo.cast import Cast
from jaras.governance import actions as governance
from jaras.governance.rules.roster import hours_of

DAYS = 14
NIGHT, DAY = (time(20), time(8)), (time(8), time(20))
SATURDAY, SUNDAY = 5, 6
MISSING = 4  # days ahead: that day Youssef is away, nobody is found yet


def plan(cast: Cast, *, today: datetime, at: datetime) -> None:
    """Salma holds the nights of the week, Youssef the days; on Sundays the head of the cell helps out."""
    first = timezone.localtime(today).date() - timedelta(days=1)
    for number in range(DAYS + 1):
        day = first + timedelta(days=number)
        _one(cast, "meryem" if day.weekday() == SATURDAY else "salma", day, NIGHT, at=at)
        if number != MISSING + 1:
            _one(cast, "meryem" if day.weekday() == SUNDAY else "youssef", day, DAY, at=at)
    _ask(cast, at=at)


def _one(cast: Cast, who: str, day: date, hours: tuple[time, time], *, at: datetime) -> None:
    zone = timezone.get_default_timezone()
    governance.plan_turns(
        member=cast.members[who],
        hours=hours_of(day, day, start=hours[0], end=hours[1], zone=zone),
        note="Jour férié : prévoir une seconde équipe." if (day.month, day.day) == (1, 1) else "",
        by=cast.actor("meryem"),
        at=at,
    )


def _ask(cast: Cast, *, at: datetime) -> None:
    """Youssef asks Salma for one of his last days."""
    turn = cast.members["youssef"].turns.planned().order_by("starts_at").last()
    if turn is not None:
        governance.ask_swap(
            turn=turn,
            of=cast.members["salma"],
            note="Mariage de ma sœur ; je prends une de tes nuits quand tu veux.",
            by=cast.actor("youssef"),
            at=at,
        )
