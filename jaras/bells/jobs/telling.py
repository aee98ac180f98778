"""Who is told at once of what happens to a bell: never whoever did it, nobody who wishes silence."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from jaras.alerts import queries as alerts
from jaras.alerts.rules import Part
from jaras.bells import actions, events
from jaras.bells.models import Bell, BellHelp, BellLetter
from jaras.bells.rules import LetterKind
from jaras.governance.models import Member
from jaras.kernel.actor import SYSTEM, Actor


def on_rung(event: events.BellRung, *, by: Actor, at: datetime) -> None:
    bell = _bell(event.bell_id)
    _tell(bell, LetterKind.CARRY, bell.who, by=by, at=at)


def on_moved_on(event: events.BellMoved, *, by: Actor, at: datetime) -> None:
    """Somebody else is asked, somebody will not, somebody is needed: whoever that concerns."""
    bell = _bell(event.bell_id)
    if event.verb == "ask":
        _tell(bell, LetterKind.CARRY, bell.who, by=by, at=at)
    elif event.verb == "decline":
        _tell(bell, LetterKind.REFUSED, bell.rung_by, by=by, at=at)
    elif event.verb == "block":
        _tell(bell, LetterKind.BLOCKED, bell.asked, by=by, at=at)


def on_amended(event: events.BellAmended, *, by: Actor, at: datetime) -> None:
    if "offered_to" in event.fields:
        bell = _bell(event.bell_id)
        _tell(bell, LetterKind.OFFERED, bell.offered_to, by=by, at=at)


def on_colleague_asked(event: events.BellHelpAsked, *, by: Actor, at: datetime) -> None:
    asked = BellHelp.objects.select_related("bell", "member").get(pk=event.bell_help_id)
    _tell(asked.bell, LetterKind.HELP, asked.member, by=by, at=at)


def on_help_answered(event: events.BellHelpAnswered, *, by: Actor, at: datetime) -> None:
    """A yes is read on the bell; a no sends whoever carries it, whoever rang, to look elsewhere."""
    if event.verb == "decline":
        bell = _bell(event.bell_id)
        for member in {each.pk: each for each in (bell.who, bell.rung_by) if each is not None}.values():
            _tell(bell, LetterKind.HELP_REFUSED, member, by=by, at=at)


def remind_of_tomorrow() -> None:
    """Whoever reads the evening message finds it there; a second run finds it written."""
    at = timezone.now()
    # Both ends by our own clock: a database may not know when Ramadan moves it.
    first, last = (_midnight(at, days) for days in (1, 2))
    rows = Bell.objects.carried().filter(due_at__gte=first, due_at__lt=last).select_related("who", "rung_by")
    told = BellLetter.objects.filter(kind=LetterKind.TOMORROW, at__gte=at - timedelta(hours=12))
    for bell in rows.exclude(pk__in=told.values("bell")).order_by("pk"):
        if not alerts.wishes_of(bell.who).wants(Part.EVENING, usually=True):
            _tell(bell, LetterKind.TOMORROW, bell.who, by=SYSTEM, at=at)


def _midnight(at: datetime, days: int) -> datetime:
    day = timezone.localtime(at).date() + timedelta(days=days)
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def _bell(pk: int) -> Bell:
    return Bell.objects.select_related("who", "rung_by", "asked", "offered_to").get(pk=pk)


def _tell(bell: Bell, kind: LetterKind, member: Member | None, *, by: Actor, at: datetime) -> None:
    if member is None or member.pk == by.member_id or not alerts.wishes_of(member).notices:
        return
    actions.write_to_member(bell=bell, member=member, kind=kind, by=by, at=at)
