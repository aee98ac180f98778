"""Referrals through the interface, from both sides."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jaras.care.models import Intervention, Need, Referral, ReferralMessage
from jaras.governance.models import Member
from jaras.kernel.record.models import ReadRecord
from jaras.partners.models import Organisation, Service
from tests import factories
from tests.api.conftest import Call

AsMember = Callable[[Member], Call]


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    return member("referent", name="Karim El Mehdaoui")


@pytest.fixture
def dar(db: None) -> Organisation:
    return factories.organisation(name_fr="Dar Al Karama", email="dar@example.org")


@pytest.fixture
def bed(dar: Organisation) -> Service:
    return factories.service(dar)


@pytest.fixture
def agent(member: Callable[..., Member], dar: Organisation) -> Member:
    return member("partner", organisation=dar)


def a_need(by: Member, *, restricted: bool = False) -> Need:
    at = timezone.now()
    driss = factories.person(given_name="Driss", family_name="Alaoui", age_about=62)
    case = factories.case(by=by, at=at, persons=[driss], restricted=restricted, summary="diabète")
    return factories.need(case, by=by, at=at, service="ACC-HEB", person=driss, words="Un lit")


def entrusted(by: Member, to: Service, **traits: Any) -> Referral:
    at = timezone.now()
    return factories.referral(a_need(by, **traits), by=by, to=to, at=at)


def test_a_need_is_found_weighed_then_entrusted(karim: Member, bed: Service, call: AsMember) -> None:
    need, ask = a_need(karim), call(karim)
    assert ask("get", f"/cases/{need.case_id}/needs")[1]["items"][0]["service"] == "ACC-HEB"
    status, weighed = ask("get", f"/needs/{need.pk}/services")
    assert (status, weighed["items"][0]["service_id"], weighed["items"][0]["fits"]) == (200, bed.pk, True)
    body = {"need_id": need.pk, "service_id": bed.pk, "shared": ["first_name", "words"], "agreed": "spoken"}
    key = {"Idempotency-Key": "n1"}
    status, sent = ask("post", "/referrals", body, **key)
    assert (status, sent["referral"]["state"], sent["code"]) == (201, "sent", "")
    assert ask("post", "/referrals", body, **key)[1]["referral"]["id"] == sent["referral"]["id"]
    referral = Referral.objects.get()
    assert (referral.email, referral.shared) == ("dar@example.org", ["first_name", "words"])


def test_the_code_of_a_restricted_case_is_told_once(karim: Member, bed: Service, call: AsMember) -> None:
    body = {"need_id": a_need(karim, restricted=True).pk, "service_id": bed.pk, "agreed": "spoken"}
    ask, key = call(karim), {"Idempotency-Key": "n1"}
    assert len(ask("post", "/referrals", body, **key)[1]["code"]) == 6
    assert ask("post", "/referrals", body, **key)[1]["code"] == ""


def test_the_agent_reads_what_was_shared_no_more(
    karim: Member, agent: Member, bed: Service, call: AsMember
) -> None:
    referral = entrusted(karim, bed)
    status, page = call(agent)("get", "/referrals")
    assert (status, [row["id"] for row in page["items"]]) == (200, [referral.pk])
    assert (page["items"][0]["case_id"], page["items"][0]["state"]) == (None, "sent")
    status, whole = call(agent)("get", f"/referrals/{referral.pk}")
    assert (status, whole["referral"]["state"], whole["referral"]["case_id"]) == (200, "seen", None)
    assert (whole["shared"]["first_name"], whole["shared"]["age"]) == ("Driss", 62)
    assert "Alaoui" not in str(whole)
    assert "diabète" not in str(whole)
    assert ReadRecord.objects.filter(subject="referral", subject_id=referral.pk, by_id=agent.pk).exists()


def test_the_agent_accepts_reports_back_finishes(
    karim: Member, agent: Member, bed: Service, call: AsMember
) -> None:
    referral = entrusted(karim, bed)
    ask, address = call(agent), f"/referrals/{referral.pk}/answers"
    assert (
        ask("post", address, {"answer": "accept", "words": "Ce soir"})[1]["referral"]["state"] == "accepted"
    )
    assert ask("post", address, {"answer": "accept"})[0] == 200
    news = {"answer": "report_back", "words": "Il est bien arrivé", "signed": "Nadia"}
    for _time in range(2):
        assert ask("post", address, news, **{"Idempotency-Key": "news-1"})[0] == 200
    assert ReferralMessage.objects.filter(kind="news", signed="Nadia").count() == 1
    assert ask("post", address, {"answer": "start"})[1]["referral"]["state"] == "in_progress"
    status, whole = ask("post", address, {"answer": "complete", "words": "Douze nuits"})
    assert (status, whole["referral"]["state"], whole["shared"]) == (200, "completed", None)
    assert Intervention.objects.get().referral_id == referral.pk


def test_the_agent_declines_with_a_reason_of_the_list(
    karim: Member, agent: Member, bed: Service, call: AsMember
) -> None:
    referral = entrusted(karim, bed)
    ask, address = call(agent), f"/referrals/{referral.pk}/answers"
    status, wrong = ask("post", address, {"answer": "decline", "reason": "tired"})
    assert (status, wrong["field"]) == (422, "reason")
    status, whole = ask("post", address, {"answer": "decline", "reason": "no_place"})
    assert (status, whole["referral"]["state"]) == (200, "declined")
    assert Need.objects.get(pk=referral.need_id).state == "open"


def test_an_answer_that_comes_too_late_is_told_its_words_are_kept(
    karim: Member, agent: Member, bed: Service, call: AsMember
) -> None:
    referral = entrusted(karim, bed)
    recalled = call(karim)("post", f"/referrals/{referral.pk}/recall", {"reason": "Il a trouvé seul"})
    assert (recalled[0], recalled[1]["state"]) == (200, "recalled")
    late = call(agent)("post", f"/referrals/{referral.pk}/answers", {"answer": "accept", "words": "On vient"})
    assert (late[0], set(late[1])) == (409, {"detail", "field"})
    assert ReferralMessage.objects.get(kind="late").words == "On vient"


def test_of_another_organisation_a_referral_does_not_exist(
    karim: Member, member: Callable[..., Member], bed: Service, call: AsMember
) -> None:
    referral = entrusted(karim, bed)
    ask = call(member("partner"))
    assert ask("get", f"/referrals/{referral.pk}")[0] == 404
    assert ask("post", f"/referrals/{referral.pk}/answers", {"answer": "accept"})[0] == 404
    assert ask("get", f"/referrals?case_id={referral.case_id}")[1]["items"] == []
    assert ask("get", "/referrals")[1]["items"] == []


def test_a_partner_neither_sends_nor_takes_back(
    karim: Member, agent: Member, bed: Service, call: AsMember
) -> None:
    referral = entrusted(karim, bed)
    ask = call(agent)
    assert ask("post", f"/referrals/{referral.pk}/recall", {"reason": "Non"})[0] == 403
    assert ask("post", "/referrals", {"need_id": referral.need_id, "service_id": bed.pk})[0] == 403


def test_a_restricted_case_tells_its_team_alone(
    karim: Member, member: Callable[..., Member], bed: Service, call: AsMember
) -> None:
    referral = entrusted(karim, bed, restricted=True)
    assert call(karim)("get", f"/referrals/{referral.pk}")[0] == 200
    assert call(member("referent"))("get", f"/referrals/{referral.pk}")[0] == 404
    assert call(member("referent"))("get", f"/cases/{referral.case_id}/needs")[0] == 404


def test_pages_follow_each_other_by_key_in_few_queries(
    karim: Member, bed: Service, call: AsMember, django_assert_num_queries: Any
) -> None:
    wanted = [entrusted(karim, bed).pk for _number in range(3)]
    ask, found, after = call(karim), [], ""
    ask("get", "/referrals")
    for _page in range(2):
        with django_assert_num_queries(3):  # the token, the referrals, those whose case is seen
            page = ask("get", f"/referrals?size=2&after={after}")[1]
        found += [row["id"] for row in page["items"]]
        after = page["after"]
    assert (sorted(found), after) == (sorted(wanted), "")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"need_id": 0}, "need_id"),
        ({"need_id": 2**70}, "need_id"),
        ({"service_id": "x"}, "service_id"),
        ({"email": "nobody"}, "email"),
        ({"shared": ["identity"]}, "shared"),
        ({"message": "a" * 2001}, "message"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": (timezone.now() + timedelta(days=90)).isoformat()}, "expires_at"),
        ({"secret": 1}, "secret"),
        ({}, "basis"),
        ({"basis": "because"}, "basis"),
        ({"basis": "vital_interest"}, "basis_reason"),
        ({"agreed": "telepathy"}, "agreed"),
    ],
)
def test_bad_input_is_told_beside_its_field(
    change: dict[str, Any], field: str, karim: Member, bed: Service, call: AsMember
) -> None:
    body = {"need_id": a_need(karim).pk, "service_id": bed.pk} | change
    status, answer = call(karim)("post", "/referrals", body)
    assert (status, bool(answer["detail"])) == (422, True)
    assert field in answer["field"]
    assert not Referral.objects.exists()
