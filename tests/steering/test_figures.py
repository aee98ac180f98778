"""Figures follow what happens, to the last unit."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

import pytest

from jaras.care import actions as care
from jaras.care.lists import not_done_reasons
from jaras.care.models import Intervention
from jaras.care.rules import InterventionState
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.cases.rules import Stage
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.intake.models import Outcome, Report
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord, Level
from jaras.people import actions as people
from jaras.people.models import Person
from jaras.steering import actions, jobs, queries
from jaras.steering.models import Counted, Figure, Mark
from jaras.steering.queries import Board, Wanted
from jaras.steering.rules import Month, Period, Step, Unit
from jaras.territory.models import Commune
from tests import factories

T = TypeVar("T")
MakeMember = Callable[..., Member]
NOVEMBER = Period(Month(2026, 11), Month(2026, 11))


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("head", compartments=["violence"])


@pytest.fixture
def by(salma: Member) -> Actor:
    return actor_of(salma)


def board(unit: Unit = Unit.REPORTS, *, kept: str = "", period: Period = NOVEMBER) -> Board:
    return queries.board(Wanted(period=period, unit=unit, kept=kept))


def count(unit: Unit, *, kept: str = "") -> int:
    return board(unit, kept=kept).total(unit, NOVEMBER)


def test_a_report_is_counted_before_anybody_settles(salma: Member, at: datetime) -> None:
    factories.report(by=salma, at=at, commune=factories.commune(), urgency="24H")
    told = board()
    assert told.total(Unit.REPORTS, NOVEMBER) == 1
    assert told.apart["commune"] == {"05.311.01.07": 1}
    assert told.apart["channel"] == {"TEL": 1}
    assert told.delays[Step.RESPONSE].waiting == 1
    assert not Figure.objects.exists()


def test_settling_changes_nothing_that_is_read(salma: Member, by: Actor, at: datetime) -> None:
    report = factories.report(by=salma, at=at, commune=factories.commune())
    intake.call_help(report=report, number="15", by=by, at=at + timedelta(minutes=12))
    before = board(Unit.INTERVENTIONS)
    assert actions.settle() > 0
    assert board(Unit.INTERVENTIONS) == before
    assert not Mark.objects.exists()
    assert before.total(Unit.INTERVENTIONS, NOVEMBER) == 1
    assert before.apart["pole"] == {"MED": 1}


def test_what_is_left_when_the_time_is_up_is_settled_the_next_time(
    salma: Member, by: Actor, at: datetime
) -> None:
    for _each in range(3):
        factories.report(by=salma, at=at, commune=factories.commune())
    assert actions.settle(at_once=1, within_s=0) == 1
    assert Mark.objects.count() == 2
    assert count(Unit.REPORTS) == 3
    assert actions.settle() == 2
    assert count(Unit.REPORTS) == 3


def test_what_is_counted_now_is_not_counted_again_for_its_other_marks(
    salma: Member, by: Actor, at: datetime
) -> None:
    man = factories.person(description="homme, ~60 ans", sex="m")
    case = factories.case(by=salma, at=at, persons=[man])
    other = factories.report(by=salma, at=at)
    Mark.objects.all().delete()
    marked = [("person", man.pk), ("case", case.pk), ("case", case.pk), ("person", man.pk)]
    actions.mark([*marked, ("report", other.pk)])
    actions.settle(at_once=1, within_s=0)
    left = list(Mark.objects.order_by("pk").values_list("kind", "subject_id"))
    assert left == [("person", man.pk), ("report", other.pk)]
    actions.settle()
    assert actions.check() == []


def test_a_figure_may_be_kept_to_one_value(salma: Member, by: Actor, at: datetime) -> None:
    factories.report(by=salma, at=at, commune=factories.commune())
    factories.report(by=salma, at=at, channel="GUICHET")
    actions.settle()
    assert count(Unit.REPORTS, kept="channel:GUICHET") == 1
    assert board(kept="channel:GUICHET").apart["commune"] == {"": 1}


def test_what_is_corrected_moves(salma: Member, by: Actor, at: datetime) -> None:
    report = factories.report(by=salma, at=at, commune=factories.commune())
    intake.act(report=report, code="HOP", key="one", by=by, at=at)
    actions.settle()
    other = factories.commune("05.311.01.09", name_fr="Oued Zem")
    intake.decide(report=report, commune=other, target_groups=["MIG"], by=by, at=at)
    for settled in (False, True):
        if settled:
            actions.settle()
        for unit in (Unit.REPORTS, Unit.INTERVENTIONS):
            assert board(unit).apart["commune"] == {other.code: 1}
            assert board(unit).apart["origin"] == {"nationality": 1}
            assert board(unit).apart["public"] == {"MIG": 1}
    assert actions.check() == []


def test_two_calls_about_one_event_are_two_reports(salma: Member, by: Actor, at: datetime) -> None:
    first, second = factories.report(by=salma, at=at), factories.report(by=salma, at=at)
    intake.join(report=second, other=first, by=by, at=at)
    assert count(Unit.REPORTS) == 2


def test_what_was_taken_by_mistake_does_not_count(salma: Member, by: Actor, at: datetime) -> None:
    report = factories.report(by=salma, at=at)
    factories.report(by=salma, at=at, draft=True)
    actions.settle()
    assert count(Unit.REPORTS) == 1
    intake.withdraw(report=report, reason="Essai", by=by, at=at)
    assert count(Unit.REPORTS) == 0
    actions.settle()
    assert count(Unit.REPORTS) == 0
    assert not Counted.objects.exists()


def test_only_what_is_done_counts(salma: Member, by: Actor, at: datetime) -> None:
    case = factories.case(by=salma, at=at)
    planned = care.record(case=case, code="REP", state=InterventionState.PLANNED, by=by, at=at)
    assert count(Unit.INTERVENTIONS) == 0
    care.move(intervention=planned, verb="do", by=by, at=at)
    assert count(Unit.INTERVENTIONS) == 1


def test_nights_are_summed(salma: Member, by: Actor, at: datetime) -> None:
    case = factories.case(by=salma, at=at)
    for nights in (3, 4):
        care.record(case=case, code="ACC-HEB", nights=nights, by=by, at=at)
    assert count(Unit.NIGHTS) == 7


def test_a_person_counts_once_where_they_were_first_met(salma: Member, by: Actor, at: datetime) -> None:
    person = factories.person(by=salma, at=at)
    first = factories.report(by=salma, at=at, commune=factories.commune())
    intake.add_person(report=first, person=person, by=by, at=at)
    factories.case(by=salma, at=at + timedelta(days=1), persons=[person])
    told = board(Unit.PERSONS)
    assert told.total(Unit.PERSONS, NOVEMBER) == 1
    assert told.apart["commune"] == {"05.311.01.07": 1}
    intake.withdraw(report=first, reason="Essai", by=by, at=at)
    assert board(Unit.PERSONS).apart["commune"] == {"": 1}


def test_an_intervention_stands_in_the_stage_of_its_day(salma: Member, by: Actor, at: datetime) -> None:
    case = factories.case(by=salma, at=at)
    care.record(case=case, code="REP", by=by, at=at)
    cases.enter_stage(case=case, stage=Stage.INCUBATION, by=by, at=at + timedelta(days=2))
    care.record(case=case, code="DOU", by=by, at=at + timedelta(days=3))
    assert board(Unit.INTERVENTIONS).apart["stage"] == {"ACCUEIL": 1, "INCUBATION": 1}
    assert board(Unit.CASES).apart["stage"] == {"INCUBATION": 1}


def test_delays_run_from_step_to_step(salma: Member, by: Actor, at: datetime) -> None:
    report = factories.report(by=salma, at=at)
    intake.open_case(report=report, by=by, at=at + timedelta(hours=6))
    told = board(Unit.CASES).delays
    assert told[Step.CASE].within == (0, 0, 1, 0, 0)
    assert told[Step.CASE].median == timedelta(hours=7)
    assert told[Step.DIAGNOSIS].waiting == 1


def test_months_are_those_of_the_territory(salma: Member) -> None:
    last_night = datetime.fromisoformat("2025-10-31T23:30:00+00:00")  # in Casablanca it is 00:30 already
    factories.report(by=salma, at=last_night)
    november = Period(Month(2025, 11), Month(2025, 11))
    assert board(period=november).total(Unit.REPORTS, november) == 1


def test_reading_asks_three_queries_whatever_is_behind(
    salma: Member, at: datetime, django_assert_num_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    for minutes in range(8):
        factories.report(by=salma, at=at + timedelta(minutes=minutes))
    actions.settle()
    with django_assert_num_queries(3):
        board()


def test_taking_a_report_writes_one_mark(salma: Member, at: datetime) -> None:
    factories.report(by=salma, at=at)
    assert list(Mark.objects.values_list("kind", flat=True)) == ["report"]


def test_every_event_is_counted_or_said_not_to_be() -> None:
    names = {event.__name__ for event in jobs.heard()}
    assert {"ReportReceived", "CaseOpened", "InterventionRecorded", "PersonAmended"} <= names
    known = {name for module in jobs.HEARD for name in vars(module)}
    assert known >= jobs.INDIFFERENT, "These events are gone: take them off INDIFFERENT."


def test_a_difference_is_found_then_repaired(salma: Member, by: Actor, at: datetime) -> None:
    factories.report(by=salma, at=at)
    report = factories.report(by=salma, at=at)
    actions.settle()
    Figure.objects.filter(unit="reports", period="2026-11", kept="").update(total=7)
    Counted.objects.filter(unit="reports", subject_id=report.pk).update(amount=2)
    wrong = actions.check()
    assert {(each.subject_id, each.tag) for each in wrong if each.where is None} == {(report.pk, "")}
    assert any(each.tag == "total" and (each.kept, each.true) == (7, 2) for each in wrong)
    actions.repair(differences=len(wrong), by=by, at=at)
    assert actions.check() == []
    assert count(Unit.REPORTS) == 2
    assert EventRecord.objects.get(name="FiguresRepaired").data["differences"] == len(wrong)


REASONS = {"do": "", "leave_undone": next(iter(not_done_reasons().codes()))}


class Life:
    """Things that happen at random, each through its action."""

    def __init__(self, salma: Member, at: datetime, seed: int) -> None:
        self.random, self.salma, self.by = Random(seed), salma, actor_of(salma)
        self.at = at
        self.communes: list[Commune | None] = [
            factories.commune(),
            factories.commune("05.311.01.09", name_fr="Oued Zem"),
            None,
        ]

    def happen(self) -> None:
        self.at += timedelta(hours=self.random.randrange(1, 90))
        step = self.random.choice(
            [self.take, self.take, self.confirm, self.join, self.undo, self.open, self.link, self.act]
            + [
                self.help,
                self.move,
                self.stage,
                self.name,
                self.amend,
                self.withdraw,
                self.level,
                self.correct,
            ]
        )
        step()

    def any(self, rows: Iterable[T]) -> T | None:
        found = list(rows)
        return self.random.choice(found) if found else None

    def report(self, *states: str) -> Report | None:
        found = Report.objects.filter(state__in=states or ("received", "reopened", "triaged", "closed"))
        return self.any(found)

    def case(self) -> Case | None:
        return self.any(Case.objects.living())

    def person(self) -> Person:
        known = list(Person.objects.all())
        if known and self.random.random() < 0.5:
            return self.random.choice(known)
        return factories.person(by=self.salma, at=self.at, description="homme", commune=self.commune())

    def commune(self) -> Commune | None:
        return self.random.choice(self.communes)

    def publics(self) -> list[str]:
        return self.random.sample(["SAB", "MIG", "PAS", "PAI"], self.random.randrange(3))

    def take(self) -> None:
        channel = self.random.choice(["TEL", "GUICHET", "WEB"])
        factories.report(by=self.salma, at=self.at, channel=channel, commune=self.commune())

    def confirm(self) -> None:
        if (report := self.report()) is not None:
            intake.decide(
                report=report,
                urgency=self.random.choice(["IMMEDIAT", "24H", "SEMAINE"]),
                target_groups=self.publics(),
                poles=self.random.sample(["MED", "ACC", "JUR"], self.random.randrange(3)),
                commune=self.commune(),
                by=self.by,
                at=self.at,
            )

    def join(self) -> None:
        one, other = self.report("received", "reopened", "triaged"), self.report()
        apart = one and other and one != other and (other.joined_to_id or other.pk) != one.pk
        if one and other and apart and not one.joined.exists():
            intake.join(report=one, other=other, by=self.by, at=self.at)

    def undo(self) -> None:
        given = Outcome.objects.filter(undone_at=None)
        kinds = given.filter(kind__in=["duplicate", "case_linked"], report__state__in=["triaged", "closed"])
        if (outcome := self.any(kinds)) is not None:
            intake.undo(outcome=outcome, reason="Erreur", by=self.by, at=self.at)

    def open(self) -> None:
        if (report := self.report("received", "reopened", "triaged")) is not None:
            intake.open_case(report=report, persons=[self.person()], by=self.by, at=self.at)

    def link(self) -> None:
        report, case = self.report("received", "reopened", "triaged"), self.case()
        if report and case and not report.outcomes.filter(case=case, undone_at=None).exists():
            intake.link_case(report=report, case=case, by=self.by, at=self.at)

    def act(self) -> None:
        if (report := self.report("received", "reopened", "triaged")) is not None:
            intake.act(report=report, code=self.random.choice(["HOP", "REP"]), key="", by=self.by, at=self.at)

    def help(self) -> None:
        if (case := self.case()) is not None:
            state = self.random.choice([InterventionState.PLANNED, InterventionState.DONE])
            care.record(case=case, code="DOU", state=state, by=self.by, at=self.at)

    def move(self) -> None:
        planned = Intervention.objects.filter(state="planned")
        if (intervention := self.any(planned)) is not None:
            verb = self.random.choice(["do", "leave_undone"])
            care.move(intervention=intervention, verb=verb, reason=REASONS[verb], by=self.by, at=self.at)

    def stage(self) -> None:
        if (case := self.case()) is not None:
            others = [stage for stage in Stage if stage != case.stage]
            cases.enter_stage(case=case, stage=self.random.choice(others), by=self.by, at=self.at)

    def name(self) -> None:
        if (report := self.report()) is not None:
            intake.add_person(report=report, person=self.person(), by=self.by, at=self.at)

    def amend(self) -> None:
        people.amend(
            person=self.person(),
            by=self.by,
            at=self.at,
            description="femme",
            commune=self.commune(),
            target_groups=self.publics(),
        )

    def withdraw(self) -> None:
        if (report := self.report()) is not None and self.random.random() < 0.3:
            intake.withdraw(report=report, reason="Essai", by=self.by, at=self.at)

    def level(self) -> None:
        if (case := self.case()) is not None:
            level = self.random.choice(list(Level))
            if case.level == Level.SEALED and level != Level.SEALED:
                cases.unseal(case=case, level=level, reason="Essai", by=self.by, at=self.at)
            elif level == Level.SEALED:
                cases.seal(case=case, compartment="violence", by=self.by, at=self.at)
            else:
                cases.set_level(case=case, level=level, by=self.by, at=self.at)

    def correct(self) -> None:
        if (case := self.case()) is not None:
            cases.amend(
                case=case,
                summary="",
                place_text="",
                commune=self.commune(),
                by=self.by,
                at=self.at,
            )


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_every_figure_is_the_sum_of_its_rows(salma: Member, at: datetime, seed: int) -> None:
    life = Life(salma, at, seed)
    wanted = [
        Wanted(period=Period(Month(2026, 11), Month(2027, 2)), unit=unit, kept=kept, shares=shares)
        for shares in (("ordinary", "restricted", "sealed.violence"), ("ordinary",))
        for unit in Unit
        for kept in ("", "channel:TEL", "origin:nationality", "commune:05.311.01.07")
    ]
    for _round in range(5):
        for _step in range(12):
            life.happen()
        before = [queries.board(each) for each in wanted]
        actions.settle()
        assert [queries.board(each) for each in wanted] == before
        assert actions.check() == []
    assert before[0].total(Unit.INTERVENTIONS, wanted[0].period) > 0
