"""The lines of a day: what, for whom, why."""

from collections.abc import Sequence
from functools import cache

from markupsafe import Markup, escape

from jaras.steering.lists import kinds_of_task
from jaras.web.shell import signs
from jaras.web.shell.day import Task
from jaras.web.shell.templating import label


def drawn(tasks: Sequence[Task], who: Sequence[str], *, after: int = 0) -> list[Markup]:
    """The lines of these tasks, without the first ones, which stand above the list."""

    kept = cache(kind)

    def line(task: Task, name: str) -> Markup:
        return Markup(  # nosec B704 - every part is escaped where it comes in
            f'<li class="row"><a class="row-link" href="{escape(task.href)}">'
            f'<span class="row-head">{kept(task.kind, task.peril)}</span>'
            f'<span class="row-words" dir="auto">{words(task, name)}</span>'
            f'<span class="row-facts">{escape(task.why)}</span></a></li>\n'
        )

    return [line(task, name) for task, name in zip(tasks, who, strict=True)][after:]


def kind(code: str, peril: bool, *, bare: bool = False) -> Markup:
    """What it is, in red where a life may be in danger; `bare`: without its sign."""
    known = kinds_of_task()[code]
    if peril:
        return signs.urgency("IMMEDIAT", label(known))
    return escape(label(known)) if bare else signs.worded(known["sign"], label(known))


def words(task: Task, who: str) -> Markup:
    """The name first, then what to do; of a report, what to do, then what was said."""
    name = f"<b><bdi>{escape(who)}</bdi></b> · " if who else ""
    said = f' <q dir="auto">{escape(task.words)}</q>' if task.words else ""
    return Markup(f"{name}{escape(task.what)}{said}")  # nosec B704 - every part is escaped where it comes in
