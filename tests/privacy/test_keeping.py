"""What is past its time is emptied, with what shares it; figures, the log and what is held back stay."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from jaras.cases.models import Case, TimelineEntry
from jaras.governance.models import Member, actor_of
from jaras.inclusion.models import Agreement, Goal
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel import search, telephones
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.keys import opened
from jaras.kernel.models import EventRecord, StoredFile, Transition
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.privacy import actions, jobs, queries
from jaras.privacy.lists import kept
from jaras.privacy.models import Hold, Receipt
from jaras.privacy.rules import years_after
from jaras.steering import actions as steering
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
SECRET = "Hassania dort chez sa tante rue Anfa"


@pytest.fixture
def head(member: MakeMember) -> Member:
    return member("head")


@pytest.fixture
def person(head: Member, at: datetime) -> Person:
    return factories.person(
        by=head, at=at, given_name="Hassania", family_name="Bouzekri", telephone="0612345678"
    )


@pytest.fixture
def case(head: Member, member: MakeMember, person: Person, at: datetime) -> Case:
    """A whole path: a report, its words, a document, an agreed project; closed."""
    report = factories.report(by=head, at=at, words=SECRET, reporter_telephone="0698765432")
    opened_case = intake.open_case(report=report, by=actor_of(head), at=at, persons=[person])
    factories.document(opened_case, by=head, at=at)
    return opened_case


def close(case: Case, at: datetime) -> None:
    """As if it had been closed then: the way there is told elsewhere."""
    Case.objects.filter(pk=case.pk).update(state="closed", moved_at=at)
    Report.objects.filter(outcomes__case=case).update(state="closed")


def later(at: datetime, years: int, days: int = 1) -> datetime:
    return years_after(at, years) + timedelta(days=days)


def emptied(model: type[Any], pk: int) -> bool:
    return bool(model.objects.get(pk=pk).forgotten_at)


def test_every_field_of_the_house_says_what_it_holds() -> None:
    assert list(queries.undeclared()) == []


def test_a_case_is_emptied_with_its_report_its_person_its_files(
    case: Case, person: Person, at: datetime
) -> None:
    close(case, at)
    file = StoredFile.objects.get()
    on_disk = Path(settings.MEDIA_ROOT) / file.path
    assert on_disk.exists()
    actions.forget_due(by=SYSTEM, at=later(at, kept()["case"].years))
    case.refresh_from_db()
    assert (case.summary, case.place_text) == ("", "")
    assert not TimelineEntry.objects.filter(case=case).exclude(text="").exists()
    report = Report.objects.get()
    assert (report.words, report.who, report.reporter_telephone) == ("", "", "")
    person.refresh_from_db()
    assert (person.given_name, person.family_name, person.telephone) == ("", "", "")
    assert StoredFile.objects.get().size == 0
    assert [each.kind for each in Receipt.objects.order_by("id")] == ["case", "report", "person"]


@time_machine.travel("2037-01-05 03:30 +0000", tick=False)
def test_a_clock_that_jumped_years_ahead_empties_nothing(case: Case, at: datetime) -> None:
    close(case, at)
    jobs.forget_tonight()
    assert not Receipt.objects.exists()
    for days in range(7):  # the house lives on: it is 2037 indeed
        factories.person(at=timezone.now() - timedelta(days=days))
    jobs.forget_tonight()
    assert Receipt.objects.exists()


def test_the_bytes_of_a_file_leave_the_disk(
    case: Case, at: datetime, committed: Callable[[], AbstractContextManager[None]]
) -> None:
    close(case, at)
    on_disk = Path(settings.MEDIA_ROOT) / StoredFile.objects.get().path
    jobs.forget_tonight()
    assert on_disk.exists()
    with committed():
        actions.forget_due(by=SYSTEM, at=later(at, kept()["case"].years))
    assert not on_disk.exists()


def test_nobody_finds_by_word_or_number_what_was_emptied(case: Case, at: datetime) -> None:
    close(case, at)
    assert telephones.exactly("person", "+212 612345678")
    actions.forget_due(by=SYSTEM, at=later(at, kept()["case"].years))
    assert not telephones.exactly("person", "+212 612345678")
    assert not telephones.exactly("report", "0698765432")
    for kind in ("case", "report", "person"):
        assert not [pk for ids in search.find(kind, "Hassania tante Bouzekri") for pk in ids]


def test_a_copy_of_the_sealed_telephone_cannot_be_opened_any_more(
    case: Case, person: Person, at: datetime
) -> None:
    close(case, at)
    copied = Person.objects.values_list("telephone", flat=True).get(pk=person.pk)
    place = "people_person.telephone"
    assert opened(copied, place=place) == "0612345678"
    actions.forget_due(by=SYSTEM, at=later(at, kept()["case"].years))
    assert opened(copied, place=place) == ""


def test_nothing_goes_before_its_time_nor_while_it_lives(case: Case, at: datetime) -> None:
    actions.forget_due(by=SYSTEM, at=later(at, kept()["case"].years))
    assert not emptied(Case, case.pk), "a living case stays"
    close(case, at)
    actions.forget_due(by=SYSTEM, at=later(at, kept()["case"].years, days=-1))
    assert not Receipt.objects.exists()


def test_a_person_whom_another_case_concerns_stays(
    case: Case, person: Person, head: Member, at: datetime
) -> None:
    close(case, at)
    factories.case(by=head, at=at, persons=[person])
    actions.forget_due(by=SYSTEM, at=later(at, kept()["case"].years))
    assert emptied(Case, case.pk)
    person.refresh_from_db()
    assert person.given_name == "Hassania"


def test_a_report_that_led_nowhere_goes_by_its_own_time(head: Member, at: datetime) -> None:
    report = factories.report(by=head, at=at)
    Report.objects.filter(pk=report.pk).update(state="closed")
    actions.forget_due(by=SYSTEM, at=later(at, kept()["report"].years))
    assert emptied(Report, report.pk)


def test_what_is_held_back_stays_until_somebody_ends_it(case: Case, head: Member, at: datetime) -> None:
    close(case, at)
    by, then = actor_of(head), later(at, kept()["case"].years)
    held = actions.hold(kind="case", thing_id=case.pk, reason="Tribunal de Khouribga", by=by, at=at)
    actions.forget_due(by=SYSTEM, at=then)
    assert not emptied(Case, case.pk)
    actions.end_hold(held=held, by=by, at=then)
    actions.end_hold(held=held, by=by, at=then)
    actions.forget_due(by=SYSTEM, at=then)
    assert emptied(Case, case.pk)
    assert EventRecord.objects.filter(name="HoldEnded").count() == 1


def test_a_second_night_finds_nothing(case: Case, at: datetime) -> None:
    close(case, at)
    then = later(at, kept()["case"].years)
    assert len(actions.forget_due(by=SYSTEM, at=then)) == 3
    assert actions.forget_due(by=SYSTEM, at=then) == []


def test_figures_stay_true(case: Case, at: datetime) -> None:
    close(case, at)
    steering.settle()
    before = steering.check()
    actions.forget_due(by=SYSTEM, at=later(at, kept()["case"].years))
    assert steering.check() == before == []


def test_agreements_and_goals_are_emptied_too(case: Case, head: Member, at: datetime) -> None:
    project = factories.project(by=head, at=at, agreed=True)
    close(project.case, at)
    moved = Transition.objects.create(
        subject="case", subject_id=project.case_id, verb="hold", source="a", target="b", reason=SECRET, at=at
    )
    sealed = Transition.objects.values_list("reason", flat=True).get(pk=moved.pk)
    assert SECRET not in sealed
    for changed in ({"reason": f"{sealed}x"}, {"reason": "", "verb": "close"}):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Transition.objects.filter(pk=moved.pk).update(**changed)
    actions.forget_due(by=SYSTEM, at=later(at, kept()["case"].years))
    assert set(Goal.objects.values_list("words", flat=True)) == {""}
    assert Agreement.objects.get().name == ""
    assert not Transition.objects.exclude(reason="").exists()


def test_the_log_holds_numbers_alone(case: Case, at: datetime) -> None:
    close(case, at)
    (first, *_rest) = actions.forget_due(by=SYSTEM, at=later(at, kept()["case"].years))
    told = EventRecord.objects.get(name="Forgotten", subject_id=first.pk)
    assert told.data["kind"] == "case"
    assert told.data["things"] == [case.pk]


@pytest.mark.parametrize("role", ["operator", "referent", "administrator", "governor"])
def test_not_everybody_holds_back_or_authorises(actor: Callable[..., Actor], role: str, at: datetime) -> None:
    by = actor(role)
    with pytest.raises(Forbidden):
        actions.hold(kind="case", thing_id=1, reason="x", by=by, at=at)
    with pytest.raises(Forbidden):
        actions.authorise(number="A-1", granted_on=date(2026, 1, 1), by=by, at=at)
    assert queries.tonight(by, at=at) == []
    assert not Hold.objects.visible_to(by).exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": "case", "thing_id": 10**12, "reason": "x"}, "thing"),
        ({"kind": "nothing", "thing_id": 1, "reason": "x"}, "thing"),
        ({"kind": "case", "thing_id": 1, "reason": " "}, "reason"),
    ],
)
def test_a_hold_says_what_is_wrong(head: Member, at: datetime, said: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.hold(**said, by=actor_of(head), at=at)
    assert refused.value.field == field


def test_one_authorisation_is_in_force(member: MakeMember, at: datetime) -> None:
    by = actor_of(member("dpo"))
    assert not queries.may_keep_health()
    actions.authorise(number="A-12/2026", granted_on=date(2026, 1, 1), by=by, at=at)
    given = actions.authorise(number="A-13/2026", granted_on=date(2026, 2, 1), by=by, at=at)
    assert queries.authorisation() == given
    actions.end_authorisation(authorisation=given, by=by, at=at)
    assert not queries.may_keep_health()
    with pytest.raises(Refused):
        actions.authorise(number="A-14", granted_on=date(2030, 1, 1), by=by, at=at)
