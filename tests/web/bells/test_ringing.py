"""The sentence of a bell, from any page, once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jaras.bells.models import Bell
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
SAID = {"who": "moi", "what": "Appeler le CHP", "due_at": "demain 18:00", "token": "t1"}


@pytest.fixture
def salma(member: MakeMember) -> Member:
    factories.province()
    return member("operator", name="Salma Bennani")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_six_answers_make_a_bell_once(salma: Member, member: MakeMember, sign_in: SignIn) -> None:
    hassan = member("field", name="Hassan Ouali")
    house = factories.organisation(name_fr="Association Al Amal", email="amal@example.org")
    browser = sign_in(salma)
    assert "Qui accroche la cloche" in text(browser.get("/bells/ring/"))
    said = SAID | {
        "who": "hass",
        "place": "Gare routière",
        "how": "taxi",
        "with_whom": ["moi", "al amal, salma"],
        "why": "Elle attend",
    }
    first = browser.post("/bells/ring/", said)
    assert first.status_code == 302
    bell = Bell.objects.get()
    assert (bell.who, bell.rung_by, bell.state) == (hassan, salma, "rung")
    assert (bell.what, bell.how, bell.place_text, bell.why) == (
        "Appeler le CHP",
        "taxi",
        "Gare routière",
        "Elle attend",
    )
    assert {(row.member, row.organisation) for row in bell.help.all()} == {(salma, None), (None, house)}
    assert bell.role == bell.suggested == "CATALYSEUR"
    again = browser.post("/bells/ring/", said)
    assert again.headers["Location"] == first.headers["Location"]
    assert Bell.objects.count() == 1


def test_nothing_typed_is_lost_on_a_refusal(salma: Member, member: MakeMember, sign_in: SignIn) -> None:
    member("field", name="Hassan Ouali")
    member("field", name="Hassan Alaoui")
    wrong = SAID | {"who": "Hassan", "due_at": "bientôt", "how": "en taxi", "with_whom": ["Nobody", ""]}
    answer = sign_in(salma).post("/bells/ring/", wrong)
    assert answer.status_code == 400
    page = text(answer)
    for words in ("Hassan Alaoui, Hassan Ouali", "bientôt", "en taxi", 'value="Nobody"', "Appeler le CHP"):
        assert words in page
    assert not Bell.objects.exists()


def test_the_file_of_the_page_is_the_file_of_the_bell(
    salma: Member, member: MakeMember, sign_in: SignIn
) -> None:
    case = factories.case(by=salma, restricted=True)
    member("field", name="Hassan Ouali")
    browser = sign_in(salma)
    assert f'name="case" value="{case.pk}"' in text(browser.get(f"/bells/ring/?case={case.pk}"))
    refused = browser.post("/bells/ring/", SAID | {"who": "Hassan", "case": case.pk})
    assert refused.status_code == 400
    assert "ne peut pas ouvrir ce dossier" in text(refused)
    browser.post("/bells/ring/", SAID | {"case": case.pk})
    assert Bell.objects.get().case == case
    other = sign_in(member("operator"))
    for address in (f"/bells/ring/?case={case.pk}", "/bells/ring/?report=99", "/bells/ring/?case=x"):
        assert other.get(address).status_code == 404


def test_what_is_typed_is_read_back(salma: Member, sign_in: SignIn) -> None:
    said = text(sign_in(salma).post("/bells/ring/proposed/", {"due_at": "18:00", "what": ""}))
    assert "18:00" in said
    assert "Accélérateur" in said


def test_whoever_is_the_pivot_of_a_partner_is_proposed_as_such(
    salma: Member, sign_in: SignIn, member: MakeMember
) -> None:
    shelter = factories.organisation(name_fr="Dar Al Amal")
    governance.name_pivot(
        organisation=shelter, member=salma, by=actor_of(member("head")), at=factories.JOINED
    )
    typed = {"who": "moi", "what": "Demander un lit", "due_at": "demain", "with_whom": ["Dar Al Amal", ""]}
    said = text(sign_in(salma).post("/bells/ring/proposed/", typed))
    assert "Pivot" in said
    assert "le partenaire passe par cette personne" in said
