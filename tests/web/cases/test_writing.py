"""What is done from the file: each form leads to its action, each refusal keeps what was typed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jaras.cases.models import Case, Document, TimelineEntry
from jaras.cases.rules import Entry
from jaras.governance.models import Member
from jaras.kernel.record.models import ReadRecord
from jaras.people.models import Person
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent", name="Karim El Mehdaoui")


@pytest.fixture
def browser(salma: Member, sign_in: SignIn) -> Client:
    return sign_in(salma)


@pytest.fixture
def other(karim: Member, sign_in: SignIn) -> Client:
    return sign_in(karim)


@pytest.fixture
def case(salma: Member) -> Case:
    return factories.case(by=salma, at=timezone.now(), summary="Il a froid")


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def hidden(browser: Client, address: str, name: str) -> str:
    """The value of a hidden field, as the form shows it."""
    return text(browser.get(address)).split(f'name="{name}" value="')[1].split('"')[0]


# --- notes, summary ----------------------------------------------------------------------------


def test_a_note_is_kept_then_told(browser: Client, case: Case) -> None:
    answer = browser.post(f"/cases/{case.pk}/note/", {"words": "Il veut rentrer"}, follow=True)
    assert "Il veut rentrer" in text(answer)


def test_a_double_click_keeps_one_note(browser: Client, case: Case) -> None:
    address = f"/cases/{case.pk}/note/"
    sent = {"words": "Vu", "key": hidden(browser, address, "key")}
    for _click in range(2):
        assert browser.post(address, sent).status_code == 302
    assert TimelineEntry.objects.filter(case=case, kind=Entry.NOTE).count() == 1


@pytest.mark.parametrize(
    "words", ["", "x" * 8001, "a\x00b", "\u202e" * 9000], ids=["empty", "long", "null", "reversed"]
)
def test_a_note_that_cannot_be_is_refused_beside_its_field(words: str, browser: Client, case: Case) -> None:
    answer = browser.post(f"/cases/{case.pk}/note/", {"words": words})
    assert answer.status_code == 400
    assert 'id="id_words_error"' in text(answer)


def test_two_who_amend_are_shown_both_then_choose(browser: Client, other: Client, case: Case) -> None:
    address = f"/cases/{case.pk}/amend/"
    seen = hidden(browser, address, "seen")
    other.post(address, {"summary": "Texte de Karim", "place_text": "", "commune": "", "seen": seen})
    mine = {"summary": "Texte de Salma", "place_text": "Souk", "commune": "", "seen": seen}
    answer = browser.post(address, mine)
    assert answer.status_code == 409
    for expected in ("Texte de Karim", "Texte de Salma", "Karim El Mehdaoui"):
        assert expected in text(answer)
    assert fresh(case).summary == "Texte de Karim"

    both = text(browser.post(address, mine | {"join": "1"}))
    assert "Texte de Karim\n\nTexte de Salma" in both
    now = both.split('name="seen" value="')[1].split('"')[0]
    assert browser.post(address, mine | {"seen": now}).status_code == 302
    assert (fresh(case).summary, fresh(case).place_text) == ("Texte de Salma", "Souk")


def test_a_stage_changed_meanwhile_is_no_conflict_of_texts(
    browser: Client, other: Client, case: Case
) -> None:
    address = f"/cases/{case.pk}/amend/"
    seen = hidden(browser, address, "seen")
    other.post(f"/cases/{case.pk}/stage/", {"stage": "INCLUSION"})
    answer = browser.post(address, {"summary": "Neuf", "place_text": "", "commune": "", "seen": seen})
    assert answer.status_code == 302
    assert (fresh(case).summary, fresh(case).stage) == ("Neuf", "INCLUSION")


# --- what comes next ---------------------------------------------------------------------------


def test_the_next_step_is_written_postponed_handed_over_done(
    browser: Client, karim: Member, case: Case
) -> None:
    address = f"/cases/{case.pk}/next/"
    tomorrow = timezone.localtime() + timedelta(days=1)
    step = {"what": "Le voir", "who": karim.pk, "due_at": f"{tomorrow:%Y-%m-%dT%H:%M}"}
    browser.post(address, step | {"seen": hidden(browser, address, "seen")})
    assert (fresh(case).next_what, fresh(case).next_who) == ("Le voir", karim)
    page = text(browser.get(f"/cases/{case.pk}/"))
    seen = page.split('name="seen" value="')[1].split('"')[0]
    browser.post(f"/cases/{case.pk}/next/done/", {"seen": seen})
    assert fresh(case).next_what == ""


def test_another_card_in_its_place_is_not_ticked_off(browser: Client, other: Client, case: Case) -> None:
    address = f"/cases/{case.pk}/next/"
    old = hidden(browser, address, "seen")
    other.post(address, {"what": "Nouveau", "who": "", "due_at": "", "seen": old})
    answer = browser.post(f"/cases/{case.pk}/next/done/", {"seen": old}, follow=True)
    assert "La suite a été changée entre-temps" in text(answer)
    assert fresh(case).next_what == "Nouveau"


def test_two_who_plan_are_shown_both(browser: Client, other: Client, case: Case) -> None:
    address = f"/cases/{case.pk}/next/"
    seen = hidden(browser, address, "seen")
    other.post(address, {"what": "Voir la famille", "who": "", "due_at": "", "seen": seen})
    answer = browser.post(address, {"what": "Voir le médecin", "who": "", "due_at": "", "seen": seen})
    assert answer.status_code == 409
    assert "Voir la famille" in text(answer)
    assert "Voir le médecin" in text(answer)
    assert fresh(case).next_what == "Voir la famille"


@pytest.mark.parametrize("due", ["not a date", "0001-01-01T00:00", "9999-12-31T23:59", "2026-13-45T99:99"])
def test_a_wrong_date_is_a_sentence(due: str, browser: Client, case: Case) -> None:
    address = f"/cases/{case.pk}/next/"
    sent = {"what": "Voir", "who": "", "due_at": due, "seen": hidden(browser, address, "seen")}
    answer = browser.post(address, sent)
    assert answer.status_code == 400
    assert 'id="id_due_at_error"' in text(answer)
    assert "Voir" in text(answer)


@pytest.mark.parametrize("who", ["999999", "99999999999999999999999", "-1", "x"])
def test_nobody_unknown_is_entrusted_with_anything(who: str, browser: Client, case: Case) -> None:
    answer = browser.post(f"/cases/{case.pk}/next/", {"what": "Voir", "who": who, "due_at": ""})
    assert answer.status_code == 400


# --- where it stands ---------------------------------------------------------------------------


def test_only_the_moves_possible_from_here_are_offered(browser: Client, case: Case) -> None:
    page = text(browser.get(f"/cases/{case.pk}/"))
    assert f"/cases/{case.pk}/move/assess/" in page
    assert f"/cases/{case.pk}/move/reopen/" not in page
    assert f"/cases/{case.pk}/move/merge/" not in page
    assert browser.get(f"/cases/{case.pk}/move/merge/").status_code == 404


def test_a_move_without_its_reason_is_refused_beside_its_field(browser: Client, case: Case) -> None:
    answer = browser.post(f"/cases/{case.pk}/move/hold/", {"reason": " ", "review_at": ""})
    assert answer.status_code == 400
    assert 'id="id_reason_error"' in text(answer)


def test_a_move_that_is_not_possible_any_more_is_a_sentence(
    browser: Client, other: Client, case: Case
) -> None:
    other.post(f"/cases/{case.pk}/move/start/", {"reason": ""})
    answer = browser.post(f"/cases/{case.pk}/move/assess/", {"reason": ""})
    assert answer.status_code == 400
    assert "le dossier a avancé entre-temps" in text(answer)


def test_a_case_is_restricted_then_opened_by_the_head(
    browser: Client, other: Client, member: MakeMember, sign_in: SignIn, case: Case
) -> None:
    browser.post(f"/cases/{case.pk}/confidentiality/", {"share": "restricted"})
    assert other.get(f"/cases/{case.pk}/").status_code == 404
    assert browser.post(f"/cases/{case.pk}/confidentiality/", {"share": "ordinary"}).status_code == 400
    sign_in(member("head")).post(f"/cases/{case.pk}/confidentiality/", {"share": "ordinary"})
    assert other.get(f"/cases/{case.pk}/").status_code == 200


# --- people, help, team, papers ----------------------------------------------------------------


def test_a_person_is_searched_then_added(browser: Client, salma: Member, case: Case) -> None:
    person = factories.person(by=salma, given_name="Fatima", family_name="Zahra")
    page = text(browser.get(f"/cases/{case.pk}/persons/?q=fat"))
    assert f"/cases/{case.pk}/persons/{person.pk}/" in page
    browser.post(f"/cases/{case.pk}/persons/{person.pk}/")
    assert person in case.persons.all()


def test_a_person_without_a_name_is_registered_in_the_case(browser: Client, case: Case) -> None:
    answer = browser.post(f"/cases/{case.pk}/persons/", {"description": "Femme, ~40 ans, souk", "sex": "f"})
    assert answer.status_code == 302
    assert Person.objects.get(sex="f") in case.persons.all()


def test_somebody_of_whom_nothing_is_said_is_refused(browser: Client, case: Case) -> None:
    answer = browser.post(f"/cases/{case.pk}/persons/", {"age_about": "60"})
    assert answer.status_code == 400
    assert 'id="id_description_error"' in text(answer)
    assert 'value="60"' in text(answer)


def test_a_team_is_joined_then_left(browser: Client, karim: Member, case: Case) -> None:
    browser.post(f"/cases/{case.pk}/team/", {"member": karim.pk, "referent": "on"})
    assert fresh(case).referent == karim
    assert "devient référent du dossier" in text(browser.get(f"/cases/{case.pk}/"))
    browser.post(f"/cases/{case.pk}/team/{karim.pk}/leave/")  # the referent hands over first
    assert case.team.filter(member=karim, until=None).exists()


def test_whoever_leaves_a_restricted_case_is_back_in_the_list(
    browser: Client, karim: Member, other: Client, case: Case
) -> None:
    browser.post(f"/cases/{case.pk}/confidentiality/", {"share": "restricted"})
    browser.post(f"/cases/{case.pk}/team/", {"member": karim.pk})
    answer = other.post(f"/cases/{case.pk}/team/{karim.pk}/leave/")
    assert answer.headers["Location"] == "/cases/"


def test_a_document_is_given_back_with_nothing_that_may_run(
    browser: Client, salma: Member, case: Case
) -> None:
    sent = SimpleUploadedFile("acte.pdf", factories.PDF, content_type="text/html")
    assert browser.post(f"/cases/{case.pk}/documents/", {"file": sent, "title": "Acte"}).status_code == 302
    kept = Document.objects.get(case=case)
    answer = browser.get(f"/cases/{case.pk}/documents/{kept.pk}/")
    assert b"".join(answer) == factories.PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert ReadRecord.objects.filter(subject="document", subject_id=kept.pk, by_id=salma.pk).exists()


def test_a_document_is_not_there_for_whoever_does_not_see_its_case(
    member: MakeMember, sign_in: SignIn, salma: Member, case: Case
) -> None:
    kept = factories.document(case, by=salma, at=timezone.now())
    address = f"/cases/{case.pk}/documents/{kept.pk}/"
    assert sign_in(member("field")).get(address).status_code == 404
    mine = factories.case(by=salma, at=timezone.now())
    assert sign_in(salma).get(f"/cases/{mine.pk}/documents/{kept.pk}/").status_code == 404


def test_a_page_that_says_it_is_a_picture_is_refused(browser: Client, case: Case) -> None:
    sent = SimpleUploadedFile("photo.jpg", b"<script>alert(1)</script>", content_type="image/jpeg")
    answer = browser.post(f"/cases/{case.pk}/documents/", {"file": sent})
    assert answer.status_code == 400
    assert 'id="id_file_error"' in text(answer)
