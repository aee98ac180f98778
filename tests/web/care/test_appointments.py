"""The appointments of a case, from the pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.care import actions
from jaras.care.models import Appointment, Intervention
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
DAY = timedelta(days=1)


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent", name="Karim El Mehdaoui")


@pytest.fixture
def browser(salma: Member, sign_in: SignIn) -> Client:
    return sign_in(salma)


@pytest.fixture
def case(salma: Member) -> Case:
    return factories.case(by=salma, at=timezone.now())


def text(answer: Any) -> str:
    return str(answer.content.decode())


def local(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def planned(case: Case, by: Member, *, ago: timedelta | None = None, **said: Any) -> Appointment:
    """One to come, else one whose hour passed `ago`."""
    at = timezone.now() - (ago or timedelta())
    told: dict[str, Any] = {
        "what": "Consultation",
        "starts_at": at + (timedelta(minutes=1) if ago else DAY),
    } | said
    return actions.plan_appointment(case=case, by=actor_of(by), at=at, **told)


def address(row: Appointment, verb: str) -> str:
    return f"/cases/{row.case_id}/appointments/{row.pk}/{verb}/"


def test_an_appointment_is_planned_once_with_whoever_goes_along(
    browser: Client, case: Case, karim: Member
) -> None:
    form = f"/cases/{case.pk}/appointments/add/"
    key = text(browser.get(form)).split('name="key" value="')[1].split('"')[0]
    said = {
        "what": "Consultation au CHP",
        "starts_at": local(timezone.now() + DAY),
        "companion": karim.pk,
        "reminder": "companion",
        "key": key,
    }
    for _click in range(2):
        assert browser.post(form, said).status_code == 302
    row = Appointment.objects.get()
    assert (row.companion, row.reminder) == (karim, "companion")
    page = text(browser.get(f"/cases/{case.pk}/appointments/"))
    assert "Consultation au CHP" in page
    assert "Karim El Mehdaoui" in page
    assert "Rendez-vous prévu" in text(browser.get(f"/cases/{case.pk}/"))


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"what": ""}, "what"),
        ({"starts_at": ""}, "starts_at"),
        ({"starts_at": "2001-01-01T10:00"}, "starts_at"),
        ({"reminder": "companion"}, "companion"),
    ],
)
def test_what_cannot_be_right_stands_beside_its_field(
    said: dict[str, str], field: str, browser: Client, case: Case
) -> None:
    told: dict[str, Any] = {
        "what": "Consultation",
        "starts_at": local(timezone.now() + DAY),
        "reminder": "none",
    } | said
    answer = browser.post(f"/cases/{case.pk}/appointments/add/", told)
    assert answer.status_code == 400
    assert f'id="id_{field}_error"' in text(answer)


def test_nobody_calls_before_reading_how_to_keep_the_person_safe(
    browser: Client, case: Case, salma: Member
) -> None:
    person = case.persons.get()
    person.contact_safety = "Ne jamais appeler après 18 h"
    person.save()
    planned(case, salma, person=person)
    assert "Ne jamais appeler après 18 h" not in text(browser.get(f"/cases/{case.pk}/appointments/"))
    planned(case, salma, person=person, reminder="call")
    page = text(browser.get(f"/cases/{case.pk}/appointments/"))
    assert "Ne jamais appeler après 18 h" in page
    assert "notice-peril" in page


def test_a_call_that_was_made_is_ticked_off(browser: Client, case: Case, salma: Member) -> None:
    row = planned(case, salma, reminder="call")
    here = f"/cases/{case.pk}/appointments/"
    day = text(browser.get("/day/"))
    assert "Appeler pour rappeler" in day
    assert address(row, "call") in text(browser.get(here))
    assert browser.get(address(row, "call")).status_code == 200
    browser.post(address(row, "call"), {"reached": "no", "words": "Messagerie"})
    assert "Appeler pour rappeler" in text(browser.get("/day/"))
    assert browser.post(address(row, "call"), {"reached": "yes"}).headers["Location"] == here
    assert "Appeler pour rappeler" not in text(browser.get("/day/"))
    assert address(row, "call") not in text(browser.get(here))
    assert browser.post(address(row, "call"), {"reached": "yes"}).status_code == 400


def test_once_the_hour_has_passed_the_page_asks(browser: Client, case: Case, salma: Member) -> None:
    row = planned(case, salma)
    assert address(row, "come") not in text(browser.get(f"/cases/{case.pk}/appointments/"))
    late = planned(case, salma, ago=DAY)
    page = text(browser.get(f"/cases/{case.pk}/appointments/"))
    assert "La personne est-elle venue" in page
    assert address(late, "come") in page


def test_they_came_and_it_counts(browser: Client, case: Case, salma: Member) -> None:
    row = planned(case, salma, ago=DAY)
    assert browser.get(address(row, "come")).status_code == 200
    said = {"words": "Ordonnance remise", "counts_as": "MED-CONS"}
    assert browser.post(address(row, "come"), said).status_code == 302
    assert (Appointment.objects.get().state, Intervention.objects.get().code) == ("came", "MED-CONS")
    assert "Ordonnance remise" in text(browser.get(f"/cases/{case.pk}/appointments/"))


def test_they_did_not_come_and_why(browser: Client, case: Case, salma: Member) -> None:
    row = planned(case, salma, ago=DAY)
    refused = browser.post(address(row, "miss"), {"words": ""})
    assert refused.status_code == 400
    assert 'id="id_words_error"' in text(refused)
    browser.post(address(row, "miss"), {"words": "Pas de bus"})
    assert (Appointment.objects.get().state, Intervention.objects.count()) == ("did_not_come", 0)
    assert browser.post(address(row, "come"), {}).status_code == 400


def test_another_hour_is_written_in_its_place(browser: Client, case: Case, salma: Member) -> None:
    row, later = planned(case, salma), timezone.now() + 3 * DAY
    said = {"what": row.what, "starts_at": local(later), "reminder": "none", "version": row.version}
    assert browser.post(address(row, "amend"), said).status_code == 302
    assert local(Appointment.objects.get().starts_at) == local(later)


def test_of_two_who_change_it_the_second_sees_both(browser: Client, case: Case, salma: Member) -> None:
    row = planned(case, salma, place_text="Porte A")
    actions.amend_appointment(appointment=row, place_text="Porte B", by=actor_of(salma), at=timezone.now())
    said = {"what": row.what, "starts_at": local(row.starts_at), "place_text": "Porte C", "version": 1}
    answer = browser.post(address(row, "amend"), said | {"reminder": "none"})
    assert answer.status_code == 409
    assert "Porte B" in text(answer)
    assert "Porte C" in text(answer)
    assert Appointment.objects.get().place_text == "Porte B"


def test_ten_appointments_read_as_few_queries_as_one(browser: Client, case: Case, salma: Member) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/cases/{case.pk}/appointments/")
        return len(asked.captured_queries)

    planned(case, salma, person=case.persons.get(), companion=salma)
    one = queries()
    for _turn in range(9):
        planned(case, salma, person=case.persons.get(), companion=salma)
    assert queries() == one


@pytest.mark.parametrize(("role", "reads"), [("field", 404), ("partner", 404), ("governor", 403)])
def test_who_does_not_see_the_case_sees_no_appointment(
    role: str, reads: int, member: MakeMember, sign_in: SignIn, case: Case, salma: Member
) -> None:
    row, stranger = planned(case, salma), sign_in(member(role))
    assert stranger.get(f"/cases/{case.pk}/appointments/").status_code == reads
    assert stranger.post(address(row, "cancel"), {"words": "x"}).status_code in (403, 404)
    assert Appointment.objects.get().state == "planned"


def test_another_case_has_no_such_appointment(browser: Client, case: Case, salma: Member) -> None:
    row, other = planned(case, salma), factories.case(by=salma)
    assert browser.get(f"/cases/{other.pk}/appointments/{row.pk}/amend/").status_code == 404
    assert browser.get(f"/cases/{case.pk}/appointments/{row.pk}/burn/").status_code == 404
