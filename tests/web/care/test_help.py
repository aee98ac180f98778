"""The help given in a case, from the pages: written down, moved, corrected, filtered."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.care import actions
from jaras.care.models import Intervention
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from jaras.territory import actions as territory
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def browser(salma: Member, sign_in: SignIn) -> Client:
    return sign_in(salma)


@pytest.fixture
def case(salma: Member) -> Case:
    return factories.case(by=salma, at=timezone.now())


def text(answer: Any) -> str:
    return str(answer.content.decode())


def hidden(browser: Client, address: str, name: str) -> str:
    """The value of a hidden field, as the form shows it."""
    return text(browser.get(address)).split(f'name="{name}" value="')[1].split('"')[0]


def local(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def add(browser: Client, case: Case, **said: Any) -> Any:
    return browser.post(f"/cases/{case.pk}/interventions/", {"state": "done", "code": "REP"} | said)


def planned(case: Case, by: Member, **said: Any) -> Intervention:
    told = {"code": "REP", "state": "planned"} | said
    return actions.record(case=case, by=actor_of(by), at=timezone.now(), **told)


def address(row: Intervention, verb: str) -> str:
    return f"/cases/{row.case_id}/interventions/{row.pk}/{verb}/"


def test_an_intervention_is_counted_once(browser: Client, case: Case) -> None:
    key = hidden(browser, f"/cases/{case.pk}/interventions/", "key")
    for _click in range(2):
        assert add(browser, case, note="Chaud", key=key).status_code == 302
    assert [each.code for each in Intervention.objects.filter(case=case)] == ["REP"]
    page = text(browser.get(f"/cases/{case.pk}/"))
    assert "Repas" in page
    assert "Intervention comptée" in page


def test_everything_that_is_said_is_kept(browser: Client, case: Case) -> None:
    now = timezone.now()
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=now)
    partner, person, commune = factories.organisation(), case.persons.get(), factories.commune()
    then = timezone.now() - timedelta(days=3)
    answer = add(
        browser,
        case,
        code="ACC-HEB",
        moment=local(then),
        nights="3",
        cost="450.50",
        organisation=partner.pk,
        person=person.pk,
        commune=commune.pk,
        place_text="Centre",
    )
    assert answer.status_code == 302
    kept = Intervention.objects.get()
    assert (kept.nights, kept.cost, kept.organisation, kept.person) == (3, Decimal("450.50"), partner, person)
    assert (kept.place_text, local(kept.at)) == ("Centre", local(then))
    page = text(browser.get(f"/cases/{case.pk}/help/"))
    for seen in ("Hébergement temporaire", partner.name_fr, "3 nuits", "450,50", "Centre"):
        assert seen in page


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"moment": timedelta(days=2)}, "moment"),
        ({"moment": timedelta(days=-40000)}, "moment"),
        ({"state": "planned", "moment": timedelta(days=-9)}, "moment"),
        ({"cost": "-1"}, "cost"),
        ({"cost": "99999999"}, "cost"),
        ({"nights": "2"}, "nights"),
        ({"state": "not_done"}, "reason"),
        ({"state": "not_done", "reason": "OTHER"}, "note"),
        ({"code": ""}, "code"),
    ],
)
def test_what_cannot_be_right_stands_beside_its_field(
    said: dict[str, Any], field: str, browser: Client, case: Case
) -> None:
    if "moment" in said:
        said = said | {"moment": local(timezone.now() + said["moment"])}
    answer = add(browser, case, **said)
    assert answer.status_code == 400
    assert f'id="id_{field}_error"' in text(answer)
    assert Intervention.objects.count() == 0


def test_somebody_elses_person_is_not_among_the_choices(browser: Client, case: Case, salma: Member) -> None:
    stranger = factories.case(by=salma).persons.get()
    assert add(browser, case, person=stranger.pk).status_code == 400


def test_what_was_planned_begins_then_is_done(browser: Client, case: Case, salma: Member) -> None:
    row = planned(case, salma, code="HEB")
    assert "Prévue" in text(browser.get(f"/cases/{case.pk}/help/"))
    assert browser.post(address(row, "start")).status_code == 302
    assert browser.post(address(row, "do"), {"nights": "2", "cost": "", "note": "Bien"}).status_code == 302
    kept = Intervention.objects.get()
    assert (kept.state, kept.nights, kept.note) == ("done", 2, "Bien")


def test_what_is_not_done_says_why(browser: Client, case: Case, salma: Member) -> None:
    row = planned(case, salma)
    assert browser.post(address(row, "leave_undone"), {"note": ""}).status_code == 400
    assert browser.post(address(row, "leave_undone"), {"reason": "NO_PLACE"}).status_code == 302
    assert Intervention.objects.get().reason == "NO_PLACE"
    assert "Pas de place" in text(browser.get(f"/cases/{case.pk}/help/"))


def test_what_is_cancelled_says_why(browser: Client, case: Case, salma: Member) -> None:
    row = planned(case, salma)
    refused = browser.post(address(row, "cancel"), {"note": ""})
    assert refused.status_code == 400
    browser.post(address(row, "cancel"), {"note": "La famille l’a fait"})
    assert Intervention.objects.get().state == "cancelled"
    assert browser.post(address(row, "do")).status_code == 400  # a sentence: it moved on meanwhile


def test_a_mistake_is_corrected(browser: Client, case: Case, salma: Member) -> None:
    row = planned(case, salma, state="done")
    said = {"version": row.version, "code": "DOU", "moment": local(row.at), "note": "Une douche"}
    assert browser.post(address(row, "amend"), said).status_code == 302
    assert (Intervention.objects.get().code, Intervention.objects.get().note) == ("DOU", "Une douche")


def test_of_two_who_correct_the_second_sees_both(browser: Client, case: Case, salma: Member) -> None:
    row = planned(case, salma, state="done", note="Un repas")
    actions.amend(intervention=row, note="Deux repas", by=actor_of(salma), at=timezone.now())
    said = {"version": 1, "code": "REP", "moment": local(row.at), "note": "Trois repas"}
    answer = browser.post(address(row, "amend"), said)
    assert answer.status_code == 409
    assert "Deux repas" in text(answer)
    assert "Trois repas" in text(answer)
    assert Intervention.objects.get().note == "Deux repas"
    said["version"] = hidden_in(answer, "version")
    assert browser.post(address(row, "amend"), said).status_code == 302
    assert Intervention.objects.get().note == "Trois repas"


def hidden_in(answer: Any, name: str) -> str:
    return text(answer).split(f'name="{name}" value="')[1].split('"')[0]


def test_the_list_is_filtered_then_paged(browser: Client, case: Case, salma: Member) -> None:
    for _turn in range(26):
        planned(case, salma, state="done")
    planned(case, salma, code="HOP", note="À l’hôpital")
    page = f"/cases/{case.pk}/help/"
    assert "À l’hôpital" in text(browser.get(page + "?pole=MED"))
    assert "À l’hôpital" not in text(browser.get(page + "?state=done"))
    assert text(browser.get(page + "?pole=NOWHERE")).count("<li>") > 20
    following = text(browser.get(page)).split("after=")[1].split('"')[0]
    assert browser.get(f"{page}?after={following}").status_code == 200
    fragment = browser.get(page, {"pole": "MED"}, headers={"HX-Request": "true"})
    assert text(fragment).lstrip().startswith('<div id="helps"')


def test_a_long_list_reads_as_few_queries_as_a_short_one(browser: Client, case: Case, salma: Member) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/cases/{case.pk}/help/")
        return len(asked.captured_queries)

    planned(case, salma, organisation=factories.organisation(), person=case.persons.get())
    short = queries()
    for _turn in range(9):
        planned(case, salma, organisation=factories.organisation(), person=case.persons.get())
    assert queries() == short


def test_another_case_has_no_such_intervention(browser: Client, case: Case, salma: Member) -> None:
    row, other = planned(case, salma), factories.case(by=salma)
    assert browser.post(f"/cases/{other.pk}/interventions/{row.pk}/do/").status_code == 404
    assert browser.get(f"/cases/{case.pk}/interventions/{row.pk}/burn/").status_code == 404


@pytest.mark.parametrize(("role", "reads"), [("field", 404), ("partner", 404), ("governor", 403)])
def test_who_does_not_see_the_case_sees_no_help(
    role: str, reads: int, member: MakeMember, sign_in: SignIn, case: Case, salma: Member
) -> None:
    row, stranger = planned(case, salma), sign_in(member(role))
    assert stranger.get(f"/cases/{case.pk}/help/").status_code == reads
    assert stranger.post(address(row, "do")).status_code in (403, 404)
    assert Intervention.objects.get().state == "planned"


def test_a_partner_of_the_team_reads_the_help_of_a_case(
    member: MakeMember, sign_in: SignIn, case: Case, salma: Member
) -> None:
    partner, row = member("partner"), planned(case, salma)
    cases.join_team(case=case, member=partner, by=actor_of(salma), at=timezone.now())
    seen = sign_in(partner)
    page = text(seen.get(f"/cases/{case.pk}/help/"))
    assert "Repas" in page
    assert address(row, "do") not in page
    assert seen.post(address(row, "do")).status_code == 403
