"""The pages of bells: one bell with what one may do, the board, the panels, the day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jaras.bells import actions
from jaras.bells.actions import Ask
from jaras.bells.models import Bell
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from tests import factories
from tests.bells.bells import DAY, HOUR, rung

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


@pytest.fixture
def now() -> datetime:
    factories.province()
    return timezone.now()


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma Bennani")


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent", name="Karim El Mehdaoui")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def do(browser: Client, bell: Bell, verb: str, **said: Any) -> Any:
    return browser.post(f"/bells/{bell.pk}/do/{verb}/", said)


def test_a_bell_is_carried_from_its_page(
    salma: Member, karim: Member, sign_in: SignIn, now: datetime
) -> None:
    bell, his, hers = rung(salma, karim, now), sign_in(karim), sign_in(salma)
    page = text(his.get(f"/bells/{bell.pk}/"))
    assert "Je la prends" in page
    assert "Demander à quelqu’un d’autre" not in page
    assert do(his, bell, "accept").status_code == 302
    refused = do(his, bell, "block", unblocks="Un camion", asked="personne")
    assert refused.status_code == 400
    assert "Un camion" in text(refused)
    do(his, bell, "block", blocker="MEANS", unblocks="Un camion", asked="salma")
    assert "Un camion" in text(hers.get("/day/"))
    assert "Ce qui débloquerait Karim El Mehdaoui" in text(hers.get("/day/"))
    do(his, bell, "start")
    assert do(his, bell, "finish", evidence="").status_code == 400
    file = SimpleUploadedFile("bon.pdf", factories.PDF, "application/pdf")
    assert do(his, bell, "finish", evidence="Lit 3 attribué", file=file).status_code == 302
    page = text(hers.get(f"/bells/{bell.pk}/"))
    for words in ("Lit 3 attribué", "bon.pdf", "à temps", "Karim El Mehdaoui l’a tenue"):
        assert words in page
    proof: Any = hers.get(f"/bells/{bell.pk}/proof/")
    assert b"".join(proof.streaming_content).startswith(b"%PDF")
    assert "sandbox" in proof.headers["Content-Security-Policy"]
    do(hers, bell, "reopen", reason="Le lit était pris")
    assert Bell.objects.get().state == "in_progress"
    assert do(hers, bell, "fly").status_code == 404


def test_whoever_is_offered_takes_it(salma: Member, karim: Member, sign_in: SignIn, now: datetime) -> None:
    bell, his, hers = rung(karim, karim, now), sign_in(karim), sign_in(salma)
    assert "n’est" not in text(do(his, bell, "offer", to="sal"))
    assert "demande si vous la reprenez" in text(hers.get("/day/"))
    assert "La reprendre" in text(hers.get(f"/bells/{bell.pk}/"))
    new = do(hers, bell, "take").headers["Location"]
    assert new == f"/bells/{Bell.objects.get(comes_from=bell).pk}/"
    assert "Reprise de Karim" in text(hers.get(new))
    assert "Salma Bennani la reprend" in text(his.get(f"/bells/{bell.pk}/"))


def test_a_stale_page_is_told(salma: Member, karim: Member, sign_in: SignIn, now: datetime) -> None:
    bell = rung(salma, karim, now)
    actions.accept(bell=bell, by=actor_of(karim), at=now)
    stale = do(sign_in(salma), bell, "drop", reason="Fait par le voisin", version="1")
    assert stale.status_code == 409
    assert "Fait par le voisin" in text(stale)
    again = do(sign_in(salma), bell, "drop", reason="Fait par le voisin", version="2")
    assert again.status_code == 302
    assert do(sign_in(salma), bell, "drop", reason="Encore").status_code == 400


def test_a_colleague_answers(salma: Member, karim: Member, sign_in: SignIn, now: datetime) -> None:
    bell, his = rung(salma, salma, now, with_whom=[Ask(member=karim, part="Conduire")]), sign_in(karim)
    assert "Conduire" in text(his.get("/day/"))
    assert "Aiderez-vous" in text(his.get(f"/bells/{bell.pk}/"))
    assert his.post(f"/bells/{bell.pk}/help/decline/", {"reason": ""}).status_code == 400
    his.post(f"/bells/{bell.pk}/help/accept/")
    assert bell.help.get().state == "accepted"
    assert sign_in(salma).post(f"/bells/{bell.pk}/help/accept/").status_code == 404


def test_whoever_is_outside_finds_nothing(
    salma: Member, karim: Member, member: MakeMember, sign_in: SignIn, now: datetime
) -> None:
    naima = member("referent", name="Naïma", compartments=["violence"])
    case = factories.case(by=naima, sealed="violence")
    bell = rung(naima, naima, now, what="Secret de Naïma", case=Case.objects.get(pk=case.pk))
    outside = sign_in(salma)
    for address in (f"/bells/{bell.pk}/", f"/bells/{bell.pk}/proof/", f"/bells/{2**70}/"):
        assert outside.get(address).status_code == 404
    for verb in ("accept", "drop", "postpone"):
        assert do(outside, bell, verb, reason="x", due_at="demain").status_code == 404
    assert outside.post(f"/bells/{bell.pk}/help/accept/").status_code == 404
    for show in ("mine", "rung", "all", "overdue", "blocked", "past", "rubbish"):
        page = text(outside.get(f"/bells/?show={show}"))
        assert "Secret" not in page
        assert ">1<" not in page, "nor is it counted"
    assert "Secret de Naïma" in text(sign_in(naima).get("/bells/?show=all"))
    clerk = sign_in(member("field"))
    other = rung(salma, karim, now)
    assert clerk.get(f"/bells/{other.pk}/").status_code == 404
    # Whoever promised in a session, about a file that is not open to them, is told no more of it.
    over = rung(
        naima, salma, now, what="Prêter la salle", case=Case.objects.get(pk=case.pk), undertaking=True
    )
    page = text(outside.get(f"/bells/{over.pk}/"))
    assert "Pour un dossier qui ne vous est pas ouvert" in page
    assert f"/cases/{case.pk}" not in page
    assert "Prêter la salle" in text(outside.get("/day/"))
    assert "gare routière" not in text(outside.get("/day/"))


def test_the_board_puts_what_is_late_first(
    salma: Member, karim: Member, sign_in: SignIn, now: datetime
) -> None:
    past = now - 3 * DAY
    later = rung(salma, salma, now, what="Bien plus tard", due_at=now + 9 * DAY)
    blocked = rung(salma, karim, now, what="Celle qui bloque", due_at=now + 8 * DAY)
    blocked = actions.accept(bell=blocked, by=actor_of(karim), at=now)
    actions.block(bell=blocked, blocker="MEANS", unblocks="Un taxi", by=actor_of(karim), at=now)
    rung(salma, karim, past, what="Celle en retard")
    actions.drop(
        bell=rung(karim, salma, past, what="Celle du passé"), reason="Doublon", by=actor_of(karim), at=now
    )
    page = text(sign_in(karim).get("/bells/?show=all"))
    order = [page.index(words) for words in ("Celle en retard", "Celle qui bloque", "Bien plus tard")]
    assert order == sorted(order)
    assert "Celle du passé" not in page
    assert "urgency-IMMEDIAT" not in page
    assert "Celle du passé" in text(sign_in(karim).get("/bells/?show=past"))
    assert "Bien plus tard" in text(sign_in(salma).get("/bells/"))
    assert later.what not in text(sign_in(karim).get("/bells/"))


def test_the_pages_ask_as_much_whatever_they_show(
    salma: Member,
    karim: Member,
    sign_in: SignIn,
    now: datetime,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    browser, case = sign_in(salma), factories.case(by=salma)
    for number in range(1, 4):
        bell = rung(salma, karim, now, case=case, with_whom=[Ask(member=salma)])
        done = rung(salma, salma, now - DAY)
        actions.finish(bell=done, evidence="Vu", by=actor_of(salma), at=now - timedelta(minutes=number))
        browser.get("/bells/")
        with django_assert_num_queries(7):
            browser.get("/bells/?show=all")
        with django_assert_num_queries(7):
            browser.get("/bells/?show=past")
        # Where the record has no file of its own, its row is counted with the others.
        with django_assert_max_num_queries(15):
            browser.get(f"/bells/{bell.pk}/")


def test_a_case_and_a_report_show_their_bells(
    salma: Member, karim: Member, sign_in: SignIn, now: datetime
) -> None:
    case, report = factories.case(by=salma), factories.report(by=salma)
    rung(salma, karim, now, what="Pour le dossier", case=case)
    rung(salma, karim, now, what="Pour le signalement", report=report)
    browser = sign_in(salma)
    page = text(browser.get(f"/cases/{case.pk}/"))
    assert page.count("Pour le dossier") == 2, "beside the story, in the story"
    assert "Cloche accrochée" in page
    assert f'href="/bells/ring/?case={case.pk}"' in page
    page = text(browser.get(f"/reports/{report.pk}"))
    assert "Pour le signalement" in page
    assert f'href="/bells/ring/?report={report.pk}"' in page


def test_a_promise_comes_back_on_its_day(
    salma: Member, karim: Member, sign_in: SignIn, now: datetime
) -> None:
    rung(karim, karim, now - 2 * DAY, what="Promis hier", due_at=now - HOUR)
    rung(karim, karim, now, what="Promis au loin", due_at=now + 60 * DAY)
    rung(karim, karim, now, what="À revoir", due_at=now + 60 * DAY, review_at=now + timedelta(seconds=1))
    declined = rung(karim, salma, now, what="Refusée par Salma")
    actions.decline(bell=declined, reason="De garde", by=actor_of(salma), at=now)
    page = text(sign_in(karim).get("/day/"))
    for words in ("Promis hier", "Vous l’avez promis", "À revoir", "Refusée par Salma"):
        assert words in page
    assert "Promis au loin" not in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_pages_in_the_other_languages(
    salma: Member, karim: Member, sign_in: SignIn, now: datetime, language: str
) -> None:
    bell, browser = rung(salma, salma, now), sign_in(salma)
    browser.cookies["jaras_language"] = language
    for address in ("/bells/", "/bells/ring/", f"/bells/{bell.pk}/", "/bells/?show=past"):
        assert browser.get(address).status_code == 200
