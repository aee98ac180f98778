"""What a register wrote is taken back whole, or not at all with who is in the way."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import models

from jaras.care.models import Intervention
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.kernel import counters
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import SearchEntry
from jaras.kernel.refusal import Refused
from jaras.people import actions as people
from jaras.people.actions.linking import Likeness
from jaras.people.models import Link, Person
from jaras.people.rules.linking import Source
from jaras.registers import actions
from jaras.registers.actions import undoing
from jaras.registers.models import Register, RegisterRow
from jaras.registers.rules import RegisterState
from tests.registers import sheets
from tests.registers.conftest import BringIn

Work = Callable[[], int]
KEPT: tuple[type[models.Model], ...] = (Intervention, Case, Person, SearchEntry, RegisterRow)


def held() -> list[int]:
    return [kind._default_manager.count() for kind in KEPT]


def figures() -> dict[str, int]:
    both = {**counters.read("interventions"), **counters.read("cases")}
    return {key: value for key, value in both.items() if value}


def test_everything_leaves_and_the_figures_are_what_they_were(
    written: BringIn, head: Actor, at: datetime, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "CASES", 3)
    before, counted = held(), figures()
    register = written(sheets.book([sheets.row(day=f"{day:02}/01/2022") for day in range(1, 9)]))
    assert held() != before
    actions.undo(register=register, by=head, at=at)
    work()
    assert Register.objects.get(pk=register.pk).state == RegisterState.UNDONE
    assert held() == before
    assert figures() == counted


def test_it_can_be_brought_in_again(written: BringIn, head: Actor, at: datetime, work: Work) -> None:
    content = sheets.book([sheets.row()])
    actions.undo(register=written(content), by=head, at=at)
    work()
    assert written(content).counts["good"] == 1
    assert Intervention.objects.count() == 1


def a_note(case: Case, person: Person, head: Actor, at: datetime) -> None:
    cases.note(case=case, words="Revue ce matin.", by=head, at=at)


def a_correction(case: Case, person: Person, head: Actor, at: datetime) -> None:
    people.amend(person=person, telephone="0600000000", by=head, at=at)


def another_case(case: Case, person: Person, head: Actor, at: datetime) -> None:
    cases.open_case(persons=[person], by=head, at=at)


def a_reopening(case: Case, person: Person, head: Actor, at: datetime) -> None:
    cases.reopen(case=case, reason="Elle revient.", by=head, at=at)


def an_answer(case: Case, person: Person, head: Actor, at: datetime) -> None:
    people.refuse_link(link=proposed(person, head, at), by=head, at=at)


def a_question(case: Case, person: Person, head: Actor, at: datetime) -> None:
    people.ask_elsewhere(person=person, by=head, at=at)


def proposed(person: Person, head: Actor, at: datetime) -> Link:
    """Asked by a programme, answered by nobody."""
    other = Person.objects.exclude(pk=person.pk).first()
    assert other is not None
    likeness = Likeness(person.pk, other.pk, 0.9)
    people.propose_links(likenesses=[likeness], source=Source.NIGHT, by=SYSTEM, at=at)
    return Link.objects.get()


@pytest.mark.parametrize("touch", [a_note, a_correction, another_case, a_reopening, an_answer, a_question])
def test_what_somebody_worked_with_is_named_and_nothing_is_undone(
    written: BringIn, head: Actor, at: datetime, touch: Callable[[Case, Person, Actor, datetime], None]
) -> None:
    register = written(sheets.book([sheets.row(), sheets.row(day="01/01/2022", name="BENNANI Ali")]))
    helped = Intervention.objects.select_related("case", "person").order_by("at").first()
    assert helped is not None
    assert helped.case is not None
    assert helped.person is not None
    touch(helped.case, helped.person, head, at)
    with pytest.raises(Refused, match="Fatima EL AMRANI"):
        actions.undo(register=register, by=head, at=at)
    assert Intervention.objects.count() == 2


def test_what_a_programme_proposed_leaves_with_the_register(
    written: BringIn, head: Actor, at: datetime, work: Work
) -> None:
    register = written(sheets.book([sheets.row(), sheets.row(day="01/01/2022", name="BENNANI Ali")]))
    person = Person.objects.first()
    assert person is not None
    proposed(person, head, at)
    actions.undo(register=register, by=head, at=at)
    work()
    assert not Person.objects.exists()
    assert not Link.objects.exists()


def test_what_is_touched_meanwhile_stays_and_is_counted(
    written: BringIn, head: Actor, at: datetime, work: Work
) -> None:
    register = written(sheets.book([sheets.row(), sheets.row(day="01/01/2022")]))
    actions.undo(register=register, by=head, at=at)
    cases.note(case=Case.objects.order_by("id")[0], words="Revue ce matin.", by=head, at=at)
    work()
    register = Register.objects.get(pk=register.pk)
    assert (register.state, len(register.counts["kept"])) == (RegisterState.UNDONE, 1)
    assert Intervention.objects.count() == 1


def test_only_the_last_one_can_be_undone(written: BringIn, head: Actor, at: datetime) -> None:
    first = written(sheets.book([sheets.row()]))
    written(sheets.book([sheets.row(day="01/01/2022")]), "suite.xlsx")
    with pytest.raises(Refused, match="seul le dernier"):
        actions.undo(register=first, by=head, at=at)


def test_it_is_given_up_before_it_is_written(checked: BringIn, head: Actor, at: datetime) -> None:
    register = actions.drop(register=checked(sheets.book([sheets.row(kind="?")])), by=head, at=at)
    register.refresh_from_db()
    assert (register.state, register.file, register.staged) == (RegisterState.DROPPED, None, None)
    assert not register.faults.exclude(value="").exists()
