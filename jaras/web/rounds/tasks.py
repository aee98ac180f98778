"""The rounds on which a member goes."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.rounds import queries
from jaras.rounds.rules import RoundState
from jaras.web.shell import moments
from jaras.web.shell.day import Task, Viewer


def waiting(viewer: Viewer) -> Iterator[Task]:
    for each in queries.mine(viewer.actor, until=viewer.horizon):
        going = each.state == RoundState.UNDER_WAY
        why = _("It leaves on {day} at {hour}.").format(
            day=moments.day(each.starts_at), hour=moments.clock(each.starts_at)
        )
        yield Task(
            kind="round",
            what=_("Go on with the round") if going else _("Go on the round"),
            why=_("The team is on the road.") if going else why,
            href=reverse("round", args=[each.pk]),
            since=each.started_at or each.starts_at,
            due=each.starts_at,
        )
