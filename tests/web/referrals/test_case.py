"""Referrals of a case: chosen with reasons, sent, followed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jaras.care import actions, queries
from jaras.care.models import Need, Referral, ReferralLetter
from jaras.care.rules import ReferralState
from jaras.governance.models import Member, actor_of
from jaras.partners.models import Service
from jaras.privacy import actions as privacy
from tests import factories
from tests.web.referrals.conftest import address, text

Entrust = Callable[..., actions.Sent]
MakeNeed = Callable[..., Need]
SAID = {"basis": "consent:spoken"}


def refer(need: Need) -> str:
    return f"/cases/{need.case_id}/referrals/need/{need.pk}/"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_page_opens(language: str, cell: Client, sent: Referral, make_need: MakeNeed) -> None:
    cell.cookies["jaras_language"] = language
    need = make_need()
    pages = [f"/cases/{sent.case_id}/referrals/", refer(need), f"{refer(need)}?service={sent.service_id}"]
    pages += [
        f"/cases/{sent.case_id}/referrals/{sent.pk}/{verb}/"
        for verb in ("recall", "resend", "reply", "decline")
    ]
    for here in pages:
        answer = cell.get(here)
        assert answer.status_code == 200, here
        assert f'<html lang="{language}"' in text(answer)


def test_the_need_waits_in_the_case_until_it_is_entrusted(
    cell: Client, make_need: MakeNeed, dar: Service
) -> None:
    need = make_need()
    page = text(cell.get(f"/cases/{need.case_id}/referrals/"))
    assert refer(need) in page
    factories.service(factories.organisation(name_fr="Foyer", email="f@example.org"), sex="f")
    chosen = text(cell.get(refer(need)))
    assert chosen.index("Dar Al Karama") < chosen.index("Foyer")
    assert "seulement pour les femmes" in chosen
    form = text(cell.get(f"{refer(need)}?service={dar.pk}"))
    assert "dar@example.org" in form
    assert "Driss" in form
    answer = cell.post(
        f"{refer(need)}?service={dar.pk}",
        {"email": "dar@example.org", "shared": ["age"], "message": "Il marche mal", "key": "k"} | SAID,
    )
    assert answer.status_code == 302
    sent = Referral.objects.get()
    assert (sent.shared, sent.message, sent.state) == (["age"], "Il marche mal", ReferralState.SENT)
    page = text(cell.get(f"/cases/{need.case_id}/referrals/"))
    assert "Besoins que personne" not in page
    assert "aussi" in page.split(refer(need))[1].split("</a>")[0]


def test_several_are_asked_at_once_each_its_part(cell: Client, make_need: MakeNeed, dar: Service) -> None:
    need = make_need(restricted=True)
    foyer = factories.service(factories.organisation(name_fr="Foyer", email="f@example.org"))
    page = text(cell.get(refer(need)))
    assert f'name="service" value="{foyer.pk}"' in page
    here = f"{refer(need)}?service={dar.pk}&service={foyer.pk}"
    form = text(cell.get(here))
    assert "f@example.org" in form
    said = {
        f"email_{dar.pk}": "dar@example.org",
        f"part_{dar.pk}": "Deux nuits",
        f"email_{foyer.pk}": "foyer",
        "message": "Il marche mal",
        "key": "k",
    } | SAID
    refused = cell.post(here, said)
    assert refused.status_code == 400
    assert f'id="id_email_{foyer.pk}_error"' in text(refused)
    assert "Il marche mal" in text(refused)
    assert not Referral.objects.exists()
    codes = text(cell.post(here, said | {f"email_{foyer.pk}": "f@example.org"}))
    assert codes.count('<b class="code">') == 2
    assert {(row.organisation.name_fr, row.part) for row in Referral.objects.all()} == {
        ("Dar Al Karama", "Deux nuits"),
        ("Foyer", ""),
    }
    assert "Deux nuits" in text(cell.get(f"/cases/{need.case_id}/referrals/"))
    third = factories.service(factories.organisation(name_fr="Silat", email="s@example.org"))
    page = text(cell.get(refer(need)))
    assert "Déjà sollicité" in page
    answer = cell.post(
        f"{refer(need)}?service={third.pk}&beside=1", {"email": "s@example.org", "key": "l"} | SAID
    )
    assert answer.status_code == 200  # with its code
    assert Referral.objects.count() == 3


def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(
    cell: Client, make_need: MakeNeed, dar: Service
) -> None:
    need = make_need()
    answer = cell.post(f"{refer(need)}?service={dar.pk}", {"email": "dar", "message": "Il marche mal"})
    assert answer.status_code == 400
    assert 'id="id_email_error"' in text(answer)
    assert "Il marche mal" in text(answer)
    assert not Referral.objects.exists()


def test_the_code_of_a_restricted_case_is_shown_once(cell: Client, make_need: MakeNeed, dar: Service) -> None:
    need = make_need(restricted=True)
    said = {"email": "dar@example.org", "key": "k"} | SAID
    first = cell.post(f"{refer(need)}?service={dar.pk}", said)
    assert first.status_code == 200
    assert first["Cache-Control"] == "no-store"
    sent = Referral.objects.get()
    code = text(first).split('<bdi dir="ltr">')[1].split("<")[0].replace(" ", "")
    by, at = queries.partner_of(sent), timezone.now()
    assert actions.try_code(referral=sent, code=code, by=by, at=at)
    again = cell.post(f"{refer(need)}?service={dar.pk}", said)
    assert again.status_code == 302
    assert code not in text(cell.get(f"/cases/{need.case_id}/referrals/"))


def test_a_restricted_case_shares_less_unless_somebody_ticks(
    cell: Client, make_need: MakeNeed, dar: Service
) -> None:
    open_form = text(cell.get(f"{refer(make_need())}?service={dar.pk}"))
    careful = text(cell.get(f"{refer(make_need(restricted=True))}?service={dar.pk}"))

    def ticked(page: str) -> set[str]:
        boxes = [tag for tag in page.split("<input") if 'name="shared"' in tag]
        return {tag.split('value="')[1].split('"')[0] for tag in boxes if "checked" in tag.split(">")[0]}

    assert ticked(open_form) == {"first_name", "age", "sex", "words"}
    assert ticked(careful) == {"age", "sex"}


def test_what_is_done_from_the_case(cell: Client, sent: Referral) -> None:
    here = f"/cases/{sent.case_id}/referrals/{sent.pk}"
    actions.ask(referral=sent, words="Combien de nuits ?", by=queries.partner_of(sent), at=timezone.now())
    page = text(cell.get(f"/cases/{sent.case_id}/referrals/"))
    assert "Combien de nuits" in page
    assert "Pose une question" in page
    cell.post(f"{here}/reply/", {"words": "Trois", "key": "a"})
    assert "Pose une question" not in text(cell.get(f"/cases/{sent.case_id}/referrals/"))
    cell.post(f"{here}/resend/", {"email": "lits@example.org", "key": "b"})
    assert ReferralLetter.objects.latest("id").to == "lits@example.org"
    cell.post(f"{here}/accept/", {"words": "Dit par téléphone", "key": "c"})
    cell.post(f"{here}/start/", {})
    cell.post(f"{here}/complete/", {"words": "Logé trois nuits", "key": "d"})
    assert Referral.objects.get().state == ReferralState.COMPLETED
    assert Need.objects.get().state == "met"
    story = text(cell.get(f"/cases/{sent.case_id}/"))
    assert "a fait ce qui était demandé" in story


def test_what_comes_too_late_is_said_and_stays_in_the_form(cell: Client, sent: Referral) -> None:
    here = f"/cases/{sent.case_id}/referrals/{sent.pk}"
    actions.decline(referral=sent, reason="too_far", by=queries.partner_of(sent), at=timezone.now())
    answer = cell.post(f"{here}/accept/", {"words": "Dit par téléphone"})
    assert answer.status_code == 400
    assert "Dit par téléphone" in text(answer)
    assert cell.post(f"{here}/recall/", {"words": "Autre lit"}).status_code == 400


def test_taking_back_asks_why(cell: Client, sent: Referral) -> None:
    here = f"/cases/{sent.case_id}/referrals/{sent.pk}/recall/"
    assert cell.post(here, {"words": " "}).status_code == 400
    assert cell.post(here, {"words": "Un autre lit"}).status_code == 302
    assert Referral.objects.get().state == ReferralState.RECALLED


def test_another_cases_referral_is_not_there(
    cell: Client, sent: Referral, make_need: MakeNeed, dar: Service
) -> None:
    other = make_need()
    assert cell.get(f"/cases/{other.case_id}/referrals/{sent.pk}/recall/").status_code == 404
    assert cell.get(f"/cases/{sent.case_id}/referrals/need/{other.pk}/").status_code == 404
    assert cell.get(f"/cases/{sent.case_id}/referrals/{sent.pk}/destroy/").status_code == 404
    assert cell.get(f"{refer(other)}?service=999999").status_code == 404
    assert cell.get(f"{refer(other)}?service=x").status_code == 404


def test_who_may_not_refer_sees_and_does_nothing(
    sent: Referral, member: Callable[..., Member], sign_in: Callable[[Member], Client]
) -> None:
    field = sign_in(member("field"))
    assert field.get(f"/cases/{sent.case_id}/referrals/").status_code == 404
    assert field.post(f"/cases/{sent.case_id}/referrals/{sent.pk}/recall/", {"words": "x"}).status_code == 403


def test_the_page_of_a_case_is_read_in_a_fixed_number_of_queries(
    cell: Client, sent: Referral, karim: Member, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        need = factories.need(
            sent.case, by=karim, service=("ACC-VET", "ACC-ALIM", "MED-CONS", "JUR-CIV")[number]
        )
        factories.referral(need, by=karim, to=sent.service, at=timezone.now())
        actions.ask(referral=sent, words=f"Q{number}", by=queries.partner_of(sent), at=timezone.now())
    with django_assert_max_num_queries(14):
        cell.get(f"/cases/{sent.case_id}/referrals/")


def test_the_form_asks_once_then_remembers(cell: Client, make_need: MakeNeed, dar: Service) -> None:
    need = make_need()
    here = f"{refer(need)}?service={dar.pk}"
    assert 'value="consent:spoken"' in text(cell.get(here))
    unsaid = cell.post(here, {"email": "dar@example.org"})
    assert (unsaid.status_code, 'id="id_basis_error"' in text(unsaid)) == (400, True)
    assert not Referral.objects.exists()
    assert cell.post(here, {"email": "dar@example.org", "basis": "consent:paper"}).status_code == 302
    line = need.person.consents.get()  # type: ignore[union-attr]
    assert (line.state, line.way) == ("given", "paper")
    other = factories.need(need.case, by=Member.objects.get(), at=timezone.now(), person=need.person)
    page = text(cell.get(f"{refer(other)}?service={dar.pk}"))
    assert "consent:spoken" not in page
    assert 'value="consent" id="id_basis_0" checked' in page.replace('" checked', '" checked')


def test_who_took_their_yes_back_is_told_to_nobody_on_that_ground(
    cell: Client, make_need: MakeNeed, dar: Service, karim: Member
) -> None:
    need, at = make_need(), timezone.now()
    for state in ("given", "withdrawn"):
        said = {"purpose": "share", "state": state, "way": "spoken"}
        privacy.note_consent(person=need.person, by=actor_of(karim), at=at, **said)  # type: ignore[arg-type]
    here, to = f"{refer(need)}?service={dar.pk}", {"email": "dar@example.org"}
    page = text(cell.get(here))
    assert f"/people/{need.person_id}/consents/" in page
    assert 'value="consent' not in page
    assert cell.post(here, to | {"basis": "consent:spoken"}).status_code == 400
    assert cell.post(here, to | {"basis": "vital_interest"}).status_code == 400
    assert not Referral.objects.exists()
    why = {"basis": "vital_interest", "basis_reason": "Il ne répond plus"}
    assert cell.post(here, to | why).status_code == 302
    assert "Il ne répond plus" in text(cell.get(f"/cases/{need.case_id}/referrals/"))


def test_the_partner_never_reads_on_which_ground(entrust: Entrust, client: Client) -> None:
    said = actions.Said("court_order", reason="Ordonnance 31/9")
    sent = entrust(said=said).referral
    page = text(client.post(address(sent), {"do": "open"}, follow=True))
    assert "Driss" in page
    assert "31/9" not in page
    assert "tribunal" not in page
