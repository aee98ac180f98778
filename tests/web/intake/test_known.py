"""While a report is typed: is this person already known? Three answers, none of them given by the machine."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from jaras.governance.models import Member, actor_of
from jaras.intake.models import Report
from jaras.kernel.record.models import ReadRecord
from jaras.people import actions as people
from jaras.people.models import Link, Person
from tests import factories

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
SAID = {"channel": "TEL", "words": "Il dort dehors", "who": "محمد الإدريسي، 46 سنة", "key": "a"}


@pytest.fixture
def idrissi(operator: Member) -> Person:
    return people.register(
        given_name="Mohamed", family_name="El Idrissi", sex="m", born_year=1980, by=actor_of(operator), at=AT
    )


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_somebody_known_is_proposed_while_the_report_is_typed(desk: Client, idrissi: Person) -> None:
    typed = page(desk.post("/call/draft", SAID))
    assert f"/people/{idrissi.pk}/" in typed
    assert f"says_known_{idrissi.pk}" in typed
    assert ReadRecord.objects.filter(subject="person", found__isnull=False).exists()


def test_the_answer_same_makes_the_report_concern_them(desk: Client, idrissi: Person) -> None:
    desk.post("/call", SAID | {f"says_known_{idrissi.pk}": "same"})
    assert list(Report.objects.get().persons.all()) == [idrissi]


@pytest.mark.parametrize(("answer", "state"), [("other", "refused"), ("unsure", "unsure")])
def test_other_answers_leave_two_records_with_what_was_said(
    desk: Client, idrissi: Person, answer: str, state: str
) -> None:
    desk.post("/call", SAID | {f"says_known_{idrissi.pk}": answer})
    described = Report.objects.get().persons.get()
    assert described != idrissi
    link = Link.objects.get()
    assert {link.one_id, link.two_id} == {described.pk, idrissi.pk}
    assert (link.state, link.source) == (state, "intake")
    assert link.reasons


def test_without_an_answer_nothing_is_joined(desk: Client, idrissi: Person) -> None:
    desk.post("/call", SAID)
    assert Report.objects.get().persons.get() != idrissi
    assert not Link.objects.exists()


@pytest.mark.parametrize("number", ["0", "999999", "-1", "٣", "a", "1" * 30, ""])
def test_an_answer_about_nobody_costs_nothing(desk: Client, number: str) -> None:
    answer = desk.post("/call", SAID | {f"says_known_{number}": "same"})
    assert answer.status_code == 200
    assert Report.objects.get().state != "draft"


def test_nobody_sealed_elsewhere_is_proposed_nor_joined(desk: Client, at: datetime) -> None:
    hidden = factories.person(given_name="Mohamed", family_name="El Idrissi", born_year=1980)
    head = factories.member("head", compartments=["violence"])
    factories.case(by=head, persons=[hidden], sealed="violence", at=at)
    assert "says_known_" not in page(desk.post("/call/draft", SAID))
    desk.post("/call", SAID | {f"says_known_{hidden.pk}": "same"})
    assert hidden not in Report.objects.get().persons.all()


MORE = {
    "arabic_name": "محمد الإدريسي",
    "father_name": "Brahim",
    "born": "~1980",
    "telephone": "0661 22 33 44",
}


def test_what_more_is_typed_is_kept_checked_and_becomes_theirs(desk: Client, idrissi: Person) -> None:
    said = SAID | MORE | {"who": "homme"}
    typed = page(desk.post("/call/draft", said))
    assert f"says_known_{idrissi.pk}" in typed  # by the name in the fold: «homme» names nobody
    draft = Report.objects.get()
    assert draft.who_further == MORE
    again = page(desk.get(f"/call?draft={draft.pk}"))
    assert 'value="Brahim"' in again
    desk.post("/call", said | {"draft": draft.pk, f"says_known_{idrissi.pk}": "other"})
    person = Report.objects.get().persons.get()
    assert (person.arabic_name, person.father_name, person.telephone) == (
        MORE["arabic_name"],
        "Brahim",
        MORE["telephone"],
    )
    assert (person.born_year, person.born_estimated, person.description) == (1980, True, "homme")


def test_the_fold_is_closed_until_something_stands_in_it(desk: Client) -> None:
    empty = page(desk.get("/call"))
    assert '<details class="confirm"><summary class="button button-quiet button-small"' in empty
    assert '<details class="confirm" open>' not in empty
    refused = page(desk.post("/call", SAID | MORE | {"words": ""}))
    assert '<details class="confirm" open>' in refused
    assert 'value="~1980"' in refused


def test_an_age_that_nobody_can_read_costs_no_report(desk: Client) -> None:
    answer = desk.post("/call", SAID | {"born": "il ne sait pas", "who": ""})
    assert answer.status_code == 200
    report = Report.objects.get()
    assert report.state != "draft"
    assert report.who_further == {"born": "il ne sait pas"}
    assert not report.persons.exists()
    assert "il ne sait pas" in page(answer)


def test_a_name_in_the_fold_alone_makes_a_person(desk: Client) -> None:
    desk.post("/call", SAID | {"who": "", "arabic_name": "سعيد"})
    assert Report.objects.get().persons.get().arabic_name == "سعيد"
