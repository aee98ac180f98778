"""The interface seen by a program that holds a token."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.cases import actions as cases
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import Level
from jaras.kernel.record.models import ReadRecord
from jaras.territory import actions as territory
from tests import factories
from tests.api.conftest import Call

WORDS = "Un homme âgé a froid près de la gare routière."


def test_a_partner_sends_a_report_for_their_organisation(
    member: Callable[..., Member], call: Callable[[Member], Call]
) -> None:
    partner = member("partner")
    status, answer = call(partner)("post", "/reports", {"words": WORDS})
    assert status == 201
    assert len(answer["tracking_code"]) == 19
    report = Report.objects.get(pk=answer["report"]["id"])
    assert (report.organisation_id, report.claimed_by_id) == (partner.organisation_id, None)


def test_a_replay_gives_the_same_report_without_its_code(
    member: Callable[..., Member], call: Callable[[Member], Call]
) -> None:
    ask = call(member("partner"))
    _, first = ask("post", "/reports", {"words": WORDS}, **{"Idempotency-Key": "k1"})
    _, again = ask("post", "/reports", {"words": WORDS}, **{"Idempotency-Key": "k1"})
    assert again["report"]["id"] == first["report"]["id"]
    assert again["tracking_code"] == ""
    assert Report.objects.count() == 1


def test_without_a_token_nothing_is_said(client: Client, db: None) -> None:
    answer = client.get("/api/v1/reports", headers={"authorization": "Bearer wrong"})
    assert (answer.status_code, set(answer.json())) == (401, {"detail", "field"})


def test_a_token_says_nothing_more_once_its_holder_lost_the_role(
    member: Callable[..., Member], call: Callable[[Member], Call]
) -> None:
    holder = member("operator")
    ask = call(holder)
    assert ask("get", "/reports")[0] == 200
    governance.change_roles(
        member=holder, roles=["governor"], organisation=None, pole="", by=SYSTEM, at=holder.joined_at
    )
    assert ask("get", "/reports")[0] == 401


def test_another_organisation_reads_404(
    member: Callable[..., Member], call: Callable[[Member], Call], at: datetime
) -> None:
    report = intake.take(channel="TEL", words=WORDS, by=actor_of(member("operator")), at=at).report
    ask = call(member("partner"))
    assert ask("get", f"/reports/{report.pk}")[0] == 404
    assert ask("get", "/reports")[1]["items"] == []


def test_a_case_is_read_whole_by_its_holder_only(
    member: Callable[..., Member], call: Callable[[Member], Call], at: datetime
) -> None:
    holder, other = member("operator"), member("operator")
    by = actor_of(holder)
    report = intake.take(channel="TEL", words=WORDS, by=by, at=at).report
    case = intake.open_case(report=report, by=by, at=at)
    status, whole = call(holder)("get", f"/cases/{case.pk}")
    assert (status, [line["kind"] for line in whole["timeline"]]) == (200, ["report", "state"])
    assert ReadRecord.objects.filter(subject="case", subject_id=case.pk, by_id=holder.pk).count() == 1
    cases.set_level(case=type(case).objects.get(pk=case.pk), level=Level.RESTRICTED, by=by, at=at)
    assert call(other)("get", f"/cases/{case.pk}")[0] == 404
    assert call(other)("get", f"/reports/{report.pk}")[0] == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "words"),
        ({"words": ""}, "words"),
        ({"words": "\x00"}, "words"),
        ({"words": "a" * 20_001}, "words"),
        ({"words": WORDS, "channel": "PIGEON"}, "channel"),
        ({"words": WORDS, "commune_code": "99.999"}, "commune_code"),
        ({"words": WORDS, "latitude": 900}, "latitude"),
        ({"words": WORDS, "latitude": 32.8}, "latitude"),
        ({"words": WORDS, "reporter_email": "nobody"}, "reporter_email"),
        ({"words": WORDS, "secret": "x"}, "secret"),
        ("not json", ""),
    ],
)
def test_bad_input_gets_a_sentence_beside_its_field(
    body: Any, field: str, member: Callable[..., Member], call: Callable[[Member], Call]
) -> None:
    status, answer = call(member("partner"))("post", "/reports", body)
    assert status in (400, 422)
    assert answer["detail"]
    if field:
        assert field in answer["field"]
    assert Report.objects.count() == 0


def test_ten_megabytes_are_refused_in_words(
    member: Callable[..., Member], call: Callable[[Member], Call]
) -> None:
    status, answer = call(member("partner"))("post", "/reports", {"words": "a" * 10_000_000})
    assert (status, bool(answer["detail"])) == (413, True)


def test_the_list_reads_a_fixed_number_of_queries(
    member: Callable[..., Member],
    call: Callable[[Member], Call],
    at: datetime,
    django_assert_num_queries: Any,
) -> None:
    operator = member("operator")
    by = actor_of(operator)
    ask = call(operator)
    for number in range(3):
        report = intake.take(channel="TEL", words=f"{WORDS} {number}", by=by, at=at).report
        intake.open_case(report=report, by=by, at=at)
    ask("get", "/cases")
    with django_assert_num_queries(3):  # the token, the cases, their persons
        status, page = ask("get", "/cases")
    assert (status, len(page["items"])) == (200, 3)


def test_the_description_is_openapi(client: Client, db: None) -> None:
    description = client.get("/api/v1/openapi.json").json()
    assert set(description["paths"]) == {
        "/api/v1/reports",
        "/api/v1/reports/{pk}",
        "/api/v1/possible-links",
        "/api/v1/persons/{pk}/record",
        "/api/v1/cases",
        "/api/v1/cases/{pk}",
        "/api/v1/cases/{pk}/needs",
        "/api/v1/needs/{pk}/services",
        "/api/v1/referrals",
        "/api/v1/referrals/{pk}",
        "/api/v1/referrals/{pk}/recall",
        "/api/v1/referrals/{pk}/answers",
        "/api/v1/interventions",
        "/api/v1/interventions/{pk}",
        "/api/v1/interventions/{pk}/moves",
        "/api/v1/figures",
        "/api/v1/figures/definitions",
    }


def test_a_key_is_silent_while_nothing_opens_for_its_owner(
    member: Callable[..., Member], call: Callable[[Member], Call], settings: Any
) -> None:
    """Past the delay of their roles without a second step, what speaks for them says why it does not."""
    settings.MODE = "real"
    territory.choose(province_code=factories.province().code, invented=False, by=SYSTEM, at=timezone.now())
    who = member("operator", at=timezone.now())
    ask = call(who)
    assert ask("get", "/reports")[0] == 200, "the delay runs"
    Member.objects.filter(pk=who.pk).update(joined_at=timezone.now() - timedelta(days=8))
    status, answer = ask("get", "/reports")
    assert status == 403
    assert "seconde étape" in answer["detail"]
    Member.objects.filter(pk=who.pk).update(later_until=timezone.now() + timedelta(hours=1))
    assert ask("get", "/reports")[0] == 200, "they said later"
    Member.objects.filter(pk=who.pk).update(later_until=None, second_steps=1)
    assert ask("get", "/reports")[0] == 200
    Member.objects.filter(pk=who.pk).update(second_steps=0, enrol_until=timezone.now() + timedelta(hours=1))
    assert ask("get", "/reports")[0] == 403, "theirs was lost"
