"""Following: the code opens the answers, a message adds to the report, nothing betrays anybody."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from jaras.governance.models import Member
from jaras.intake import actions as intake
from jaras.intake.models import Message, Report, ReportFile
from jaras.intake.rules import tracking
from jaras.kernel.actor import SYSTEM, Actor
from jaras.outreach import actions as outreach
from jaras.web.portal import gate, keys
from tests.kernel.test_files import picture
from tests.web.portal.conftest import PERIL, WORDS, Send, fields

CodeOf = Callable[[Any], str]
ELDER = "Un vieil homme demande une aide pour ses papiers"


@pytest.fixture
def code(send: Send, code_of: CodeOf) -> str:
    return code_of(send(words=ELDER, place_text="Gare routière", who="Hajj Brahim"))


@pytest.fixture
def open_answers(visitor: Client) -> Callable[..., Any]:
    def opened(code: str, language: str = "fr") -> Any:
        return visitor.post(f"/suivre?lang={language}", {"code": code})

    return opened


Open = Callable[..., Any]


@pytest.mark.parametrize(
    "as_typed",
    [
        str,
        str.lower,
        lambda c: c.replace("-", ""),
        lambda c: f" {c.replace('-', ' ')} ",
        lambda c: c.replace("0", "O").replace("1", "l"),
    ],
)
def test_a_code_is_read_as_people_type_it(
    code: str, open_answers: Open, as_typed: Callable[[str], str]
) -> None:
    page = open_answers(as_typed(code))
    assert page.status_code == 200
    assert "arrivé à la Cellule" in page.content.decode()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("fr", "Une équipe est en route"), ("ar", "فريق في الطريق"), ("en", "A team is on its way")],
)
def test_answers_are_in_the_language_of_the_reader(
    code: str, open_answers: Open, at: Any, language: str, sentence: str
) -> None:
    intake.send_team(report=Report.objects.get(), team="Équipe 1", by=SYSTEM, at=at)
    assert sentence in open_answers(code, language).content.decode()


def test_the_page_names_nobody_and_repeats_nothing(
    code: str, open_answers: Open, member: Callable[..., Member], actor: Callable[..., Actor], at: Any
) -> None:
    by = actor("operator", name="Opératrice Nadia")
    report = Report.objects.get()
    intake.claim(report=report, by=by, at=at)
    mission = intake.send_team(report=report, team="Équipe Atlas", by=by, at=at)
    intake.return_team(mission=mission, result="hospital", note="Trouvé au 12 rue 4", by=by, at=at)
    page = open_answers(code).content.decode()
    assert "rencontrée et aidée" in page
    for secret in ("Nadia", "Atlas", "Brahim", "Gare", "rue 4", ELDER, "hospital", code, f">{report.pk}<"):
        assert secret not in page


def test_own_words_of_the_team_are_shown_as_text(
    code: str, open_answers: Open, actor: Callable[..., Actor], at: Any
) -> None:
    outreach.answer(report=Report.objects.get(), words="<b>Merci</b> beaucoup", by=actor("operator"), at=at)
    assert "&lt;b&gt;Merci&lt;/b&gt; beaucoup" in open_answers(code).content.decode()


@pytest.mark.parametrize(
    "wrong", ["", "AAAA", "AAAA-AAAA-AAAA-AAAA", "\x00", "😀" * 40, "x" * 10_000, "'; --", "\u202e"]
)
def test_a_wrong_code_gets_one_sentence_after_the_same_work(
    code: str, open_answers: Open, wrong: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    with django_assert_num_queries(5):  # two limits, the look-up, the attempt, those of the day before
        page = open_answers(wrong)
    assert page.status_code == 404
    assert "Aucun signalement n’a ce code" in page.content.decode()


def test_guessing_ends_soon_even_with_the_right_code(code: str, open_answers: Open) -> None:
    for number in range(gate.WRONG_CODES[0].most):
        assert open_answers(f"AAAA-{number}").status_code == 404
    assert open_answers(code).status_code == 429


def test_a_message_is_added_once(code: str, open_answers: Open, visitor: Client) -> None:
    form = fields(open_answers(code)) | {"words": "Il est toujours là"}
    for _click in range(2):
        page = visitor.post("/suivre", form)
        assert "Votre message est arrivé" in page.content.decode()
    assert [row.text for row in Message.objects.all()] == [ELDER, "Il est toujours là"]
    assert "Il est toujours là" not in page.content.decode()


def test_a_photograph_may_come_with_it_or_alone(code: str, open_answers: Open, visitor: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    form = fields(open_answers(code)) | {"photo": SimpleUploadedFile("x", picture())}
    assert "Votre message est arrivé" in visitor.post("/suivre", form).content.decode()
    assert ReportFile.objects.count() == 1
    assert Message.objects.latest("id").text == "Photo, sans texte"


def test_a_file_that_cannot_be_kept_is_said(code: str, open_answers: Open, visitor: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    form = fields(open_answers(code)) | {"words": "Voici", "photo": SimpleUploadedFile("x", b"<svg/>")}
    page = visitor.post("/suivre", form).content.decode()
    assert "ni une photo" in page
    assert Message.objects.latest("id").text == "Voici"


def test_an_empty_message_asks_for_words(code: str, open_answers: Open, visitor: Client) -> None:
    page = visitor.post("/suivre", fields(open_answers(code)) | {"words": " \x00"})
    assert page.status_code == 422
    assert "quelques mots suffisent" in page.content.decode()


def test_a_graver_message_makes_the_report_graver(code: str, open_answers: Open, visitor: Client) -> None:
    assert Report.objects.get().urgency != "IMMEDIAT"
    visitor.post("/suivre", fields(open_answers(code)) | {"words": PERIL})
    assert Report.objects.get().urgency == "IMMEDIAT"


def test_a_quarter_of_an_hour_later_the_code_is_asked_again_with_the_text_kept(
    code: str, open_answers: Open, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = fields(open_answers(code)) | {"words": "Il est toujours là"}
    signed_long_ago = signing.TimestampSigner(salt=keys.PASS)
    monkeypatch.setattr(signed_long_ago, "timestamp", lambda: signing.b62_encode(1_700_000_000))
    form["pass"] = signed_long_ago.sign_object(Report.objects.get().tracking_digest)
    asked = visitor.post("/suivre", form)
    assert "redonnez votre code" in asked.content.decode()
    assert fields(asked)["words"] == "Il est toujours là"
    opened = visitor.post("/suivre", {"code": code, "words": "Il est toujours là"})
    assert fields(opened)["words"] == "Il est toujours là"
    assert Message.objects.count() == 1


@pytest.mark.parametrize("forged", ["", "x", "x:y:z"])
def test_a_forged_pass_opens_nothing(code: str, visitor: Client, forged: str) -> None:
    page = visitor.post("/suivre", {"pass": forged, "words": "Bonjour", "key": ""})
    assert "arrivé à la Cellule" not in page.content.decode()
    assert Message.objects.count() == 1


def test_a_pass_holds_neither_the_code_nor_the_number_of_the_report(code: str, open_answers: Open) -> None:
    digest = keys.read_pass(fields(open_answers(code))["pass"])
    assert digest == tracking.digest(code)


def test_messages_of_a_flood_wait_but_a_peril_passes(code: str, open_answers: Open, visitor: Client) -> None:
    for number in range(gate.MESSAGES[0].most):
        visitor.post("/suivre", fields(open_answers(code)) | {"words": f"Encore {number}"})
    late = visitor.post("/suivre", fields(open_answers(code)) | {"words": "Un de plus"})
    assert late.status_code == 429
    assert fields(late)["words"] == "Un de plus"
    visitor.post("/suivre", fields(open_answers(code)) | {"words": PERIL})
    assert Message.objects.latest("id").text == PERIL


def test_no_address_ever_holds_the_code(code: str, open_answers: Open) -> None:
    page = open_answers(code).content.decode()
    assert not [href for href in re.findall(r'(?:href|action|src)="([^"]*)"', page) if code in href]


def test_reading_the_answers_costs_the_same_however_many(
    code: str,
    open_answers: Open,
    actor: Callable[..., Actor],
    at: Any,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    by = actor("operator")
    for _each in range(10):
        outreach.answer(report=Report.objects.get(), words=WORDS, by=by, at=at)
    with django_assert_num_queries(7):
        open_answers(code)
