"""What is read about absences, about the rules that a plan breaks."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from jaras.governance.models import Absence, Turn
from jaras.governance.roles import duty, rest_rules
from jaras.governance.rules.rest import Away, Broken, Held, absent_from, broken
from jaras.kernel import keys
from jaras.kernel.actor import Actor

MOST = 300


def absences(actor: Actor, *, since: date) -> list[Absence]:
    """Those that are not over: all of them to whoever plans, else one's own."""
    rows = Absence.objects.visible_to(actor).noted().filter(ends_on__gte=since).select_related("member")
    found = list(rows[:MOST])
    keys.prepare(absence.__dict__["why"] for absence in found)
    return found


def away(actor: Actor, first: date, last: date) -> list[Away]:
    """Who is absent on these days, as far as the actor may know."""
    rows = Absence.objects.visible_to(actor).noted().within(first, last)
    return [Away(*each) for each in rows.values_list("member_id", "starts_on", "ends_on")[:MOST]]


def faults(turns: Iterable[Turn], absent: list[Away], *, since: datetime) -> dict[int, list[Broken]]:
    """The rules that each turn breaks, by its number; of those that begin before `since` nothing is told."""
    found: dict[int, list[Broken]] = {}
    counted = [held(turn) for turn in turns if not duty(turn.duty).on_call]
    called = [held(turn) for turn in turns if duty(turn.duty).on_call]
    found_in = [*broken(counted, absent, rest_rules()), *absent_from(called, absent)]
    for each in found_in:
        if each.held.ends_at > since:
            found.setdefault(each.held.turn, []).append(each)
    return found


def held(turn: Turn) -> Held:
    return Held(timezone.localtime(turn.starts_at), timezone.localtime(turn.ends_at), turn.member_id, turn.pk)
