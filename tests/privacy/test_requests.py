"""Requests under the law: their day, their moves, the copy that tells what its maker may see."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils.timezone import localdate

from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.people.models import Person
from jaras.privacy import actions, lists, queries
from jaras.privacy.models import PersonalCopy, RightsRequest
from jaras.privacy.rules import years_after
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
REPORTER = "0698765432"


def ask(by: Actor, at: datetime, **said: str) -> RightsRequest:
    given = {"right": "access", "way": "counter", "asker": "person", "asker_name": "Hassania Bouzekri"} | said
    return actions.ask(**given, by=by, at=at)


@pytest.fixture
def officer(member: MakeMember) -> Actor:
    return actor_of(member("dpo"))


@pytest.fixture
def head(member: MakeMember) -> Member:
    return member("head")


@pytest.fixture
def person(head: Member, at: datetime) -> Person:
    person = factories.person(by=head, at=at, given_name="Hassania", family_name="Bouzekri")
    report = factories.report(by=head, at=at, words="Elle dort à la gare", reporter_telephone=REPORTER)
    intake.open_case(report=report, by=actor_of(head), at=at, persons=[person])
    return person


def texts(rows: list[queries.Held]) -> str:
    return " ".join(str(value) for row in rows for _code, _name, value in row.values)


def test_each_right_has_its_day(officer: Actor, at: datetime) -> None:
    for right in lists.rights():
        asked = ask(officer, at, right=right.code)
        assert asked.due_on == localdate(at) + timedelta(days=right["days"])
    assert lists.rights()["correction"]["days"] == 10


def test_who_asks_is_checked_before_an_answer(officer: Actor, at: datetime) -> None:
    asked = ask(officer, at, right="correction")
    with pytest.raises(Refused):
        actions.answer(asked=asked, how="corrected", note="", by=officer, at=at)
    asked = actions.check_identity(asked=asked, how="card", by=officer, at=at)
    asked = actions.answer(asked=asked, how="corrected", note="C’est fait.", by=officer, at=at)
    assert (asked.state, asked.note, asked.ended_at) == ("answered", "C’est fait.", at)
    with pytest.raises(Refused):
        actions.refuse(asked=asked, reason="trop tard", by=officer, at=at)
    assert queries.open_requests(officer) == []


def test_a_refusal_says_why_and_no_words_stay_plain(officer: Actor, at: datetime) -> None:
    asked = ask(officer, at, words="je veux tout voir", contact="0611223344")
    with pytest.raises(Refused):
        actions.refuse(asked=asked, reason=" ", by=officer, at=at)
    actions.refuse(asked=asked, reason="n’est pas son père", by=officer, at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT asker_name, contact, words, note FROM privacy_rightsrequest")
        stored = " ".join(cursor.fetchone())
    assert not any(word in stored for word in ("Hassania", "0611223344", "tout voir", "père"))
    assert queries.request_of(officer, asked.pk).note == "n’est pas son père"  # type: ignore[union-attr]
    assert "père" not in str(list(EventRecord.objects.values_list("data", flat=True)))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"right": "oblivion"}, "right"),
        ({"way": "pigeon"}, "way"),
        ({"asker": "husband"}, "asker"),
        ({"asker_name": " "}, "asker_name"),
        ({"asker": "parent"}, "about_name"),
    ],
)
def test_a_request_says_what_is_wrong(officer: Actor, at: datetime, said: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        ask(officer, at, **said)
    assert refused.value.field == field


def test_an_answer_belongs_to_its_right(officer: Actor, at: datetime) -> None:
    asked = ask(officer, at)
    with pytest.raises(Refused):
        actions.check_identity(asked=asked, how="not_needed", by=officer, at=at)
    asked = actions.check_identity(asked=asked, how="known", by=officer, at=at)
    for how in ("corrected", "copy_given"):
        with pytest.raises(Refused):
            actions.answer(asked=asked, how=how, note="", by=officer, at=at)


def test_whoever_makes_copies_sees_those_that_wait_for_one(
    officer: Actor, head: Member, member: MakeMember, at: datetime
) -> None:
    asked = ask(officer, at)
    by = actor_of(head)
    assert queries.request_of(by, asked.pk) is None
    actions.check_identity(asked=asked, how="card", by=officer, at=at)
    assert queries.request_of(by, asked.pk) is not None
    for role in ("operator", "field", "governor", "administrator", "partner"):
        assert queries.request_of(actor_of(member(role)), asked.pk) is None
    with pytest.raises(Forbidden):
        ask(by, at)


def test_the_copy_tells_what_is_held_but_never_who_reported(person: Person, head: Member) -> None:
    rows = queries.held_on(person, actor_of(head))
    assert {"people.Person", "intake.Report"} <= {row.table for row in rows}
    told = texts(rows)
    assert "Bouzekri" in told
    assert "Elle dort à la gare" in told
    assert REPORTER not in told
    assert REPORTER[1:] not in told


def test_what_was_written_of_somebody_else_in_the_same_case_is_not_told(
    person: Person, head: Member, at: datetime
) -> None:
    child = factories.person(by=head, at=at, given_name="Ilyas")
    case = factories.case(by=head, at=at, persons=[person, child], summary="La mère et son fils")
    factories.project(case=case, by=head, at=at, agreed=True)
    of_mother = queries.held_on(person, actor_of(head))
    of_child = queries.held_on(child, actor_of(head))
    goals = [{row.pk for row in rows if row.table == "inclusion.Goal"} for rows in (of_mother, of_child)]
    assert min(map(len, goals)) == 0 < max(map(len, goals))
    assert "La mère et son fils" in texts(of_child)


def test_a_case_that_the_maker_does_not_see_is_not_in_their_copy(
    person: Person, head: Member, member: MakeMember, at: datetime
) -> None:
    factories.case(by=head, at=at, persons=[person], summary="Cachée au foyer", restricted=True)
    assert "Cachée au foyer" in texts(queries.held_on(person, actor_of(head)))
    assert "Cachée au foyer" not in texts(queries.held_on(person, actor_of(member("referent"))))


def test_a_copy_is_noted_for_a_checked_request_alone(
    officer: Actor, person: Person, head: Member, at: datetime
) -> None:
    asked, by = ask(officer, at), actor_of(head)
    with pytest.raises(NotVisible):
        actions.note_copy(asked=asked, person=person, rows=3, left_out=1, by=by, at=at)
    asked = actions.check_identity(asked=asked, how="card", by=officer, at=at)
    with pytest.raises(Forbidden):
        actions.note_copy(asked=asked, person=person, rows=3, left_out=1, by=officer, at=at)
    actions.note_copy(asked=asked, person=person, rows=3, left_out=1, by=by, at=at)
    assert EventRecord.objects.get(name="PersonalCopyMade").data["left_out"] == 1
    assert list(queries.uncopied(by)) == []
    actions.answer(asked=asked, how="copy_given", note="", by=officer, at=at)
    assert PersonalCopy.objects.count() == 1


def test_every_table_that_a_copy_tells_has_a_title() -> None:
    told = {
        table.model
        for table in lists.declared()
        if table.kind in ("person", "case", "report") and (table.told or table.files)
    }
    assert told - set(lists.tables().codes()) == set()
    for code in lists.tables().codes():
        apps.get_model(code)


def test_a_request_is_emptied_after_its_time(officer: Actor, at: datetime) -> None:
    asked = ask(officer, at, words="je veux tout voir")
    actions.refuse(asked=asked, reason="pas elle", by=officer, at=at)
    actions.forget_due(by=SYSTEM, at=years_after(at, lists.kept()["request"].years) + timedelta(days=1))
    asked = RightsRequest.objects.get()
    assert (asked.asker_name, asked.words, asked.note, asked.state) == ("", "", "", "refused")
