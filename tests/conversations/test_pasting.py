"""What was pasted: a post, a chat in the notations of telephones, with its files in place."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest

from jaras.conversations import actions
from jaras.conversations.models import Conversation, Heard
from jaras.conversations.rules.exports import lines_of
from jaras.intake.actions import Sent
from jaras.intake.models import Report
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused
from tests import factories
from tests.kernel import sounds

IPHONE = """[27/11/2026, 22:10:05] Nadia: \u200eCette nuit à la gare
deux lignes
\u200e[27/11/2026, 22:11:40] Nadia: \u200e<attached: 00000012-AUDIO-2026-11-27-22-11-40.opus>
[27/11/2026, 22:12:01] Karim B.: Elle est toujours là ?"""
ANDROID = """27/11/2026 à 22:10 - Les messages et les appels sont chiffrés de bout en bout.
27/11/2026 à 22:11 - Nadia : Une femme dort à la gare
27/11/2026 à 22:12 - Nadia : IMG-20261127-WA0003.jpg (fichier joint)
avec son bébé"""
ARABIC = (
    "٢٧/١١/٢٠٢٦، ١٠:١١ م - نادية: كاينة واحد المرا فالمحطة\n"
    "٢٧/١١/٢٠٢٦، ١٠:١٢ م - نادية: PTT-1.opus (الملف مرفق)"
)
AMERICAN = "11/27/26, 9:05 PM - Nadia: She sleeps outside"


def said(text: str) -> list[tuple[str, str, str, str]]:
    return [(f"{line.at:%Y-%m-%d %H:%M}", line.who, line.words, line.file) for line in lines_of(text)]


def test_the_notations_of_telephones() -> None:
    assert said(IPHONE) == [
        ("2026-11-27 22:10", "Nadia", "Cette nuit à la gare\ndeux lignes", ""),
        ("2026-11-27 22:11", "Nadia", "", "00000012-AUDIO-2026-11-27-22-11-40.opus"),
        ("2026-11-27 22:12", "Karim B.", "Elle est toujours là ?", ""),
    ]
    assert said(ANDROID) == [
        ("2026-11-27 22:11", "Nadia", "Une femme dort à la gare", ""),
        ("2026-11-27 22:12", "Nadia", "avec son bébé", "IMG-20261127-WA0003.jpg"),
    ]
    assert said(ARABIC) == [
        ("2026-11-27 22:11", "نادية", "كاينة واحد المرا فالمحطة", ""),
        ("2026-11-27 22:12", "نادية", "", "PTT-1.opus"),
    ]
    assert said(AMERICAN) == [("2026-11-27 21:05", "Nadia", "She sleeps outside", "")]


@pytest.mark.parametrize("text", ["", "Une femme dort à la gare: vite", "27/11/2026", "[9/9/2026, 22:10] x"])
def test_what_is_no_chat_is_none(text: str) -> None:
    assert lines_of(text) == []


@pytest.fixture
def salma(actor: Callable[..., Actor]) -> Actor:
    return actor("operator")


def exported(**files: bytes) -> Sent:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("_chat.txt", IPHONE)
        for name, content in files.items():
            archive.writestr(name, content)
    return Sent("WhatsApp Chat - Nadia.zip", held.getvalue())


def test_a_post_becomes_a_report_with_its_capture_and_its_link(salma: Actor, at: datetime) -> None:
    capture = Sent("capture.png", factories.picture())
    link = "https://www.facebook.com/groups/1/posts/2"
    talk = actions.paste(words="Une femme dort à la gare", link=link, sent=[capture], by=salma, at=at)
    report = Report.objects.get()
    assert (report.words, report.channel, report.taken_by_id) == (
        "Une femme dort à la gare",
        "RESEAUX",
        salma.member_id,
    )
    assert report.files.count() == 1
    heard = talk.heard.get()
    assert (heard.link, heard.public, heard.media.get().state) == (link, True, "kept")


def test_an_exported_chat_keeps_its_voice_notes_in_place(salma: Actor, at: datetime) -> None:
    note = "00000012-AUDIO-2026-11-27-22-11-40.opus"
    later = at.replace(day=28)
    talk = actions.paste(words="", sent=[exported(**{note: sounds.opus()})], by=salma, at=later)
    heard = list(talk.heard.all())
    assert [(each.kind, each.words) for each in heard] == [
        ("text", "Nadia: Cette nuit à la gare\ndeux lignes"),
        ("voice", ""),
        ("text", "Karim B.: Elle est toujours là ?"),
    ]
    assert [each.media.count() for each in heard] == [0, 1, 0]
    report = Report.objects.get()
    assert "Elle est toujours là" in report.words
    assert report.files.count() == 1


def test_the_same_thing_pasted_twice_is_one(salma: Actor, at: datetime) -> None:
    first, again = (actions.paste(words=IPHONE, by=salma, at=at) for _twice in range(2))
    assert first == again
    assert Conversation.objects.count() == Report.objects.count() == 1


def test_a_voice_note_of_a_chat_can_be_written_down(salma: Actor, at: datetime) -> None:
    note = "00000012-AUDIO-2026-11-27-22-11-40.opus"
    talk = actions.paste(words="", sent=[exported(**{note: sounds.opus()})], by=salma, at=at)
    media = Heard.objects.get(conversation=talk, kind="voice").media.get()
    actions.transcribe(media=media, words="Elle saigne beaucoup", by=salma, at=at)
    report = Report.objects.get()
    assert report.urgency == "IMMEDIAT"
    assert "Elle saigne beaucoup" in report.words


@pytest.mark.parametrize(
    ("words", "link", "sent"),
    [
        (" ", "", []),
        ("mots", "javascript:alert(1)", []),
        ("x" * 19_001, "", []),
        ("", "", [Sent("chat.zip", b"PK nothing of the kind")]),
    ],
)
def test_what_cannot_be_taken_is_said(
    salma: Actor, at: datetime, words: str, link: str, sent: list[Sent]
) -> None:
    with pytest.raises(Refused):
        actions.paste(words=words, link=link, sent=sent, by=salma, at=at)
    assert not Report.objects.exists()


def test_who_may_not_does_not(actor: Callable[..., Actor], at: datetime) -> None:
    with pytest.raises(Forbidden):
        actions.paste(words="Une femme dort à la gare", by=actor("field"), at=at)
