"""The invented roster: two weeks ahead, with a day that nobody holds, a night that one holds alone."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from jaras.demo.cast import Cast
from jaras.governance import actions as governance
from jaras.governance.roles import WATCH_DUTY
from jaras.governance.rules.roster import hours_of

DAYS = 14
NIGHT, DAY, EVENING = (time(20), time(8)), (time(8), time(20)), (time(21), time(1, 30))
NIGHTS = ("salma", "salma", "youssef", "youssef", "meryem", "meryem")  # two each, from yesterday on
DAYTIME = ("youssef", "youssef", "meryem", "salma", "salma", "youssef")  # never before or after one's night
MISSING = 4  # days ahead: that day Youssef is away, nobody is found yet


def plan(cast: Cast, *, today: datetime, at: datetime) -> None:
    """Salma, Youssef and the head of the cell hold two nights each in turn, the days between."""
    first = timezone.localtime(today).date() - timedelta(days=1)
    for number in range(DAYS + 1):
        day = first + timedelta(days=number)
        _one(cast, NIGHTS[number % len(NIGHTS)], day, NIGHT, at=at)
        if number != MISSING + 1:
            _one(cast, DAYTIME[number % len(DAYTIME)], day, DAY, at=at)
    _others(cast, first, at=at)
    _away(cast, first + timedelta(days=MISSING + 1), at=at)
    _ask(cast, at=at)


def _others(cast: Cast, first: date, *, at: datetime) -> None:
    """Two in the street each second evening but one, when Hassan is alone; Rachid on call for his pole."""
    for number in range(0, DAYS, 2):
        day = first + timedelta(days=number)
        _one(cast, "hassan", day, EVENING, of="team", at=at)
        if number != MISSING:
            _one(cast, "fatiha", day, EVENING, of="team", at=at)
    for number in range(DAYS):
        _one(cast, "rachid", first + timedelta(days=number), NIGHT, of="MED", at=at)


def _away(cast: Cast, day: date, *, at: datetime) -> None:
    governance.note_absence(
        member=cast.members["youssef"],
        starts_on=day,
        ends_on=day,
        kind="leave",
        why="Mariage de sa sœur.",
        by=cast.actor("meryem"),
        at=at,
    )


def _one(
    cast: Cast, who: str, day: date, hours: tuple[time, time], *, of: str = WATCH_DUTY, at: datetime
) -> None:
    zone = timezone.get_default_timezone()
    governance.plan_turns(
        member=cast.members[who],
        hours=hours_of(day, day, start=hours[0], end=hours[1], zone=zone),
        note="Jour férié : prévoir une seconde équipe." if (day.month, day.day) == (1, 1) else "",
        of=of,
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
            note="Visite médicale de mon père ; je prends une de tes nuits quand tu veux.",
            by=cast.actor("youssef"),
            at=at,
        )
