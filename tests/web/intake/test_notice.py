"""The notice of a legal duty: Arabic, dated in Moroccan months, naming nobody."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.test import Client
from django.utils import timezone

from jaras.governance.models import Member, actor_of
from jaras.intake import actions
from jaras.intake.lists import legal_duties
from jaras.intake.models import Duty, Report
from jaras.people import actions as people
from jaras.web.intake.notices import letter
from tests import factories

NOVEMBER = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def duty(report: Report, code: str = "LD3") -> Duty:
    return Duty.objects.create(report=report, code=code, raised_at=timezone.now())


def test_the_notice_is_a_pdf(desk: Client, waiting: Report) -> None:
    answer = desk.get(f"/duties/{duty(waiting).pk}/notice")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_notice_names_nobody(waiting: Report, operator: Member) -> None:
    by, at = actor_of(operator), timezone.now()
    person = people.register(given_name="Hamid", family_name="Zeroual", by=by, at=at)
    actions.add_person(report=waiting, person=person, by=by, at=at)
    actions.send_team(report=waiting, team="Équipe de Karim", by=by, at=at)
    said = str(letter.words(duty(waiting), at=at, by=factories.member("operator", name="Hind Berrada")))
    hidden = ("Nadia", "Alami", "612345678", "Hamid", "Zeroual", "Karim", "Salma", "homme âgé")
    assert not [word for word in hidden if word in said.replace(" ", "") or word in said]
    assert "Hind Berrada" in said, "whoever printed it is named, beneath"


def test_the_notice_is_dated_as_morocco_dates(waiting: Report) -> None:
    said = letter.words(duty(waiting), at=NOVEMBER, by=factories.member("operator"))
    assert said["date"].endswith("25 نونبر 2026")


def test_every_duty_with_a_notice_has_its_arabic_words() -> None:
    for item in legal_duties():
        if item["notice"]:
            assert item["to_whom_ar"]
            assert item["basis_ar"]


def test_a_duty_without_a_notice_or_of_a_hidden_report_has_none(
    desk: Client, waiting: Report, member: Callable[..., Member], sign_in: Callable[[Member], Client]
) -> None:
    waiting.duties.all().delete()
    assert desk.get(f"/duties/{duty(waiting, 'LD1').pk}/notice").status_code == 404
    with_notice = duty(waiting)
    assert sign_in(member("partner")).get(f"/duties/{with_notice.pk}/notice").status_code == 403
    assert desk.get(f"/duties/{2**70}/notice").status_code == 404
