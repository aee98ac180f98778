"""How the stories write a life project: goals, steps, commitments, the yes of the person, what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO
from math import pi, sin
from struct import pack
from typing import TYPE_CHECKING

from django.utils import timezone
from PIL import Image, ImageDraw

from jaras.demo.cast import Cast
from jaras.demo.clock import span
from jaras.inclusion import actions, queries
from jaras.inclusion.models import Goal, LifeProject, Step
from jaras.inclusion.rules import LIVING, Doer, How
from jaras.intake.models import Report
from jaras.kernel.actor import Actor

if TYPE_CHECKING:
    from jaras.demo.tell import Step as Said
    from jaras.demo.tell import Teller, Told

RATE = 8000


def _write(teller: Teller, key: str, report: Report, step: Said, by: Actor, at: datetime) -> None:
    """A draft with all it says: the first one, or the next one after the version that is lived."""
    cast, case = teller.cast, teller.case(key)
    person = case.persons.order_by("parties__id")[0]
    lived = case.projects.filter(state__in=LIVING).first()
    project = (
        actions.revise(project=lived, by=by, at=at)
        if lived
        else actions.begin(case=case, person=person, by=by, at=at)
    )
    project = actions.amend(
        project=project,
        words=str(step.get("words", project.words)),
        person_commits=str(step.get("person", project.person_commits)),
        cell_commits=str(step.get("cell", project.cell_commits)),
        review_on=_day(step.get("review"), at),
        by=by,
        at=at,
    )
    for goal in project.kept_goals():
        if goal.words in step.get("without", ()):
            actions.remove_goal(goal=goal, by=by, at=at)
    for said in step.get("goals", ()):
        goal = actions.add_goal(project=project, words=said["goal"], domain=said["domain"], by=by, at=at)
        for each in said.get("steps", ()):
            _step(cast, goal, each, by=by, at=at)


def _step(cast: Cast, goal: Goal, said: Said, *, by: Actor, at: datetime) -> None:
    doer = Doer(said["who"])
    actions.add_step(
        goal=goal,
        what=said["what"],
        doer=doer,
        member=cast.members.get(said.get("member", "")),
        organisation=cast.organisations.get(said.get("organisation", "")),
        somebody=said.get("somebody", ""),
        by_on=_day(said.get("by"), at),
        by=by,
        at=at,
    )


def _agree(teller: Teller, key: str, report: Report, step: Said, by: Actor, at: datetime) -> None:
    """The person says yes, with an invented signature or an invented voice."""
    cast, case = teller.cast, teller.case(key)
    project = case.projects.get(state="drafting")
    how = How(step["how"])
    today = timezone.localtime(at).date()
    actions.agree(
        project=project,
        how=how,
        sent=hummed(project.pk) if how is How.VOICE else signed(project.pk),
        file_name="accord",
        name=step["name"],
        signed_on=today,
        review_on=_day(step["review"], at),
        witness=cast.members.get(step.get("witness", "")),
        seen=queries.content(project),
        nonce=f"demo-{project.pk}",
        by=by,
        at=at,
    )


def _follow(teller: Teller, key: str, report: Report, step: Said, by: Actor, at: datetime) -> None:
    """The version that is lived begins, its steps are done, it falls due, it is achieved."""
    project = teller.case(key).projects.get(state__in=LIVING)
    MOVES[step["verb"]](project, step, by, at)


def _finish(project: LifeProject, step: Said, by: Actor, at: datetime) -> None:
    done = Step.objects.get(goal__project=project, what=step["what"])
    actions.finish_step(step=done, done=True, by=by, at=at)


MOVES: dict[str, Callable[[LifeProject, Said, Actor, datetime], object]] = {
    "start": lambda project, step, by, at: actions.start(project=project, by=by, at=at),
    "step": _finish,
    "fall_due": lambda project, step, by, at: actions.fall_due(by=by, at=at),
    "achieve": lambda project, step, by, at: actions.achieve(
        project=project, said=step["said"], by=by, at=at
    ),
    "leave": lambda project, step, by, at: actions.leave(project=project, reason=step["said"], by=by, at=at),
}


STEPS: dict[str, Told] = {"project": _write, "project_agree": _agree, "project_follow": _follow}


def _day(after: str | None, at: datetime) -> date | None:
    return timezone.localtime(at + span(after)).date() if after else None


def signed(number: int) -> bytes:
    """A signature nobody has: a wave that is another one for every project."""
    frame = Image.new("RGB", (900, 300), "white")
    ImageDraw.Draw(frame).line(list(_wave(number)), fill="#1b2430", width=5, joint="curve")
    out = BytesIO()
    frame.save(out, "PNG")
    return out.getvalue()


def _wave(number: int) -> Iterator[tuple[float, float]]:
    for place in range(140):
        turn = place / 9
        yield 180 + place * 3.6 + 38 * sin(turn * 2 + number), 150 + 62 * sin(turn * (1.3 + number % 5 / 9))


def hummed(number: int) -> bytes:
    """A voice nobody has: two seconds of a soft tone, another one for every project."""
    samples = [int(3000 * sin(2 * pi * (180 + number) * each / RATE)) for each in range(2 * RATE)]
    data = pack(f"<{len(samples)}h", *samples)
    head = pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        36 + len(data),
        b"WAVE",
        b"fmt ",
        16,
        1,
        1,
        RATE,
        2 * RATE,
        2,
        16,
        b"data",
        len(data),
    )
    return head + data
