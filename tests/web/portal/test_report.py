"""The public form: what was typed becomes one report, its code is shown once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jaras.intake.models import Message, Report
from jaras.intake.rules import tracking
from jaras.kernel.models import EventRecord, IdempotencyKey
from jaras.territory.rules.geometry import Point
from tests.web.portal.conftest import WORDS, Send, fields, older_key

CodeOf = Callable[[Any], str]


def test_the_form_as_handed_out_can_be_sent_back(visitor: Client) -> None:
    given = fields(visitor.get("/signaler"))
    response = visitor.post("/signaler", given | {"key": older_key(), "words": WORDS, "anonymous": "1"})
    assert response.status_code == 303
    assert not response.cookies
    report = Report.objects.get()
    assert (report.words, report.channel, report.state, report.anonymous) == (WORDS, "WEB", "received", True)


def test_all_that_was_said_is_kept(send: Send) -> None:
    send(
        place_text="Derrière la gare",
        commune="05.311.01.09",
        latitude="32.88",
        longitude="-6.91",
        who="Un homme, 70 ans",
        anonymous="",
        reporter_name="Salma",
        reporter_telephone="0612345678",
        reporter_email="salma@example.org",
    )
    report = Report.objects.get()
    assert (report.place_text, report.commune_id) == ("Derrière la gare", "05.311.01.09")
    assert (report.point, report.who) == (Point(32.88, -6.91), "Un homme, 70 ans")
    assert (report.reporter_name, report.reporter_telephone) == ("Salma", "0612345678")
    assert (report.reporter_email, report.language) == ("salma@example.org", "fr")


def test_whoever_stays_anonymous_leaves_no_name_even_typed_before(send: Send) -> None:
    send(reporter_name="Salma", reporter_telephone="0612345678", reporter_email="salma@example.org")
    report = Report.objects.get()
    assert (report.reporter_name, report.reporter_telephone, report.reporter_email) == ("", "", "")
    assert "Salma" not in str(Message.objects.get().raw)


def test_the_code_is_shown_once_and_opens_the_report(send: Send, code_of: CodeOf, visitor: Client) -> None:
    response = send()
    code = code_of(response)
    assert Report.objects.get().tracking_digest == tracking.digest(code)
    assert code not in response["Location"]
    again = visitor.get(response["Location"])
    assert code not in again.content.decode()
    assert "montré une fois" in again.content.decode()


def test_a_double_click_gives_one_report_whose_code_is_still_shown_once(
    visitor: Client, code_of: CodeOf
) -> None:
    form = {"key": older_key(), "words": WORDS, "anonymous": "1"}
    first, second = visitor.post("/signaler", form), visitor.post("/signaler", form)
    assert Report.objects.count() == 1
    code = code_of(second)  # the browser follows the second click only
    assert tracking.digest(code) == Report.objects.get().tracking_digest
    assert code_of(first) == ""


def test_nothing_that_is_kept_holds_the_code(send: Send, code_of: CodeOf) -> None:
    code = code_of(send())
    kept = [*EventRecord.objects.values(), *Message.objects.values(), *IdempotencyKey.objects.values()]
    assert code not in str(kept)
    assert tracking.normalised(code) not in str(kept)


def test_a_forged_or_old_slip_shows_no_code(visitor: Client, send: Send) -> None:
    send()
    page = visitor.get("/signaler/recu/forged")
    assert page.status_code == 200
    assert "data-code" not in page.content.decode()


def test_the_script_is_told_where_to_go(visitor: Client) -> None:
    form = {"key": older_key(), "words": WORDS, "anonymous": "1"}
    response = visitor.post("/signaler", form, headers={"x-requested-with": "fetch"})
    assert response.json()["address"].startswith("/signaler/recu/")


def test_the_script_gets_only_what_is_wrong(visitor: Client) -> None:
    form = {"key": older_key(), "words": "", "anonymous": "1"}
    response = visitor.post("/signaler", form, headers={"x-requested-with": "fetch"})
    assert response.status_code == 422
    assert b"<form" not in response.content
    assert b"quelques mots suffisent" in response.content


def test_the_picture_for_the_telephone_holds_only_the_address(
    send: Send, visitor: Client, settings: object
) -> None:
    page = visitor.get(send()["Location"]).content.decode()
    assert "data:image/svg+xml" in page
    assert "/suivre</b>" in page


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_language_stays_without_cookies(visitor: Client, language: str) -> None:
    page = visitor.get(f"/signaler?lang={language}").content.decode()
    assert f'<html lang="{language}"' in page
    assert f'action="/signaler?lang={language}"' in page
    form = {"key": older_key(), "words": WORDS, "anonymous": "1"}
    response = Client().post(f"/signaler?lang={language}", form)
    assert response["Location"].endswith(f"?lang={language}")
    assert Report.objects.get().language == language


@pytest.mark.parametrize(
    "path", ["/", "/signaler", "/suivre", "/confidentialite", "/accessibilite", "/signaler/merci"]
)
def test_public_pages_leave_no_trace(visitor: Client, path: str) -> None:
    page = visitor.get(path)
    assert page.status_code == 200
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert not page.cookies
    assert "<title>Informations</title>" in page.content.decode()


def test_reading_the_form_costs_three_queries(
    visitor: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(3):  # the installation, the last change of the territory, its communes
        visitor.get("/signaler")
