"""Interventions through the interface."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jaras.care.models import Intervention, Need
from jaras.governance.models import Member
from tests import factories
from tests.api.conftest import Call

AsMember = Callable[[Member], Call]
HOT_MEAL = "ACC-ALIM"


@pytest.fixture
def salma(member: Callable[..., Member]) -> Member:
    return member("operator")


def test_a_help_is_counted_once_for_its_key(salma: Member, call: AsMember) -> None:
    case, ask = factories.case(by=salma), call(salma)
    body = {"code": HOT_MEAL, "case_id": case.pk, "note": "Un repas chaud", "cost": "25.50"}
    status, first = ask("post", "/interventions", body, **{"Idempotency-Key": "meal-1"})
    assert (status, first["state"], first["cost"], first["pole"]) == (201, "done", "25.50", "ACC")
    again = ask("post", "/interventions", body, **{"Idempotency-Key": "meal-1"})[1]
    assert (again["id"], Intervention.objects.count()) == (first["id"], 1)
    assert ask("post", "/interventions", body)[1]["id"] != first["id"]


def test_what_is_planned_is_done_or_left_undone_with_a_reason(salma: Member, call: AsMember) -> None:
    ask, case = call(salma), factories.case(by=salma)
    later = (timezone.now() + timedelta(hours=3)).isoformat()
    body = {"code": HOT_MEAL, "case_id": case.pk, "state": "planned", "moment": later}
    first, second = (ask("post", "/interventions", body)[1]["id"] for _each in range(2))
    assert ask("post", f"/interventions/{first}/moves", {"verb": "do"})[1]["state"] == "done"
    status, refused = ask("post", f"/interventions/{second}/moves", {"verb": "leave_undone"})
    assert (status, bool(refused["detail"])) == (422, True)
    left = ask("post", f"/interventions/{second}/moves", {"verb": "leave_undone", "reason": "NOT_FOUND"})
    assert (left[0], left[1]["state"], left[1]["reason"]) == (200, "not_done", "NOT_FOUND")
    assert ask("post", f"/interventions/{first}/moves", {"verb": "start"})[0] == 409


def test_a_help_says_whether_its_need_is_met(salma: Member, call: AsMember) -> None:
    ask, opened = call(salma), [factories.case(by=salma) for _each in range(2)]
    needs = [factories.need(case, by=salma, at=timezone.now(), service=HOT_MEAL) for case in opened]
    said: list[dict[str, Any]] = [{"meets": True}, {"meets": False}]
    for need, meets in zip(needs, said, strict=True):
        body = {"code": HOT_MEAL, "case_id": need.case_id, "need_id": need.pk, **meets}
        assert ask("post", "/interventions", body)[0] == 201
    assert [Need.objects.get(pk=need.pk).state for need in needs] == ["met", "open"]
    later = (timezone.now() + timedelta(hours=3)).isoformat()
    second = {"case_id": needs[1].case_id, "need_id": needs[1].pk}
    planned = {"code": HOT_MEAL, "state": "planned"} | second
    pk = ask("post", "/interventions", planned | {"moment": later})[1]["id"]
    assert ask("post", f"/interventions/{pk}/moves", {"verb": "do", "meets": True})[0] == 200
    assert Need.objects.get(pk=needs[1].pk).state == "met"


def test_to_cancel_one_says_why(salma: Member, call: AsMember) -> None:
    ask, case = call(salma), factories.case(by=salma)
    row = factories.intervention(by=salma, case=case, state="planned", at=timezone.now())
    assert ask("post", f"/interventions/{row.pk}/moves", {"verb": "cancel"})[0] == 422
    done = ask("post", f"/interventions/{row.pk}/moves", {"verb": "cancel", "words": "Il est parti"})
    assert (done[0], done[1]["state"]) == (200, "cancelled")


def test_the_list_keeps_to_what_is_asked_in_two_queries(
    salma: Member, call: AsMember, django_assert_num_queries: Any
) -> None:
    case = factories.case(by=salma)
    for number in range(3):
        factories.intervention(
            by=salma, case=case, code=HOT_MEAL, at=timezone.now() - timedelta(hours=number)
        )
    factories.intervention(by=salma)
    ask = call(salma)
    ask("get", "/interventions")
    with django_assert_num_queries(2):  # the token, the interventions
        page = ask("get", f"/interventions?case_id={case.pk}&pole=ACC&state=done&size=2")[1]
    rest = ask("get", f"/interventions?case_id={case.pk}&size=2&after={page['after']}")[1]
    assert (len(page["items"]), len(rest["items"]), rest["after"]) == (2, 1, "")


def test_what_a_caller_does_not_see_is_not_there(
    salma: Member, member: Callable[..., Member], call: AsMember
) -> None:
    apart = factories.case(by=salma, restricted=True)
    row = factories.intervention(by=salma, case=apart)
    other = call(member("operator"))
    assert other("get", f"/interventions/{row.pk}")[0] == 404
    assert other("post", f"/interventions/{row.pk}/moves", {"verb": "do"})[0] == 404
    assert other("post", "/interventions", {"code": HOT_MEAL, "case_id": apart.pk})[0] == 404
    assert other("get", "/interventions")[1]["items"] == []
    governor = call(member("pole_lead"))
    assert governor("get", f"/interventions?case_id={apart.pk}")[1]["items"] == []


def test_a_partner_records_nothing(member: Callable[..., Member], call: AsMember) -> None:
    assert call(member("partner"))("post", "/interventions", {"code": HOT_MEAL, "case_id": 1})[0] == 403


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "PIGEON"}, "code"),
        ({"case_id": None}, "case"),
        ({"state": "cancelled"}, "state"),
        ({"moment": "2099-01-01T00:00:00Z"}, "moment"),
        ({"nights": 3}, "nights"),
        ({"cost": "1.234"}, "cost"),
        ({"cost": "-1"}, "cost"),
        ({"cost": "NaN"}, "cost"),
        ({"state": "not_done"}, "reason"),
        ({"state": "not_done", "reason": "LAZY"}, "reason"),
        ({"commune_code": "99.999"}, "commune_code"),
        ({"note": "a" * 5000}, "note"),
        ({"place_text": "a" * 300}, "place_text"),
        ({"by": 1}, "by"),
    ],
)
def test_bad_input_is_told_beside_its_field(
    change: dict[str, Any], field: str, salma: Member, call: AsMember
) -> None:
    body = {"code": HOT_MEAL, "case_id": factories.case(by=salma).pk} | change
    status, answer = call(salma)("post", "/interventions", body)
    assert (status, bool(answer["detail"])) == (422, True)
    assert field in answer["field"]
    assert not Intervention.objects.exists()
