"""The compartments of a member, on their page."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from jaras.governance.models import Member

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


def test_an_administrator_gives_then_takes_back(member: MakeMember, sign_in: SignIn) -> None:
    admin, lead = member("administrator", name="Nadia"), member("pole_lead")
    browser, here = sign_in(admin), f"/members/{lead.pk}/"
    page = unescape(browser.get(here).content.decode())
    assert "Compartiments scellés" in page
    assert 'value="health"' in page
    browser.post(f"{here}compartments/", {"compartments": ["health", "violence"]})
    lead.refresh_from_db()
    assert lead.compartments == ["violence", "health"]
    assert "Dernier changement par Nadia" in unescape(browser.get(here).content.decode())
    browser.post(f"{here}compartments/")
    lead.refresh_from_db()
    assert lead.compartments == []


def test_what_the_roles_may_not_hold_is_refused(member: MakeMember, sign_in: SignIn) -> None:
    browser, dpo = sign_in(member("administrator")), member("dpo")
    here = f"/members/{dpo.pk}/"
    assert "ne permettent d’en détenir aucun" in unescape(browser.get(here).content.decode())
    assert browser.post(f"{here}compartments/", {"compartments": ["violence"]}).status_code == 400


def test_nobody_but_the_administrator(member: MakeMember, sign_in: SignIn) -> None:
    head = member("head")
    answer = sign_in(head).post(f"/members/{head.pk}/compartments/", {"compartments": ["violence"]})
    assert answer.status_code == 403
