"""Tells the invented stories through the actions, each step at its own time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.rules import Stage
from jaras.demo import (
    agreeing,
    assembling,
    convening,
    conversing,
    diagnosing,
    handing,
    helping,
    knowing,
    placing,
    projects,
    referring,
    ringing,
    rosters,
    rounding,
    stories,
)
from jaras.demo.cast import Cast
from jaras.demo.clock import moment, span
from jaras.governance import actions as governance
from jaras.governance.queries import current_watch
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.intake.queries import gazetteer
from jaras.intake.rules.states import DutyState
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import Level
from jaras.outreach import actions as outreach
from jaras.people import actions as people
from jaras.privacy import actions as privacy
from jaras.territory.actions import require_kind
from jaras.territory.models import Commune

BEGINNING = timedelta(days=60)
AUTHORISATION, GRANTED_BEFORE = "DÉMO-INVENTÉE-0000", timedelta(days=30)
Step = dict[str, Any]


def tell(*, at: datetime) -> int:
    """Tell every story up to the instant `at`; how many steps were told."""
    require_kind(invented=True)
    with transaction.atomic():
        began = at - BEGINNING
        cast = Cast(at=began)
        given = began.date() - GRANTED_BEFORE
        privacy.authorise(number=AUTHORISATION, granted_on=given, invented=True, by=SYSTEM, at=began)
    gazetteer()  # read once the places are kept, so that no report of the story reads it again
    with transaction.atomic():
        return Teller(cast, told_at=at).tell()


class Teller:
    """Keeps which report, case or person a story means while its steps are told."""

    def __init__(self, cast: Cast, *, told_at: datetime) -> None:
        self.cast, self.told_at = cast, told_at
        self.reports: dict[str, Report] = {}
        self.cases: dict[str, Case] = {}

    def tell(self) -> int:
        """All steps of all stories in the order of time, as life would have written them."""
        steps: list[tuple[datetime, int, Callable[[], None]]] = []
        for story in stories.reports():
            begins = moment(story["at"], self.told_at)
            steps.append((begins, len(steps), self._beginning(story, begins)))
            for step in story.get("steps", ()):
                at = begins + span(step["after"])
                steps.append((at, len(steps), self._step(story, step, at)))
        for at, holder in self._watches():
            steps.append((at, len(steps), self._watch(holder, at)))
        for at, do in conversing.steps(self.cast, told_at=self.told_at):
            steps.append((at, len(steps), do))
        for at, do in assembling.steps(self.cast, told_at=self.told_at):
            steps.append((at, len(steps), do))
        planned = self.told_at - timedelta(days=2)
        steps.append((planned, len(steps), lambda: rosters.plan(self.cast, today=self.told_at, at=planned)))
        seen = self.told_at - timedelta(days=1)
        steps.append((seen, len(steps), lambda: knowing.tell(self.cast, self.reports, at=seen)))
        steps.append((seen, len(steps), lambda: placing.lay_out(self.cast, at=seen - timedelta(days=6))))
        tonight = self.told_at - timedelta(minutes=20)
        steps.append((tonight, len(steps), lambda: placing.fill(self.cast, at=tonight)))
        for night in (0, 1):
            steps.append(self._round(night, len(steps)))
        composed = moment("-50d 10:00", self.told_at)
        steps.append((composed, len(steps), lambda: convening.compose(self.cast, at=composed)))
        sat = moment("-36d 11:00", self.told_at)
        steps.append((sat, len(steps), lambda: convening.sit(self.cast, self.cases, at=sat)))
        steps.append((planned, len(steps), lambda: convening.plan(self.cast, today=self.told_at, at=planned)))
        changed = max(at for at, _holder in self._watches() if at <= self.told_at)
        promised = changed - timedelta(minutes=40)
        steps.append((promised, len(steps), lambda: handing.promise(self.cast, at=promised)))
        read = min(changed + timedelta(minutes=8), self.told_at)
        steps.append((read, len(steps), lambda: handing.acknowledge(self.cast, at=read)))
        for at, do in ringing.steps(self.cast, self.case, told_at=self.told_at):
            steps.append((at, len(steps), do))
        past = sorted((step for step in steps if step[0] <= self.told_at), key=lambda step: step[:2])
        for _at, _order, do in past:
            do()
        return len(past)

    def _round(self, night: int, order: int) -> tuple[datetime, int, Callable[[], None]]:
        """One of the two last nights, told whole once it is over."""
        starts_at = moment(f"-{2 - night}d 21:30", self.told_at)
        over = starts_at + timedelta(hours=6)
        return over, order, lambda: rounding.go(self.cast, night=night, starts_at=starts_at)

    def _watches(self) -> list[tuple[datetime, str]]:
        """Salma holds the nights, Youssef the days, for the last week."""
        today = self.told_at
        changes = [(moment(f"-{days}d 20:00", today), "salma") for days in range(7)]
        changes += [(moment(f"-{days}d 08:00", today), "youssef") for days in range(7)]
        return changes

    def _watch(self, holder: str, at: datetime) -> Callable[[], None]:
        def change() -> None:
            until = at + timedelta(hours=12)
            current = current_watch()
            if current is None:
                governance.take_watch(by=self.cast.actor(holder), until=until, at=at)
            elif current.holder_id != self.cast.members[holder].pk:
                governance.hand_over_watch(
                    watch=current,
                    to=self.cast.members[holder],
                    note="Rien de particulier ; les signalements en cours sont sur le poste.",
                    until=until,
                    by=self.cast.actor("salma" if holder == "youssef" else "youssef"),
                    at=at,
                )

        return change

    def _beginning(self, story: Step, at: datetime) -> Callable[[], None]:
        def begin() -> None:
            reporter = story.get("reporter", {})
            said: dict[str, Any] = {
                "words": story["words"],
                "who": story.get("who", ""),
                "place": self.cast.places.get(story.get("place", "")),
                "commune": Commune.objects.filter(pk=story.get("commune", "")).first(),
                "anonymous": story.get("anonymous", False),
                "registry_number": story.get("registry", ""),
                "reporter_name": reporter.get("name", ""),
                "reporter_telephone": reporter.get("telephone", ""),
            }
            if "by" in story:
                by = self.cast.actor(story["by"])
                taken = intake.take(channel=story["channel"], by=by, at=at, **said)
            else:
                taken = intake.receive(
                    channel=story["channel"], external_id=f"demo-{story['id']}", by=SYSTEM, at=at, **said
                )
            self.reports[story["id"]] = taken.report

        return begin

    def _step(self, story: Step, step: Step, at: datetime) -> Callable[[], None]:
        def do() -> None:
            by = self.cast.actor(step.get("by") or story["by"])
            report = Report.objects.get(pk=self.reports[story["id"]].pk)
            STEPS[step["do"]](self, story["id"], report, step, by, at)

        return do

    def case(self, key: str) -> Case:
        return Case.objects.get(pk=self.cases[key].pk)


# --- what a step does -------------------------------------------------------------------------

Told = Callable[[Teller, str, Report, Step, Actor, datetime], None]


def _claim(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    intake.claim(report=report, by=by, at=at)


def _call_help(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    intake.call_help(report=report, number=step["number"], note=step.get("note", ""), by=by, at=at)


def _send_team(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    leader = teller.cast.members.get(step.get("leader", ""))
    intake.send_team(report=report, team=step["team"], leader=leader, by=by, at=at)


def _arrive(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    intake.arrive(mission=report.missions.latest("id"), by=by, at=at)


def _return(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    mission = report.missions.latest("id")
    intake.return_team(mission=mission, result=step["result"], note=step.get("note", ""), by=by, at=at)


def _act(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    intake.act(report=report, code=step["code"], key=f"demo-{key}-{step['after']}", by=by, at=at)


def _confirm(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    commune = Commune.objects.filter(pk=step.get("commune", "")).first() or report.commune
    intake.confirm(
        report=report,
        urgency=step["urgency"],
        kind=step.get("kind", "SIGNALEMENT"),
        target_groups=step["groups"],
        poles=step["poles"],
        perceptions_heard=report.perceptions,
        duties=step["duties"],
        commune=commune,
        by=by,
        at=at,
    )


def _person(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    """Somebody new, or the one whom the caller described, by now with a name."""
    about = people.About(
        given_name=step.get("given", ""),
        family_name=step.get("family", ""),
        arabic_name=step.get("ar", ""),
        description=step.get("description", ""),
        sex=step.get("sex", ""),
        age_about=step.get("age"),
        commune=report.commune,
        target_groups=step.get("groups", []),
    )
    about.update(step.get("more", {}))
    if report.who and (described := report.persons.first()) is not None:
        person = people.amend(person=described, by=by, at=at, **about)
    else:
        person = people.register(by=by, at=at, **about)
        intake.add_person(report=report, person=person, by=by, at=at)
    for number, shared_with in step.get("telephones", {}).items():
        people.add_telephone(person=person, number=number, shared_with=shared_with, by=by, at=at)
    for relation in step.get("relations", []):
        people.relate(person=person, by=by, at=at, **relation)
    if "identity_number" in step:
        privacy.note_identity_number(person=person, number=step["identity_number"], by=by, at=at)


def _open_case(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    teller.cases[key] = intake.open_case(report=report, by=by, at=at)


def _join(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    other = Report.objects.get(pk=teller.reports[step["report"]].pk)
    intake.join(report=report, other=other, note=step.get("note", ""), by=by, at=at)


def _inform(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    intake.inform(report=report, note=step["note"], by=by, at=at)


def _refer_out(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    organisation = teller.cast.organisations[step["organisation"]]
    intake.refer_out(report=report, organisation=organisation, note=step["note"], by=by, at=at)


def _grievance(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    intake.take_grievance(report=report, note=step["note"], by=by, at=at)


def _idea(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    intake.take_idea(report=report, note=step["note"], by=by, at=at)


def _unfounded(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    intake.not_founded(report=report, note=step["note"], by=by, at=at)


def _settle(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    intake.settle_duty(
        duty=report.duties.get(code=step["code"]),
        to_whom=step["to_whom"],
        reference=step.get("reference", ""),
        by=by,
        at=at,
    )


def _leave(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    intake.leave_duty(duty=report.duties.get(code=step["code"]), reason=step["reason"], by=by, at=at)


def _close(_: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    for duty in report.duties.filter(state=DutyState.DUE):
        intake.leave_duty(duty=duty, reason="Sans objet après vérification.", by=by, at=at)
    intake.close(report=report, by=by, at=at)
    outreach.tell_progress(report=report, code="closed", by=by, at=at)


def _next(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    cases.plan_next(
        case=teller.case(key),
        what=step["what"],
        who=teller.cast.members[step["who"]],
        due_at=at + span(step["due"]),
        by=by,
        at=at,
    )


def _finish_next(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    cases.finish_next(case=teller.case(key), by=by, at=at)


def _note(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    cases.note(case=teller.case(key), words=step["words"], by=by, at=at)


def _stage(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    cases.enter_stage(case=teller.case(key), stage=Stage(step["stage"]), by=by, at=at)


def _state(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    cases.move_case(case=teller.case(key), verb=step["verb"], reason=step.get("reason", ""), by=by, at=at)


def _team(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    cases.join_team(
        case=teller.case(key),
        member=teller.cast.members[step["member"]],
        referent=step.get("referent", False),
        by=by,
        at=at,
    )


def _restrict(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    cases.set_level(case=teller.case(key), level=Level.RESTRICTED, by=by, at=at)


def _seal(teller: Teller, key: str, report: Report, step: Step, by: Actor, at: datetime) -> None:
    cases.seal(case=teller.case(key), compartment=step["compartment"], by=by, at=at)


STEPS: dict[str, Told] = {
    "claim": _claim,
    "call_help": _call_help,
    "send_team": _send_team,
    "arrive": _arrive,
    "return": _return,
    "act": _act,
    "confirm": _confirm,
    "person": _person,
    "open_case": _open_case,
    "join": _join,
    "inform": _inform,
    "refer_out": _refer_out,
    "grievance": _grievance,
    "idea": _idea,
    "unfounded": _unfounded,
    "settle": _settle,
    "leave": _leave,
    "close": _close,
    "next": _next,
    "finish_next": _finish_next,
    "note": _note,
    "stage": _stage,
    "state": _state,
    "team": _team,
    "restrict": _restrict,
    "seal": _seal,
    **diagnosing.STEPS,
    **referring.STEPS,
    **projects.STEPS,
    **helping.STEPS,
    **agreeing.STEPS,
}
