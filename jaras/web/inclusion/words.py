"""What a life project says, in the reader's words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jaras.inclusion.lists import domains
from jaras.inclusion.models import Agreement, Goal, LifeProject, Step
from jaras.inclusion.rules import Doer, How, ProjectState
from jaras.web.cases.words import name_of
from jaras.web.shell import moments
from jaras.web.shell.templating import label

# Word and kind of the state, as `ui.state` shows it.
STATES: dict[str, tuple[Any, str]] = {
    ProjectState.DRAFTING: (gettext_lazy("Being written"), "waiting"),
    ProjectState.AGREED: (gettext_lazy("Agreed"), "current"),
    ProjectState.ACTIVE: (pgettext_lazy("project", "Under way"), "current"),
    ProjectState.REVIEW_DUE: (gettext_lazy("To be looked at again"), "waiting"),
    ProjectState.REVISED: (gettext_lazy("Replaced by the next version"), "plain"),
    ProjectState.ACHIEVED: (gettext_lazy("Achieved"), "done"),
    ProjectState.LEFT: (gettext_lazy("Stopped"), "plain"),
}

HOW: dict[str, Any] = {
    How.SCREEN: gettext_lazy("Signature on the screen"),
    How.PAPER: gettext_lazy("Signature on paper"),
    How.VOICE: gettext_lazy("Voice note before a witness"),
}


@dataclass(frozen=True)
class Line:
    """A step with who takes it, whether it is late."""

    step: Step
    who: str
    late: bool


@dataclass(frozen=True)
class Aim:
    """A goal with its domain in words, its steps."""

    goal: Goal
    domain: str
    lines: list[Line]
    taken_out: list[Step]


def aims(project: LifeProject) -> list[Aim]:
    """The goals in the person's order."""
    today = timezone.localdate()
    return [
        Aim(
            goal,
            domain(goal),
            [Line(step, who(step, project), _late(step, today)) for step in goal.kept_steps()],
            [step for step in goal.steps.all() if step.removed_at is not None],
        )
        for goal in project.kept_goals()
    ]


def _late(step: Step, today: date) -> bool:
    return step.done_at is None and step.by_on is not None and step.by_on < today


def domain(goal: Goal) -> str:
    item = domains().get(goal.domain)
    return label(item) if item else ""


def who(step: Step, project: LifeProject) -> str:
    """Who takes a step, by their name where there is one."""
    say: dict[str, Callable[[], str]] = {
        Doer.PERSON: lambda: project.person.name,
        Doer.REFERENT: lambda: name_of(project.case.referent) or _("The referent"),
        Doer.MEMBER: lambda: name_of(step.member),
        Doer.ORGANISATION: lambda: str(step.organisation.name) if step.organisation else "",
        Doer.OTHER: lambda: step.somebody,
    }
    return say[step.doer]()


def step_said(step: Step, project: LifeProject) -> str:
    """A step in one line: what, who, by when."""
    by_when = _("by %(day)s") % {"day": moments.exact(step.by_on)} if step.by_on else ""
    return " · ".join(apart(part) for part in (step.what, who(step, project), by_when) if part)


def apart(words: str) -> str:
    """Words that keep their own direction inside a line of another script."""
    return f"\u2068{words}\u2069"


def agreed(agreement: Agreement | None) -> str:
    return str(HOW.get(agreement.how, "")) if agreement else ""


def agreement_of(project: LifeProject) -> Agreement | None:
    """The person's yes, if they gave it."""
    return getattr(project, "agreement", None)
