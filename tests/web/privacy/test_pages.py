"""Pages of the law on personal data, as the officer and the head see them."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import Level
from jaras.privacy import actions
from jaras.privacy.models import Authorisation, Hold
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


@pytest.fixture
def officer(member: MakeMember, sign_in: SignIn) -> Client:
    return sign_in(member("dpo"))


@pytest.fixture
def old_case(member: MakeMember, at: datetime) -> Case:
    case = factories.case(by=member("head"), at=at, summary="Hassania, rue Anfa")
    Case.objects.filter(pk=case.pk).update(state="closed", moved_at=at - timedelta(days=6 * 366))
    return case


def test_the_officer_sees_what_goes_tonight_by_number_alone(officer: Client, old_case: Case) -> None:
    page = officer.get("/privacy/").text
    assert f"numéro {old_case.pk}, depuis" in page
    assert "Hassania" not in page
    assert "Il n’y en a pas" in page


@pytest.mark.parametrize("level", [Level.ORDINARY, Level.RESTRICTED])
def test_what_was_emptied_still_opens_and_tells_nobody(
    level: Level, old_case: Case, member: MakeMember, sign_in: SignIn, at: datetime
) -> None:
    by = actor_of(member("head"))
    cases.set_level(case=old_case, level=level, by=by, at=at)
    cases.note(case=old_case, words="Hassania dort rue Anfa", by=by, at=at)
    Case.objects.filter(pk=old_case.pk).update(moved_at=at - timedelta(days=6 * 366))
    actions.forget_due(by=SYSTEM, at=at)
    head = sign_in(member("head"))
    for path in (f"/cases/{old_case.pk}/", f"/cases/{old_case.pk}/referrals/", "/cases/?state=closed"):
        page = head.get(path)
        assert page.status_code == 200
        assert "Hassania" not in page.text
        assert ("Vidé à son terme" in page.text) is path.endswith(f"/{old_case.pk}/")


def test_an_authorisation_is_entered_then_taken_back(officer: Client) -> None:
    wrong = officer.post("/privacy/authorisation/", {"number": "A-12", "granted_on": "25/11/2026"})
    assert wrong.status_code == 422
    assert "A-12" in wrong.text
    assert (
        officer.post("/privacy/authorisation/", {"number": "A-12", "granted_on": "2026-01-02"}).status_code
        == 302
    )
    assert "A-12" in officer.get("/privacy/").text
    officer.post("/privacy/authorisation/end/")
    officer.post("/privacy/authorisation/end/")
    assert not Authorisation.objects.in_force().exists()


def test_a_hold_keeps_what_was_typed_and_ends(officer: Client, old_case: Case) -> None:
    wrong = officer.post("/privacy/holds/", {"kind": "case", "thing": "dossier 12", "reason": "Plainte"})
    assert wrong.status_code == 422
    assert "Plainte" in wrong.text
    said = {"kind": "case", "thing": str(old_case.pk), "reason": "Plainte en cours"}
    assert officer.post("/privacy/holds/", said).status_code == 302
    twice = officer.post("/privacy/holds/", said)
    assert twice.status_code == 422
    held = Hold.objects.get()
    assert "Plainte en cours" in officer.get("/privacy/").text
    officer.post(f"/privacy/holds/{held.pk}/end/")
    assert not Hold.objects.in_force().exists()


def test_the_register_of_processing_names_every_category(officer: Client) -> None:
    page = officer.get("/privacy/register/").text
    assert "people.Person" in page
    assert "Récit et situation sociale" in page


def test_an_operator_finds_no_such_pages(member: MakeMember, sign_in: SignIn) -> None:
    assert sign_in(member("operator")).get("/privacy/").status_code == 403
