"""Voice notes and photographs of the public form: cleaned, enough alone, never the loss of the words."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from jaras.intake.models import Report, ReportFile
from jaras.kernel import files
from jaras.kernel.models import StoredFile
from tests.kernel.test_files import located, picture, recording
from tests.web.portal.conftest import WORDS, Send, older_key

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
REFUSED = [b"", SVG, b"<html>", b"MZ\x90\x00" * 30, located()[:300]]


def on_disk() -> list[bytes]:
    return [files.opened(row).read() for row in StoredFile.objects.order_by("id")]


def test_a_photograph_is_kept_without_its_place(send: Send) -> None:
    assert send(photo=located()).status_code == 303
    (content,) = on_disk()
    assert content.startswith(b"\xff\xd8")
    assert b"Exif" not in content
    assert b"Salma" not in content


def test_a_voice_note_is_kept_without_its_place_or_its_name(send: Send) -> None:
    send(voice=recording())
    (content,) = on_disk()
    assert b"32.88" not in content
    assert StoredFile.objects.get().name == "voice"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"voice": recording()}, "Message vocal, sans texte"),
        ({"photo": picture()}, "Photo, sans texte"),
        ({"voice": recording(), "photo": picture()}, "Message vocal avec une photo, sans texte"),
    ],
)
def test_files_alone_are_a_report(visitor: Client, send: Send, sent: dict[str, Any], words: str) -> None:
    visitor.defaults["HTTP_ACCEPT_LANGUAGE"] = "ar"  # the words stand in the language of the register
    assert send(words="", **sent).status_code == 303
    report = Report.objects.get()
    assert report.words == words
    assert ReportFile.objects.filter(report=report).count() == len(sent)


def test_nobody_knows_yet_what_a_recording_says_so_it_is_heard_soon(send: Send) -> None:
    send(words="", voice=recording())
    report = Report.objects.get()
    assert report.urgency == "24H"
    assert report.respond_by == report.received_at + timedelta(minutes=15)


@pytest.mark.parametrize("content", REFUSED, ids=range(len(REFUSED)))
@pytest.mark.parametrize("field", ["voice", "photo"])
def test_a_file_that_cannot_be_kept_never_costs_the_words(
    visitor: Client, send: Send, field: str, content: bytes
) -> None:
    response = send(**{field: content})
    assert response.status_code == 303
    assert Report.objects.get().words == WORDS
    assert not StoredFile.objects.exists()
    page = visitor.get(response["Location"]).content.decode()
    assert "data-code" in page
    if content:  # an empty field is no file
        assert "Tout le reste est arrivé" in page


@pytest.mark.parametrize("content", [SVG, b"x" * 100])
def test_a_file_that_cannot_be_kept_alone_asks_for_words(send: Send, content: bytes) -> None:
    response = send(words="", photo=content)
    assert response.status_code == 422
    assert "ni une photo" in response.content.decode()
    assert not Report.objects.exists()


def test_a_file_over_the_limit_is_cut_while_it_arrives_and_said(
    visitor: Client, send: Send, settings: Any
) -> None:
    settings.UPLOAD_LIMIT = 200_000
    response = send(voice=b"OggS" + b"\x00" * 3_000_000, photo=picture())
    assert response.status_code == 303
    assert [row.media_type for row in StoredFile.objects.all()] == ["image/jpeg"]
    assert "trop lourd" in visitor.get(response["Location"]).content.decode()


def test_twelve_megabytes_is_the_limit(send: Send) -> None:
    assert send(voice=b"OggS" + b"\x00" * (12 * 1024 * 1024)).status_code == 303
    assert not StoredFile.objects.exists()


def test_a_replay_keeps_one_file(visitor: Client, send: Send, settings: Any) -> None:
    key = older_key()
    send(key=key, photo=picture())
    send(key=key, photo=picture())
    assert ReportFile.objects.count() == 1
    assert len([path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]) == 1


def test_a_refused_report_leaves_no_file(send: Send, settings: Any) -> None:
    assert send(who="x" * 301, photo=picture()).status_code == 422
    assert not settings.MEDIA_ROOT.exists()
