"""How far a case is shared, said on its page, said before it is pressed."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from jaras.cases.models import Case
from jaras.governance.models import Member
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator")


@pytest.fixture
def case(salma: Member) -> Case:
    return factories.case(by=salma, at=timezone.now())


def text(browser: Client, address: str) -> str:
    return unescape(browser.get(address).content.decode())


def test_it_is_sealed_then_opened_by_a_holder(
    case: Case, salma: Member, member: MakeMember, sign_in: SignIn
) -> None:
    team, holder, other = (
        sign_in(salma),
        sign_in(member("head", compartments=["violence"])),
        sign_in(member()),
    )
    here = f"/cases/{case.pk}/confidentiality/"
    assert team.post(here, {"share": "sealed.violence"}).headers["Location"] == f"/cases/{case.pk}/"
    assert "Scellé : Violences" in text(team, f"/cases/{case.pk}/")
    assert "Dossier scellé : Violences" in text(holder, f"/cases/{case.pk}/")
    assert other.get(f"/cases/{case.pk}/").status_code == other.get(here).status_code == 404
    assert f"/cases/{case.pk}/" not in text(other, "/cases/")
    assert "Seule une personne qui détient" in text(team, here)
    assert team.post(here, {"share": "ordinary", "reason": "Danger passé"}).status_code == 400
    refused = holder.post(here, {"share": "restricted", "reason": ""})
    assert (refused.status_code, "id_reason_error" in refused.content.decode()) == (400, True)
    holder.post(here, {"share": "restricted", "reason": "Elle est à l’abri"})
    case.refresh_from_db()
    assert (case.level, case.compartment) == ("restricted", "")
    assert "Elle est à l’abri" in text(holder, f"/cases/{case.pk}/")


def test_whoever_would_lose_sight_is_told_before(case: Case, member: MakeMember, sign_in: SignIn) -> None:
    other = sign_in(member("referent", compartments=["health", "violence"], pole="MED"))
    here = f"/cases/{case.pk}/confidentiality/"
    assert "ne détenez pas : Protection de l’enfance" in text(other, here)
    answer = other.post(here, {"share": "sealed.child_protection"})
    assert answer.headers["Location"] == "/cases/"
    assert other.get(here).status_code == 404


def test_what_is_so_already_is_refused(case: Case, salma: Member, sign_in: SignIn) -> None:
    here = f"/cases/{case.pk}/confidentiality/"
    for share in ("ordinary", "sealed.secret", "sealed", ""):
        assert sign_in(salma).post(here, {"share": share}).status_code == 400
