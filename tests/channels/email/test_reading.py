"""A letter is read as it was meant, whoever's program wrote it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from jaras.channels.email.reading import LetterReader
from jaras.conversations.rules import Attached, Incoming, Kind, Read, Told, Unreadable
from jaras.kernel.transports import Went
from tests.channels.email.letters import ARABIC, OURS, TOKEN, bounce, letter, raw

ARRIVED = datetime(2026, 11, 25, 2, 10, tzinfo=UTC)
MINE = f"<{TOKEN}@cellule.example>"
reader = LetterReader()


@pytest.fixture(autouse=True)
def _mailbox(settings: Any) -> None:
    settings.CHANNELS = {"email": {"address": OURS}}


def read(body: bytes, mail_from: str = "souad@example.org", to: str = OURS) -> Read:
    return reader.read(body, {"at": ARRIVED.isoformat(), "mail_from": mail_from, "rcpt_to": to})


def said(body: bytes, mail_from: str = "souad@example.org", to: str = OURS) -> Incoming:
    [one] = read(body, mail_from, to).said
    return one


def test_an_arabic_letter_is_read_whole() -> None:
    one = said(letter())
    assert (one.words, one.subject, one.name) == (ARABIC, "حالة مستعجلة", "سعاد")
    assert (one.address, one.external_id, one.kind) == ("souad@example.org", "<one@example.org>", Kind.TEXT)
    assert one.at == datetime(2026, 11, 25, 2, 5, tzinfo=UTC)
    assert one.context == {"message_id": "<one@example.org>", "references": [], "subject": "Re: حالة مستعجلة"}


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("=?UTF-8?B?2K3Yp9mE2Kk=?=", "حالة"),
        ("=?windows-1256?B?zcfhyQ==?=", "حالة"),
        ("=?ISO-8859-1?B?2K3Yp9mE2Kk=?=", "Ø\xadØ§Ù\x84Ø©"),  # as it says, though it lies
        ("=?x-unknown?B?2K3Yp9mE2Kk=?=", "حالة"),
        ("حالة", "حالة"),  # bytes of UTF-8 as they are
        ("حالة".encode("cp1256"), "حالة"),
        ("Re: =?UTF-8?Q?=D8=AD=D8=A7?=\r\n =?UTF-8?Q?=D9=84=D8=A9?= fin", "Re: حالة fin"),
        ("=?UTF-8?B?2K3Yp9n?=\r\n =?UTF-8?B?hNip?=", None),  # a sign cut in two: something, no failure
        ("=?UTF-8?B?%%%?=", None),
        ("", ""),
    ],
)
def test_a_subject_is_read_whatever_its_charset(subject: str | bytes, expected: str | None) -> None:
    line = b"Subject: " + (subject if isinstance(subject, bytes) else subject.encode())
    one = said(raw("From: a@example.org", line, "", "salam"))
    assert expected is None or one.subject == expected
    assert one.words == "salam"


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("utf-8", ARABIC.encode()),
        ("windows-1256", ARABIC.encode("cp1256")),
        ("iso-8859-6", ARABIC.encode("iso-8859-6")),
        ("us-ascii", ARABIC.encode()),
        ("us-ascii", ARABIC.encode("cp1256")),
        ("klingon", ARABIC.encode()),
        ("punycode", ARABIC.encode()),
        ("", ARABIC.encode()),
    ],
)
def test_words_are_read_whatever_their_charset(charset: str, content: bytes) -> None:
    kind = f"Content-Type: text/plain; charset={charset}" if charset else "X-Nothing: 1"
    assert said(raw("From: a@example.org", kind, "", content)).words == ARABIC


def test_html_becomes_its_words() -> None:
    page = (
        "<html><head><style>p {color: red}</style><title>no</title><body dir=rtl><p>السلام<br>عليكم</p>"
        "<script>alert(1)</script><ul><li>1 &amp; 2<li>voir <a href='https://fb.example/p'>ici</a></ul>"
    )
    assert said(letter("", html=page)).words == "السلام\nعليكم\n\n1 & 2\nvoir ici (https://fb.example/p)"
    assert said(letter("plain", html=page)).words == "plain"
    assert said(raw("From: a@example.org", "Content-Type: text/html", "", "<head>lost? <b")).words


@pytest.mark.parametrize("hostile", ["<", "<a ", "<!--", "<![", "&#", "<blockquote>x", "<p title='"])
def test_html_made_to_hurt_is_read_soon(hostile: str) -> None:
    said(raw("From: a@example.org", "Content-Type: text/html", "", hostile * (1_000_000 // len(hostile))))


def test_what_comes_along_is_named_kept_apart() -> None:
    files = (
        ("صورة.jpg", "image/jpeg", b"\xff\xd8"),
        ("..\\..\\C:\\note.pdf", "application/pdf", b"%PDF"),
        ("v.ogg", "audio/ogg", b"OggS"),
        ("empty.bin", "application/octet-stream", b""),
    )
    one = said(letter(files=files))
    assert one.words == ARABIC
    assert one.attached == (
        Attached(kind=Kind.IMAGE, name="صورة.jpg", content=b"\xff\xd8", media_type="image/jpeg"),
        Attached(kind=Kind.DOCUMENT, name="note.pdf", content=b"%PDF", media_type="application/pdf"),
        Attached(kind=Kind.VOICE, name="v.ogg", content=b"OggS", media_type="audio/ogg"),
    )
    assert said(letter("", files=files[:1])).kind is Kind.IMAGE


def test_a_letter_within_a_letter_comes_along_whole() -> None:
    body = raw(
        "From: a@example.org",
        'Content-Type: multipart/mixed; boundary="B"',
        "",
        "--B",
        "",
        "voyez",
        "--B",
        "Content-Type: message/rfc822",
        "",
        "From: b@example.org",
        "",
        "inside",
        "--B--",
    )
    one = said(body)
    assert (one.words, len(one.attached)) == ("voyez", 1)
    assert b"inside" in (one.attached[0].content or b"")


QUOTED = "> Bonjour,\n> nous avons bien lu.\n"


@pytest.mark.parametrize(
    ("words", "new"),
    [
        (f"Merci\n\nOn Wed, Nov 25, 2026 at 2:05 AM Veille <{OURS}> wrote:\n{QUOTED}", "Merci"),
        (f"Merci\n\nLe mer. 25 nov. 2026 à 02:05, Veille\n<{OURS}> a écrit :\n{QUOTED}", "Merci"),
        (
            f"شكرا\n\nفي الأربعاء، 25 نوفمبر 2026 في 2:05 ص تمت كتابة ما يلي بواسطة\n<{OURS}>:\n{QUOTED}",
            "شكرا",
        ),
        (
            f"Le 25/11/2026 à 02:05, Veille a écrit :\n{QUOTED}\nElle est partie.\n{QUOTED}\nMerci",
            "Elle est partie.\n\nMerci",
        ),
        (
            "Oui\n\n____________________\nDe : Veille\nEnvoyé : mercredi\nÀ : moi\nObjet : x\n\nlu",
            "Oui",
        ),
        ("نعم\n\nمن: Veille\nتم الإرسال: الأربعاء\nإلى: أنا\nالموضوع: x\n\nlu", "نعم"),
        ("Oui\n-----Original Message-----\nlu", "Oui"),
        ("Le voisin a écrit : il revient demain", "Le voisin a écrit : il revient demain"),
        ("Le soir\nelle crie\nencore", "Le soir\nelle crie\nencore"),
        (QUOTED, QUOTED.strip()),  # nothing new: everything
        (
            f"---------- Forwarded message ---------\n{QUOTED}",
            f"---------- Forwarded message ---------\n{QUOTED}".strip(),
        ),
    ],
)
def test_an_answer_is_shown_without_our_own_words(words: str, new: str) -> None:
    assert said(letter(words, In_Reply_To=MINE)).words == new


def test_a_first_letter_is_never_cut() -> None:
    assert said(letter(f"Elle dit :\n{QUOTED}")).words == f"Elle dit :\n{QUOTED}".strip()


def test_it_answers_by_token_or_by_thread() -> None:
    other = "<other@cellule.example>"
    one = said(
        letter(In_Reply_To=other, References=f"<first@x.example> {other}"),
        to=f"Veille+{TOKEN}@Cellule.example",
    )
    assert one.answers == (MINE, other, "<first@x.example>")
    assert said(letter(), to=f"veille+{TOKEN}@elsewhere.example").answers == ()


@pytest.mark.parametrize(
    ("headers", "mail_from"),
    [
        ({"Auto-Submitted": "auto-replied (vacation)"}, "a@b.example"),
        ({"Precedence": "bulk"}, "a@b.example"),
        ({"X-Auto-Response-Suppress": "All"}, "a@b.example"),
        ({"Return-Path": "<>"}, "a@b.example"),
        ({}, ""),
    ],
)
def test_what_a_program_wrote_is_known_as_such(headers: dict[str, str], mail_from: str) -> None:
    assert said(letter(other=headers), mail_from).kind is Kind.AUTO_REPLY
    assert said(letter(Auto_Submitted="no")).kind is Kind.TEXT


@pytest.mark.parametrize("brought", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_says_which_of_ours_did_not_arrive(brought: str) -> None:
    expected = Told(
        external_id=MINE,
        went=Went.FAILED,
        at=ARRIVED,
        code="5.1.1",
        words="smtp; 550 5.1.1 …: Recipient address rejected",
    )
    assert read(bounce(brought=brought), "") == Read(told=(expected,))
    assert read(bounce(ours="", brought=brought), "", f"veille+{TOKEN}@cellule.example").told == (expected,)
    assert read(bounce("delayed", brought=brought), "") == Read()


def test_a_letter_of_our_own_is_not_answered(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Cellule <jaras@cellule.example>"
    for sender in (OURS, f"veille+{TOKEN}@cellule.example", "Jaras@cellule.example"):
        assert read(letter(From=sender)) == Read()


def test_the_answer_goes_where_they_ask_for_it() -> None:
    assert said(letter(Reply_To="Aide <aide@example.org>")).address == "aide@example.org"
    assert said(letter(Reply_To="nobody")).address == "souad@example.org"
    assert said(letter(From="")).address == "souad@example.org"


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Wed, 25 Nov 2037 02:05:00 +0000", "Wed, 25 Nov 1970 02:05:00 +0000"]
)
def test_a_date_that_nobody_believes_is_that_of_arrival(date: str) -> None:
    assert (
        said(
            letter(Date=date)
            if date != "yesterday"
            else letter(Date="").replace(b"To:", b"Date: yesterday\nTo:")
        ).at
        == ARRIVED
    )


@pytest.mark.parametrize("body", [b"", b"\x00\xff", letter()[:30], b"From: nobody\r\n\r\nx"])
def test_what_nobody_sent_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read(body, "")


def test_letters_nested_a_thousand_times_are_left_to_somebody() -> None:
    body = b"From: a@example.org\n" + b"Content-Type: message/rfc822\n\n" * 5000
    with pytest.raises(Unreadable):
        read(body)


@pytest.mark.parametrize("end", range(0, 900, 37))
def test_a_letter_cut_anywhere_is_read_as_far_as_it_goes(end: int) -> None:
    whole = letter(html="<p>x", files=(("a.jpg", "image/jpeg", b"\xff\xd8" * 99),))
    assert said(whole[:end]).address == "souad@example.org"
