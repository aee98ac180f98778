"""Whatever arrives, a clear sentence answers, what was typed is kept, nothing breaks."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jaras.intake.models import Report
from tests.web.portal.conftest import PERIL, WORDS, Send, fields, older_key

TEXTS = [
    "\x00\x00",
    "\u202egnp.exe\u2066",
    "\ud83d\ude00" * 30,
    "😀" * 50,
    "<script>alert(1)</script>",
    "'; DROP TABLE x;--",
    "{{ 7*7 }}{% raw %}",
    "\r\n\r\n",
    "a" * 400,
    "ا" * 400,
    "\ufeff\u200f\u200e",
    "NaN",
    "1e999",
    "-0",
    "٣٢",
]
FIELDS = [
    *("words", "place_text", "commune", "latitude", "longitude", "who", "anonymous", "key", "website"),
    *("reporter_name", "reporter_telephone", "reporter_email"),
]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_field_breaks_the_form(send: Send, field: str, text: str) -> None:
    typed: dict[str, Any] = {"anonymous": ""} if field.startswith("reporter") else {}
    response = send(**typed | {field: text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")})
    assert response.status_code in (303, 422)
    if response.status_code == 422:
        assert Report.objects.count() == 0
        assert "error" in response.content.decode() or "summary-errors" in response.content.decode()
    else:
        report = Report.objects.get()
        assert not set("\x00\u202e\u2066") & set(
            report.words + report.place_text + report.who + report.reporter_name
        )


def test_an_empty_form_says_what_to_write(send: Send) -> None:
    response = send(words=" ")
    assert response.status_code == 422
    assert "quelques mots suffisent" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"commune": "99.999"}, "commune"),
        ({"latitude": "91", "longitude": "0"}, "latitude"),
        ({"latitude": "nord", "longitude": "0"}, "latitude"),
        ({"latitude": "32.8", "longitude": ""}, "latitude"),
        ({"anonymous": "", "reporter_email": "pas une adresse"}, "reporter_email"),
        ({"who": "x" * 301}, "who"),
        ({"words": "x" * 20_001}, "words"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_with_the_rest_kept(
    send: Send, typed: dict[str, str], field: str
) -> None:
    response = send(**{"place_text": "Derrière le souk", "words": WORDS} | typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="{field}_error"' in page
    assert 'value="Derrière le souk"' in page
    assert fields(response)["words"].startswith(typed.get("words", WORDS)[:50])
    assert Report.objects.count() == 0


def test_the_corrected_form_is_the_same_form(send: Send, visitor: Client) -> None:
    refused = fields(send(commune="99.999"))
    accepted = visitor.post("/signaler", refused | {"anonymous": "1", "commune": ""})
    assert accepted.status_code == 303
    assert Report.objects.get().words == WORDS


@pytest.mark.parametrize("urlencoded", [True, False])
def test_ten_megabytes_of_text_get_a_sentence(visitor: Client, urlencoded: bool) -> None:
    words = "a" * 10_000_000
    if urlencoded:
        response = visitor.post(
            "/signaler", f"words={words}", content_type="application/x-www-form-urlencoded"
        )
    else:
        response = visitor.post("/signaler", {"words": words, "key": older_key()})
    assert response.status_code == 413
    assert "raccourcissez" in response.content.decode()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (b"words=%ff%fe", "application/x-www-form-urlencoded; charset=latin-9"),
        (b"{}", "application/json"),
        (b"&".join(b"f%d=1" % n for n in range(1000)), "application/x-www-form-urlencoded"),
    ],
)
@pytest.mark.parametrize("path", ["/signaler", "/suivre"])
def test_a_broken_body_is_never_an_error_of_ours(
    visitor: Client, path: str, body: bytes, content_type: str
) -> None:
    response = visitor.generic("POST", path, body, content_type=content_type)
    assert 400 <= response.status_code < 500


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(visitor: Client, method: str) -> None:
    assert getattr(visitor, method)("/signaler").status_code == 405


def test_words_are_shown_as_text(send: Send) -> None:
    response = send(words="<script>alert(1)</script>", commune="99.999")
    assert "<script>alert" not in response.content.decode()


def test_a_report_costs_the_same_whatever_waits(
    visitor: Client, send: Send, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(60) as first:
        send()
    for _number in range(8):
        send()
    with django_assert_max_num_queries(60) as later:
        send(words=PERIL)
    assert len(later) <= len(first) + 2  # a peril may raise a duty
