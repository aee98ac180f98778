"""Who saw this file: by case, by person, in words, for whoever answers for the data."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from django.test import Client

from jaras.governance.models import Member, actor_of
from jaras.kernel import reading
from jaras.kernel.actor import Actor
from jaras.kernel.record.models import ReadRecord
from tests import factories

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_case_names_everybody_who_opened_it(member: MakeMember, sign_in: SignIn, at: datetime) -> None:
    salma, head = member("operator", name="Salma Bennani"), member("head", name="Rachid Amrani")
    person = factories.person()
    case = factories.case(by=salma, at=at, persons=[person])
    document = factories.document(case, by=salma, at=at)
    browser = sign_in(salma)
    for _ in range(2):
        browser.get(f"/cases/{case.pk}/")
    browser.get(f"/cases/{case.pk}/documents/{document.pk}/").getvalue()
    browser.get(f"/people/{person.pk}/")
    page = text(sign_in(head).get(f"/accesses/case/{case.pk}/"))
    assert "Salma Bennani" in page
    assert f"Document {document.pk}" in plain(page)
    assert "Opérateur de permanence" in page
    of_person = text(sign_in(head).get(f"/accesses/person/{person.pk}/"))
    assert of_person.count("Salma Bennani") == page.count("Salma Bennani") + 1  # the page of the person, too


def plain(page: str) -> str:
    return page.replace("<bdi>", "").replace("</bdi>", "").replace('<bdi dir="auto">', "")


def test_an_exceptional_access_is_marked(member: MakeMember, sign_in: SignIn, at: datetime) -> None:
    lead = member("pole_lead", name="Dr Tazi", pole="medical")
    case = factories.case(by=member("operator"), at=at)
    asks = Actor(member_id=lead.pk, roles=("pole_lead",), grants=MappingProxyType({case.pk: 41}))
    reading.record("case", case.pk, by=asks, at=at)
    page = plain(text(sign_in(member("dpo")).get(f"/accesses/case/{case.pk}/")))
    assert page.count("Accès exceptionnel 41") == 2  # in the list of members, in the list of times


def test_whoever_may_not_see_the_case_may_not_see_who_did(
    member: MakeMember, sign_in: SignIn, at: datetime
) -> None:
    case = factories.case(by=member("operator"), at=at)
    assert sign_in(member("operator")).get(f"/accesses/case/{case.pk}/").status_code == 403
    head, dpo = sign_in(member("head")), sign_in(member("dpo"))
    for number in (case.pk + 1, 10**30):
        assert head.get(f"/accesses/case/{number}/").status_code == 404
        assert head.get(f"/accesses/person/{number}/").status_code == 404
    assert dpo.get(f"/accesses/case/{case.pk + 1}/").status_code == 200  # a number tells nothing of a case
    assert dpo.get(f"/accesses/case/{10**30}/").status_code == 404


def test_whoever_looks_leaves_a_line_too(member: MakeMember, sign_in: SignIn) -> None:
    dpo = member("dpo")
    sign_in(dpo).get("/accesses/case/5/")
    assert ReadRecord.objects.filter(subject="case_readers", subject_id=5, by_id=dpo.pk).count() == 1


def test_the_journal_shows_searches_without_their_words(member: MakeMember, sign_in: SignIn) -> None:
    salma, dpo = member("operator", name="Salma Bennani"), sign_in(member("dpo"))
    factories.person(given_name="Driss", family_name="Alaoui")
    sign_in(salma).get("/people/?q=Alaoui")
    page = text(dpo.get("/accesses/"))
    assert "Cherché" in page
    assert "Alaoui" not in page
    assert text(dpo.get("/accesses/?act=searched&q=ALAOUI")).count("<tr>") == 2
    assert text(dpo.get("/accesses/?act=searched&q=Bennani")).count("<tr>") == 0


def test_the_journal_is_filtered(member: MakeMember, sign_in: SignIn, at: datetime) -> None:
    salma, karim = member("operator"), member("referent")
    reading.record("case", 7, by=actor_of(salma), at=at)
    reading.record("case", 8, by=actor_of(karim), at=at + timedelta(days=1))
    reading.exported("figures", by=actor_of(karim), at=at)
    dpo = sign_in(member("dpo"))

    def lines(query: str) -> int:
        return text(dpo.get(f"/accesses/?{query}")).count("<tr>") - 1

    assert lines("") == 3
    assert lines(f"by={karim.pk}") == 2
    assert lines("day=2026-11-25") == 2
    assert lines("day=2026-11-26") == 1
    assert lines("act=exported") == 1
    assert lines(f"by={salma.pk}&subject=case&number=7&day=2026-11-25&act=opened") == 1
    assert dpo.get("/accesses/?day=odd&act=odd&q=%00").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/reports?q=alaoui", "/search?q=alaoui", "/cases/?q=alaoui", "/people/?q=alaoui"],
)
def test_every_search_of_people_leaves_a_line(address: str, member: MakeMember, sign_in: SignIn) -> None:
    assert sign_in(member("operator")).get(address).status_code == 200
    assert ReadRecord.objects.get().words == reading.digest_of("Alaoui")
