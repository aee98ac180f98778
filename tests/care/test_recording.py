"""One intervention from a page or many from a register: the same rows, the same traces."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jaras.care import actions
from jaras.care.models import Intervention, Need
from jaras.care.rules import Help, InterventionState
from jaras.cases import actions as cases
from jaras.cases.models import Case, TimelineEntry
from jaras.governance.models import Member, actor_of
from jaras.intake.models import Report
from jaras.kernel import counters
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.partners.models import Organisation
from jaras.people.models import Person
from jaras.territory.models import Commune
from tests import factories

MakeMember = Callable[..., Member]
DAY = timedelta(days=1)


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator")


@pytest.fixture
def by(salma: Member) -> Actor:
    return actor_of(salma)


@pytest.fixture
def case(salma: Member, at: datetime) -> Case:
    return factories.case(by=salma, at=at - 40 * DAY)


@pytest.fixture
def report(salma: Member, at: datetime) -> Report:
    return factories.report(by=salma, at=at)


def register(case: Case, report: Report, at: datetime) -> list[Help]:
    """Six lines such as a register of the years before holds."""
    person, shelter = case.persons.get(), factories.organisation()
    return [
        Help(code="REP", moment=at - 30 * DAY, case_id=case.pk, note="Un repas chaud", source="r:1"),
        Help(code="ACC-HEB", moment=at - 20 * DAY, case_id=case.pk, nights=12, organisation_id=shelter.pk),
        Help(code="HOP", moment=at, report_id=report.pk, cost=Decimal("350.00"), place_text="CHP"),
        Help(code="ECO-FP", moment=at + 9 * DAY, case_id=case.pk, state=InterventionState.PLANNED),
        Help(
            code="JUR-CIV",
            moment=at,
            case_id=case.pk,
            person_id=person.pk,
            state=InterventionState.NOT_DONE,
            reason="PAPERS",
            commune_id=factories.commune().pk,
        ),
        Help(code="REP", moment=at, case_id=case.pk, report_id=report.pk, source="r:1"),  # again
    ]


def traces() -> dict[str, Any]:
    """All that writing interventions leaves behind, but for the numbers of its rows."""
    rows = Intervention.objects.order_by("id").values()
    lines = TimelineEntry.objects.filter(kind="intervention").order_by("id").values()
    log = EventRecord.objects.filter(subject="intervention").order_by("id").values()
    return {
        "rows": [{name: value for name, value in row.items() if name != "id"} for row in rows],
        "lines": [
            {name: row[name] for name in ("case_id", "at", "text", "by_id")}
            | {"data": {name: value for name, value in row["data"].items() if name != "intervention"}}
            for row in lines
        ],
        "log": [{name: row[name] for name in ("name", "data", "by_id", "at")} for row in log],
        "figures": {key: value for key, value in counters.read("interventions").items() if value},
        "moved": list(Case.objects.order_by("id").values_list("moved_at", flat=True)),
    }


def forget() -> None:
    """As if nothing had been written yet; the log, which refuses, is read from its end."""
    TimelineEntry.objects.filter(kind="intervention").delete()
    Intervention.objects.all().delete()
    for key, value in counters.read("interventions").items():
        counters.add("interventions", key, -value)


def one_by_one(rows: list[Help], *, by: Actor, at: datetime) -> None:
    """Each row through the action that a page calls, which takes objects."""
    for row in rows:
        values = dict(vars(row))
        for name, manager in (
            ("report", Report.objects),
            ("case", Case.objects),
            ("person", Person.objects),
            ("need", Need.objects),
            ("referral", Need.objects.none()),
            ("organisation", Organisation.objects),
            ("commune", Commune.objects),
        ):
            key = values.pop(f"{name}_id")
            values[name] = manager.get(pk=key) if key else None
        actions.record(**values, by=by, at=at)


def test_many_leave_what_one_by_one_leave(case: Case, report: Report, by: Actor, at: datetime) -> None:
    rows, moved = register(case, report, at), case.moved_at
    one_by_one(rows, by=by, at=at)
    singly = traces()
    forget()
    Case.objects.update(moved_at=moved)
    done = actions.record_many(rows=rows, by=by, at=at)
    together = traces()
    together["log"] = together["log"][len(singly["log"]) :]
    assert together == singly
    assert len(singly["rows"]) == len(singly["log"]) == 5
    assert done.refused == {}
    assert done.rows[5].pk == done.rows[0].pk


def test_a_refused_row_stops_no_other(case: Case, report: Report, by: Actor, at: datetime) -> None:
    good, _bed, *_rest = register(case, report, at)
    rows = [replace(good, code="GOLD"), good, replace(good, nights=2), replace(good, person_id=10**6)]
    done = actions.record_many(rows=rows, by=by, at=at)
    assert (list(done.rows), list(done.refused)) == ([1], [0, 2, 3])
    assert [refusal.field for refusal in done.refused.values()] == ["code", "nights", "person"]
    assert done.refused.keys() == actions.refusals(rows=rows, by=by, at=at).keys()
    assert Intervention.objects.count() == 1


def test_asking_what_would_be_refused_writes_nothing(
    case: Case, report: Report, by: Actor, at: datetime
) -> None:
    assert actions.refusals(rows=register(case, report, at), by=by, at=at) == {}
    assert (Intervention.objects.count(), counters.read("interventions")) == (0, {})


def test_rows_on_what_one_does_not_see_are_not_there(
    case: Case, report: Report, member: MakeMember, at: datetime
) -> None:
    stranger = actor_of(member("field"))
    done = actions.record_many(rows=register(case, report, at), by=stranger, at=at)
    assert (done.rows, len(done.refused)) == ({}, 6)
    with pytest.raises(Forbidden):
        actions.record_many(rows=[], by=actor_of(member("partner")), at=at)


def test_a_register_sent_again_changes_nothing(case: Case, report: Report, by: Actor, at: datetime) -> None:
    rows = [replace(row, source=f"r:{place}") for place, row in enumerate(register(case, report, at))]
    first = actions.record_many(rows=rows, by=by, at=at)
    before = traces()
    again = actions.record_many(rows=rows, by=by, at=at + DAY)
    assert traces() == before
    assert {place: row.pk for place, row in again.rows.items()} == {
        place: row.pk for place, row in first.rows.items()
    }


def test_ten_times_the_rows_cost_the_same_queries_a_chunk(case: Case, by: Actor, at: datetime) -> None:
    def reads(many: int) -> int:
        rows = [Help(code="REP", moment=at - place * DAY, case_id=case.pk) for place in range(many)]
        with CaptureQueriesContext(connection) as asked:
            actions.record_many(rows=rows, by=by, at=at)
        return sum(query["sql"].startswith(("SELECT", "UPDATE")) for query in asked.captured_queries)

    reads(1)  # the figure begins
    assert reads(300) == reads(30)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"moment": timedelta(hours=1)}, "moment"),
        ({"cost": Decimal(-5)}, "cost"),
        ({"nights": 1}, "nights"),
        ({"state": "not_done"}, "reason"),
        ({"state": "not_done", "reason": "BORED"}, "reason"),
        ({"note": "x" * 4001}, "note"),
        ({"place_text": "x" * 201}, "place_text"),
    ],
)
def test_each_refusal_names_its_field(
    said: dict[str, Any], field: str, case: Case, by: Actor, at: datetime
) -> None:
    if "moment" in said:
        said = {"moment": at + said["moment"]}
    with pytest.raises(Refused) as refusal:
        actions.record(case=case, code="REP", by=by, at=at, **said)
    assert (refusal.value.field, Intervention.objects.count()) == (field, 0)


def test_person_need_and_referral_are_of_the_case(case: Case, salma: Member, by: Actor, at: datetime) -> None:
    elsewhere = factories.case(by=salma, at=at)
    need = Need.objects.create(case=elsewhere, service="ACC-HEB", pole="ACC", at=at)
    for said in ({"person": elsewhere.persons.get()}, {"need": need}):
        with pytest.raises(Refused) as refusal:
            actions.record(case=case, code="REP", by=by, at=at, **said)
        assert refusal.value.field == next(iter(said))
    kept = actions.record(case=elsewhere, person=elsewhere.persons.get(), need=need, code="REP", by=by, at=at)
    assert (kept.person, kept.need) == (elsewhere.persons.get(), need)


def test_nothing_is_planned_in_a_case_that_ended(case: Case, by: Actor, at: datetime) -> None:
    cases.move_case(case=case, verb="transfer_out", reason="Beni Mellal", by=by, at=at)
    with pytest.raises(Refused):
        actions.record(case=case, code="REP", state=InterventionState.PLANNED, by=by, at=at)
    assert actions.record(case=case, code="REP", moment=at - DAY, by=by, at=at).pk
