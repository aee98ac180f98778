"""The pages of the house: members, invitations, account, rules, journal, watch."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from jaras.governance import actions, queries
from jaras.governance.models import Invitation, Member, actor_of
from jaras.kernel import reading
from jaras.kernel.actor import SYSTEM
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
LANGUAGES = ["fr", "ar", "en"]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_administrator_opens(language: str, member: MakeMember, sign_in: SignIn) -> None:
    browser, other = sign_in(member("administrator")), member("partner")
    browser.cookies["jaras_language"] = language
    for address in ("/members/", "/members/invite/", f"/members/{other.pk}/", "/rules/", "/rules/roles/"):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert f'<html lang="{language}"' in text(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_policy_opens(language: str, member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("governor"))
    browser.cookies["jaras_language"] = language
    for policy in queries.policies():
        assert browser.get(f"/rules/{policy.package}/{policy.name}/").status_code == 200, policy.name
    assert browser.get("/rules/governance/none/").status_code == 404


def test_an_invitation_goes_out_then_opens(
    client: Client, member: MakeMember, sign_in: SignIn, work: Callable[[], int]
) -> None:
    browser = sign_in(member("administrator"))
    work()
    mail.outbox.clear()
    asked = {"email": "nadia@example.org", "name": "Nadia", "roles": ["operator", "field"]}
    answer = browser.post("/members/invite/", asked)
    assert answer.status_code == 302
    key = queries.key_of(Invitation.objects.latest("id"))
    assert key in text(browser.get(answer.headers["Location"]))
    work()
    assert mail.outbox[0].to == ["nadia@example.org"]
    assert str(mail.outbox[0].body).count(key) == 2, "once in each language of the house"
    assert client.get(f"/invitation/{key}/").status_code == 200
    weak = client.post(f"/invitation/{key}/", {"name": "Nadia B.", "password": "court"})
    assert (weak.status_code, 'value="Nadia B."' in text(weak)) == (400, True)
    done = client.post(f"/invitation/{key}/", {"name": "Nadia", "password": factories.PASSWORD})
    assert done.headers["Location"] == "/"
    assert client.get("/account/").status_code == 200
    assert Client().get(f"/invitation/{key}/").status_code == 404


def test_a_refused_invitation_keeps_what_was_typed(member: MakeMember, sign_in: SignIn) -> None:
    asked = {"email": "pas une adresse", "name": "Nadia", "roles": ["operator"]}
    answer = sign_in(member("administrator")).post("/members/invite/", asked)
    assert answer.status_code == 400
    assert 'value="pas une adresse"' in text(answer)
    assert 'aria-invalid="true"' in text(answer)
    assert 'value="operator" checked' in text(answer)


def test_an_invitation_limits_to_a_pole(member: MakeMember, sign_in: SignIn) -> None:
    client = sign_in(member("administrator"))
    said = {"email": "nadia@example.org", "name": "Nadia", "roles": "operator", "poles": "MED"}
    refused = client.post("/members/invite/", said | {"email": "nadia"}).content.decode()
    assert re.search(r'name="poles"[^>]*value="MED"[^>]* checked', refused)
    page = client.post("/members/invite/", said, follow=True).content.decode()
    assert "Pôle médical" in page


def test_a_watch_that_nobody_sees_whole_is_told_among_the_members(
    member: MakeMember, sign_in: SignIn
) -> None:
    client, salma = sign_in(member("administrator")), member("operator")
    told = "sont limités à des communes ou à des pôles"
    assert told not in client.get("/members/").content.decode()
    client.post(f"/members/{salma.pk}/reach/", {"poles": "MED"})
    assert told in client.get("/members/").content.decode()


def test_an_invitation_is_renewed_then_withdrawn(member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("administrator"))
    actions.invite(email="n@example.org", name="N", roles=["field"], by=SYSTEM, at=timezone.now())
    page = f"/members/invitations/{Invitation.objects.latest('id').pk}/"
    assert "code-typed" in text(browser.get(page))
    assert browser.post(f"{page}renew/").status_code == 302
    assert browser.post(f"{page}withdraw/").status_code == 302
    assert "code-typed" not in text(browser.get(page))


def test_a_suspended_member_is_out_at_once(member: MakeMember, sign_in: SignIn) -> None:
    who, administrator = member("operator"), sign_in(member("administrator"))
    browser = sign_in(who)
    assert browser.get("/account/").status_code == 200
    administrator.post(f"/members/{who.pk}/suspend/")
    assert browser.get("/account/").status_code == 302
    administrator.post(f"/members/{who.pk}/restore/")
    assert browser.get("/account/").status_code == 302, "a session of before must not come back"
    assert sign_in(who).get("/account/").status_code == 200


def test_roles_change_on_the_page(member: MakeMember, sign_in: SignIn) -> None:
    who = member("field")
    administrator = sign_in(member("administrator"))
    assert administrator.post(f"/members/{who.pk}/roles/", {"roles": ["partner"]}).status_code == 400
    assert administrator.post(f"/members/{who.pk}/roles/", {"roles": ["head"]}).status_code == 302
    who.refresh_from_db()
    assert who.roles == ["head"]


def test_the_list_of_members_reads_the_same_number_of_queries(
    member: MakeMember, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    browser = sign_in(member("administrator"))
    member("partner")
    with django_assert_num_queries(6):
        browser.get("/members/")
    for _each in range(55):
        member("partner")
    with django_assert_num_queries(6):
        page = text(browser.get("/members/"))
    assert page.count("<tr>") == 51
    assert "after=" in page


def test_members_are_found_by_a_piece_of_their_name(member: MakeMember, sign_in: SignIn) -> None:
    member("field", name="Tariq El Idrissi")
    browser = sign_in(member("administrator"))
    assert "Tariq" in text(browser.get("/members/?q=idri"))
    assert browser.get("/members/?q=%00%27&after=%F0%9F").status_code == 200


def test_the_profile_is_saved(member: MakeMember, sign_in: SignIn) -> None:
    who = member("operator")
    browser = sign_in(who)
    said = {"name": "Salma Bennani", "name_ar": "سلمى بناني", "telephone": "06 61 00 00 00"}
    assert browser.post("/account/profile/", said).status_code == 302
    who.refresh_from_db()
    assert (who.name, who.name_ar) == ("Salma Bennani", "سلمى بناني")
    wrong = browser.post("/account/profile/", said | {"telephone": "0" * 90})
    assert (wrong.status_code, "0" * 90 in text(wrong)) == (400, True)


def test_a_preference_is_kept_by_browser_with_member(member: MakeMember, sign_in: SignIn) -> None:
    who = member("operator")
    browser = sign_in(who)
    browser.post("/preferences/", {"language": "ar", "next": "/account/"})
    who.refresh_from_db()
    assert who.language == "ar"
    assert browser.cookies["jaras_language"].value == "ar"


def test_a_key_is_shown_this_once(member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("operator"))
    shown = browser.post("/account/tokens/", {"token_name": "Tableur"})
    assert 'dir="ltr">jaras_' in text(shown)
    assert shown.headers["Cache-Control"] == "no-store"
    account = text(browser.get("/account/"))
    assert "Tableur" in account
    assert 'dir="ltr">jaras_' not in account


def test_the_journal_names_who_opened_what(member: MakeMember, sign_in: SignIn, at: datetime) -> None:
    who = member("operator", name="Salma Bennani")
    for number in range(60):
        reading.record("case", number, by=actor_of(who), at=at + timedelta(minutes=number))
    browser = sign_in(member("dpo"))
    page = text(browser.get("/accesses/"))
    assert page.count("<tr>") == 51
    assert "Salma Bennani" in page
    assert "after=" in page
    assert text(browser.get("/accesses/?subject=case&number=7")).count("<tr>") == 2
    for odd in ("by=x", "number=99999999999999999999", "subject=%00", "after=%00", "number=²"):
        assert browser.get(f"/accesses/?{odd}").status_code == 200


def test_the_watch_is_taken_then_handed_over(member: MakeMember, sign_in: SignIn) -> None:
    me, following = member("operator"), member("operator", name="Youssef Alami")
    browser, other = sign_in(me), sign_in(following)
    assert browser.post("/watches/take/", {"next": "/account/"}).headers["Location"] == "/account/"
    held = queries.current_watch()
    assert held is not None
    refused = other.post("/watches/take/")
    assert refused.headers["Location"] == f"/watches/{held.pk}/hand-over/"
    assert other.get(refused.headers["Location"]).status_code == 200
    nobody = browser.post(f"/watches/{held.pk}/hand-over/", {"note": "Lit 4."})
    assert (nobody.status_code, "Lit 4." in text(nobody)) == (400, True)
    browser.post(f"/watches/{held.pk}/hand-over/", {"to": following.pk, "note": "Lit 4."})
    assert "Youssef Alami" in text(browser.get("/watches/now/"))
    assert "Lit 4." in text(other.get("/watches/"))


def test_the_watch_ends_without_a_successor(member: MakeMember, sign_in: SignIn) -> None:
    browser = sign_in(member("operator"))
    browser.post("/watches/take/")
    held = queries.current_watch()
    assert held is not None
    assert browser.post(f"/watches/{held.pk}/end/", {"note": "Calme."}).status_code == 302
    assert queries.current_watch() is None
    assert browser.get(f"/watches/{held.pk}/hand-over/").headers["Location"] == "/watches/"
