"""What waits for a member: each page folder says its own, the page of the day puts them in order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jaras.cases import queries as cases
from jaras.cases.models import Case
from jaras.governance.queries import current_watch
from jaras.kernel.actor import Actor
from jaras.people.rules import called

AHEAD = timedelta(days=7)  # how far the coming days reach


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do, for whom, why, where; `kind` is a code of the order of a day.

    Who it is about is written in `who`, else it is read with the persons of the case. Of many tasks few are
    shown: what costs something to write is given `unwritten`.
    """

    kind: str
    what: str
    why: str
    href: str
    since: datetime
    due: datetime | None = None
    peril: bool = False
    who: str = ""
    case_id: int | None = None
    words: str = ""  # what somebody said


def unwritten(write: Callable[..., str], *given: Any) -> str:
    """Words that are written when somebody reads them."""
    return cast(str, _written(write, *given))  # type: ignore[no-untyped-call]


_written = lazy(lambda write, *given: write(*given), str)


@dataclass(frozen=True)
class Viewer:
    """Whose day it is; whoever holds the watch answers for what nobody holds."""

    actor: Actor
    on_watch: bool
    at: datetime

    @property
    def today(self) -> date:
        return timezone.localtime(self.at).date()

    @property
    def midnight(self) -> datetime:
        """When today ends."""
        return start_of(self.today + timedelta(days=1))

    @property
    def last_day(self) -> date:
        """The last of the coming days."""
        return self.today + AHEAD

    @property
    def horizon(self) -> datetime:
        """When the last of the coming days ends."""
        return start_of(self.last_day + timedelta(days=1))


Source = Callable[[Viewer], Iterable[Task]]
_sources: list[tuple[Source, tuple[str, ...]]] = []


def waiting(source: Source, *verbs: str) -> None:
    """Page folders add what waits for whoever holds one of these verbs."""
    _sources.append((source, verbs))


def worked_by() -> tuple[str, ...]:
    """The verbs of those for whom something may wait."""
    return tuple({verb: None for _source, verbs in _sources for verb in verbs})


def viewer(actor: Actor, *, at: datetime) -> Viewer:
    watch = current_watch()
    return Viewer(actor, on_watch=watch is not None and watch.holder_id == actor.member_id, at=at)


def tasks(of: Viewer) -> list[Task]:
    """Everything that waits for this member, in no order yet: a fixed number of queries."""
    return [
        task for source, verbs in _sources if any(of.actor.can(verb) for verb in verbs) for task in source(of)
    ]


def about(shown: Sequence[Task]) -> list[str]:
    """For each task who it is about: one query for all the cases."""
    asked = {task.case_id for task in shown if task.case_id is not None and not task.who}
    persons = cases.names([Case(pk=pk) for pk in sorted(asked)]) if asked else {}
    nobody = _("Somebody not named yet")

    def who(task: Task) -> str:
        if task.who or task.case_id is None:
            return task.who
        return " · ".join(_called(*names) for names in persons[task.case_id]) or nobody

    return [who(task) for task in shown]


def _called(latin: str, arabic: str, description: str) -> str:
    in_arabic = (get_language() or "").startswith("ar")
    return called(latin=latin, arabic=arabic, description=description, in_arabic=in_arabic)


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def end_of(day: date) -> datetime:
    """A day that was promised is kept until its end."""
    return start_of(day + timedelta(days=1)) - timedelta(minutes=1)
