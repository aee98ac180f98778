"""How far a case is shared, said on its page, said before it is pressed."""

from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from jaras.cases import actions
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel.models import Level
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


@pytest.mark.parametrize("through", ["case", "report", "restricted", "another"])
def test_its_timeline_says_sealed_never_open_again(
    through: str, salma: Member, member: MakeMember, sign_in: SignIn, at: datetime
) -> None:
    holder = member("head", compartments=["violence", "child_protection"])
    by = actor_of(holder)
    report = factories.report(by=salma, at=at)
    case = intake.open_case(report=report, by=actor_of(salma), at=at)
    if through == "report":
        intake.seal(report=report, compartment="child_protection", by=by, at=at)
    if through == "restricted":
        actions.set_level(case=case, level=Level.RESTRICTED, by=by, at=at)
    if through == "another":
        actions.seal(case=case, compartment="child_protection", by=by, at=at)
    case.refresh_from_db()
    actions.seal(case=case, compartment="violence", by=by, at=at)
    page = text(sign_in(holder), f"/cases/{case.pk}/")
    assert "Dossier scellé : Violences" in page
    assert "rouvert" not in page.lower()


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
