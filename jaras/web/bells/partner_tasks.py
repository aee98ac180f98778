"""What waits for whoever rang a bell: a partner who will not help, one whom no letter reached."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jaras.bells.models import BellHelp
from jaras.bells.queries import letters as queries
from jaras.bells.queries.letters import Reached
from jaras.bells.rules import HelpState
from jaras.web.shell.day import Task, Viewer

QUOTED = 90


def of_whoever_rang(viewer: Viewer) -> Iterator[Task]:
    """They look for somebody else, call, write to another address, or say that they know."""
    for asked, way in queries.to_look_after(viewer.actor):
        since = asked.answered_at or asked.asked_at
        if asked.state == HelpState.DECLINED:
            yield _task(asked, "bell_help_declined", _("Ask somebody else"), _("They cannot help."), since)
        elif way == Reached.UNDELIVERED:
            yield _task(
                asked, "bell_partner", _("Reach them another way"), _("The letter did not arrive."), since
            )
        else:
            yield _task(asked, "bell_partner", _("Call them"), _("No letter leaves to them for this."), since)


def _task(asked: BellHelp, kind: str, what: str, why: str, since: datetime) -> Task:
    name = asked.organisation.name if asked.organisation else ""
    words = asked.reason if asked.state == HelpState.DECLINED else asked.part or asked.bell.what
    return Task(
        kind=kind,
        what=what,
        why=why,
        href=reverse("bell_partner_help", args=[asked.pk]),
        since=since,
        who=name,
        words=words[:QUOTED],
    )
