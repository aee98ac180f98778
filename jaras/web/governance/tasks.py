"""What waits for a member about the watch: their next turns, colleagues who ask for a swap."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.governance.models import Swap, Turn
from jaras.governance.queries import roster
from jaras.governance.roles import WATCH_DUTY, duties
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer
from jaras.web.shell.templating import label


def waiting(viewer: Viewer) -> Iterator[Task]:
    for turn in roster.mine(viewer.actor, since=viewer.at, until=viewer.horizon):
        if turn.duty != WATCH_DUTY:
            yield _other(turn, viewer)
        elif not (turn.starts_at <= viewer.at and viewer.on_watch):
            yield _turn(turn, viewer)
    for swap in roster.asked_of_me(viewer.actor, at=viewer.at):
        yield _swap(swap)


def _turn(turn: Turn, viewer: Viewer) -> Task:
    begun = turn.starts_at <= viewer.at
    hour = moments.clock(turn.starts_at)
    if turn.starts_at >= viewer.midnight:
        said = _("Your watch begins on {day} at {hour}").format(day=moments.day(turn.starts_at), hour=hour)
    else:
        said = _("Your watch began at {hour}") if begun else _("Your watch begins at {hour}")
        said = said.format(hour=hour)
    why = (
        _("You are planned until {hour}; nobody knows that you answer before you take it.")
        if begun
        else _("You are planned until {hour}.")
    )
    return Task(
        kind="turn",
        what=said,
        why=why.format(hour=moments.clock(turn.ends_at)),
        href=reverse("roster_turn", args=[turn.pk]),
        since=turn.starts_at,
        due=turn.starts_at,
        words=turn.note,
    )


def _other(turn: Turn, viewer: Viewer) -> Task:
    """A turn of the team, a call of a pole: nobody takes it, it is held from its hour on."""
    what, hour = label(duties()[turn.duty]), moments.clock(turn.starts_at)
    if turn.starts_at >= viewer.midnight:
        said = _("{what}: from {day}, {hour}").format(what=what, day=moments.day(turn.starts_at), hour=hour)
    else:
        said = _("{what}: from {hour}").format(what=what, hour=hour)
    return Task(
        kind="turn",
        what=said,
        why=_("You are planned until {hour}.").format(hour=moments.clock(turn.ends_at)),
        href=reverse("roster_turn", args=[turn.pk]),
        since=turn.starts_at,
        due=turn.starts_at,
        words=turn.note,
    )


def _swap(swap: Swap) -> Task:
    day, hour = moments.day(swap.turn.starts_at), moments.clock(swap.turn.starts_at)
    why = _("Their watch of {day}, {hour}.").format(day=day, hour=hour)
    if swap.in_return is not None:
        day, hour = moments.day(swap.in_return.starts_at), moments.clock(swap.in_return.starts_at)
        why = f"{why} " + _("Against yours of {day}, {hour}.").format(day=day, hour=hour)
    return Task(
        kind="swap",
        what=_("{name} asks you for a swap").format(name=swap.asked_by.called),
        why=why,
        href=reverse("roster") + "#swaps",
        since=swap.asked_at,
        words=swap.note,
    )
