"""Anybody asks for their rights; a husband who asks in his wife's name learns nothing, gets nothing."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.governance.models import Member, actor_of
from jaras.kernel import references
from jaras.kernel.refusal import Refused
from jaras.privacy import actions
from jaras.privacy.models import RightsRequest
from tests import factories
from tests.web.portal.conftest import fields, older_key

HERS = {"right": "access", "asker": "person", "asker_name": "Hassania Bouzekri", "contact": "0699999999"}


@pytest.fixture
def ask(visitor: Client) -> Callable[..., Any]:
    return lambda **said: visitor.post("/mes-droits", {"key": older_key()} | HERS | said)


@pytest.fixture
def officer(member: Callable[..., Member]) -> Member:
    return member("dpo")


def test_the_form_as_handed_out_can_be_sent_back(visitor: Client) -> None:
    given = fields(visitor.get("/mes-droits"))
    response = visitor.post("/mes-droits", given | HERS | {"key": older_key(), "words": "Tout voir"})
    assert response.status_code == 303
    assert not response.cookies
    asked = RightsRequest.objects.get()
    assert (asked.right, asked.way, asked.asker_name, asked.words) == (
        "access", "page", "Hassania Bouzekri", "Tout voir",
    )  # fmt: skip
    page = visitor.get(response["Location"])
    assert page["Cache-Control"] == "no-store"
    assert references.told("rightsrequest", asked.pk) in page.text
    assert "Hassania" not in page.text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_its_words_are_sealed_and_it_waits_for_the_officer(
    ask: Callable[..., Any], officer: Member, sign_in: Callable[[Member], Client], language: str
) -> None:
    ask()
    asked = RightsRequest.objects.get()
    columns = RightsRequest.objects.values_list("asker_name", "contact").get()
    assert "Hassania" not in str(columns)
    assert "0699999999" not in str(columns)
    browser = sign_in(officer)
    browser.cookies["jaras_language"] = language
    assert asked.reference in browser.get("/privacy/requests/").text
    page = browser.get(f"/privacy/requests/{asked.pk}/").text
    assert asked.reference in page
    assert 'value="known"' not in page
    assert "Hassania Bouzekri" in browser.get("/day/").text


def test_the_answer_is_the_same_for_somebody_known_and_for_nobody(
    ask: Callable[..., Any], visitor: Client, member: Callable[..., Member], at: datetime
) -> None:
    head = member("head")
    her = factories.person(by=head, at=at, given_name="Hassania", family_name="Bouzekri")
    factories.case(by=head, at=at, persons=[her], sealed="violence")
    known, unknown = ask(), ask(asker_name="Zzyzx Nobody")
    assert known.status_code == unknown.status_code == 303
    pages = [visitor.get(each["Location"]).text for each in (known, unknown)]
    said = [re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}|recu/[^?\"]+|\d\d:\d\d", "", page) for page in pages]
    assert said[0] == said[1]


def test_a_husband_who_asks_in_her_name_is_answered_by_a_safe_way_alone(
    ask: Callable[..., Any], officer: Member, at: datetime
) -> None:
    ask()
    asked, by = RightsRequest.objects.get(), actor_of(officer)
    now = timezone.now()
    with pytest.raises(Refused):  # he is known, too: that is no check of a page
        actions.check_identity(asked=asked, how="known", by=by, at=now)
    with pytest.raises(Refused):
        actions.answer(asked=asked, how="nothing_held", handed="in_person", note="", by=by, at=now)
    actions.check_identity(asked=asked, how="called_back", by=by, at=now)
    for way in ("", "as_typed", "as_asked"):
        with pytest.raises(Refused) as refused:
            actions.answer(asked=asked, how="nothing_held", handed=way, note="", by=by, at=now)
        assert refused.value.field == "handed"
    actions.answer(asked=asked, how="nothing_held", handed="file_number", note="", by=by, at=now)
    asked.refresh_from_db()
    assert (asked.state, asked.handed) == ("answered", "file_number")


def test_the_officer_is_warned_and_chooses_a_safe_way(
    ask: Callable[..., Any], officer: Member, sign_in: Callable[[Member], Client]
) -> None:
    ask()
    here, browser = f"/privacy/requests/{RightsRequest.objects.get().pk}/", sign_in(officer)
    assert "peut être quelqu’un d’autre" in browser.get(here).text
    browser.post(f"{here}check_identity/", {"how": "card"})
    answer = browser.post(f"{here}answer/", {"how": "nothing_held", "words": "dit au guichet"})
    assert answer.status_code == 400
    assert "dit au guichet" in answer.text
    said = {"how": "nothing_held", "words": "dit au guichet", "handed": "in_person"}
    assert browser.post(f"{here}answer/", said).status_code == 302


def test_a_double_click_is_one_request(visitor: Client) -> None:
    form = {"key": older_key()} | HERS
    first, second = visitor.post("/mes-droits", form), visitor.post("/mes-droits", form)
    assert RightsRequest.objects.count() == 1
    assert [visitor.get(each["Location"]).status_code for each in (first, second)] == [200, 200]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"asker_name": ""}, "Écrivez qui demande"),
        ({"asker": "parent"}, "Écrivez pour qui"),
        ({"right": "everything"}, "n’est pas dans la liste"),
        ({"words": "x" * 4001}, "texte"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    ask: Callable[..., Any], said: dict[str, str], sentence: str
) -> None:
    answer = ask(**said)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "0699999999" in answer.text
    assert not RightsRequest.objects.exists()


def test_a_machine_is_asked_again_and_a_flood_waits(visitor: Client, ask: Callable[..., Any]) -> None:
    trapped = ask(website="http://x")
    assert trapped.status_code == 422
    again = fields(trapped) | HERS
    assert visitor.post("/mes-droits", again).status_code == 303
    statuses = [ask().status_code for _time in range(7)]
    assert statuses[0] == 303
    assert statuses[-1] == 429
    assert RightsRequest.objects.count() < 8


def test_garbage_is_answered(visitor: Client) -> None:
    for garbage in ({"key": "x" * 5000}, {"asker_name": "\x00\u202e"}, {"right": ["a", "b"]}, {}):
        assert visitor.post("/mes-droits", garbage).status_code == 422
    assert visitor.get("/mes-droits/recu/forged").status_code == 200
    assert visitor.post("/mes-droits", b"\xff\xfe", content_type="multipart/form-data").status_code in (
        400,
        413,
    )


def test_the_page_on_data_leads_to_it(visitor: Client) -> None:
    assert "/mes-droits" in visitor.get("/confidentialite").text


def test_whoever_may_not_answer_sees_no_name(
    ask: Callable[..., Any], member: Callable[..., Member], sign_in: Callable[[Member], Client]
) -> None:
    ask()
    assert "Hassania" not in sign_in(member("head")).get("/privacy/requests/").text
