"""The list of cases with its filters, the file with everything in it, who sees them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jaras.cases import actions
from jaras.cases.models import Case
from jaras.cases.rules import Stage
from jaras.governance.models import Member, actor_of
from jaras.kernel.record.models import ReadRecord
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
LANGUAGES = ["fr", "ar", "en"]
THEN = datetime(2026, 10, 1, 9, tzinfo=UTC)
PAGES = (
    "/cases/",
    "/cases/{pk}/",
    "/cases/{pk}/note/",
    "/cases/{pk}/amend/",
    "/cases/{pk}/next/",
    "/cases/{pk}/stage/",
    "/cases/{pk}/move/hold/",
    "/cases/{pk}/persons/",
    "/cases/{pk}/interventions/",
    "/cases/{pk}/team/",
    "/cases/{pk}/documents/",
)


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def operator(member: MakeMember) -> Member:
    return member("operator")


@pytest.fixture
def browser(operator: Member, sign_in: SignIn) -> Client:
    return sign_in(operator)


def driss(by: Member, **traits: Any) -> Case:
    person = factories.person(
        given_name="Driss", family_name="Alaoui", arabic_name="إدريس العلوي", age_about=60
    )
    return factories.case(by=by, at=THEN, persons=[person], **traits)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_case_opens(language: str, operator: Member, browser: Client) -> None:
    case = driss(operator, summary="Il a froid, près de la gare routière.", poles=["ACC"])
    actions.plan_next(case=case, what="Le voir", who=operator, due_at=THEN, by=actor_of(operator), at=THEN)
    browser.cookies["jaras_language"] = language
    for page in PAGES:
        answer = browser.get(page.format(pk=case.pk))
        assert answer.status_code == 200, page
        assert f'<html lang="{language}"' in text(answer), page


def test_a_name_stands_in_both_scripts(operator: Member, browser: Client) -> None:
    page = text(browser.get(f"/cases/{driss(operator).pk}/"))
    assert "Driss Alaoui" in page
    assert "إدريس العلوي" in page


def test_the_list_asks_as_much_of_the_database_for_one_case_as_for_many(
    operator: Member, browser: Client
) -> None:
    driss(operator)
    browser.get("/cases/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get("/cases/")
    for _each in range(5):
        driss(operator)
    with CaptureQueriesContext(connection) as many:
        browser.get("/cases/")
    assert len(few) == len(many) <= 9, [query["sql"][:90] for query in many]


def test_the_file_asks_a_fixed_number_of_questions(operator: Member, browser: Client) -> None:
    case = driss(operator)
    browser.get(f"/cases/{case.pk}/")
    with CaptureQueriesContext(connection) as few:
        browser.get(f"/cases/{case.pk}/")
    for number in range(60):
        actions.note(case=case, words=f"Note {number}", by=actor_of(operator), at=THEN)
        factories.intervention(by=operator, case=case)
    with CaptureQueriesContext(connection) as many:
        browser.get(f"/cases/{case.pk}/")
    assert len(few) == len(many) <= 17, [query["sql"][:90] for query in many]


def test_opening_a_file_is_written_in_the_journal(operator: Member, browser: Client) -> None:
    case = driss(operator)
    browser.get(f"/cases/{case.pk}/")
    assert list(ReadRecord.objects.values_list("subject", "subject_id", "by_id")) == [
        ("case", case.pk, operator.pk)
    ]


def test_the_list_shows_what_is_followed_unless_asked_otherwise(operator: Member, browser: Client) -> None:
    followed, closed = driss(operator), driss(operator)
    actions.move_case(case=closed, verb="transfer_out", reason="Part à Safi", by=actor_of(operator), at=THEN)
    assert addresses(browser, "/cases/") == [followed.pk]
    assert addresses(browser, "/cases/?state=ended") == [closed.pk]
    assert addresses(browser, "/cases/?state=transferred_out") == [closed.pk]
    assert addresses(browser, "/cases/?state=nonsense&stage=nonsense&commune=nonsense") == [followed.pk]


def test_each_filter_keeps_its_own(operator: Member, browser: Client, member: MakeMember) -> None:
    other = member("operator")
    theirs = driss(other, urgency="24H", commune=factories.commune())
    mine = driss(operator, urgency="IMMEDIAT")
    actions.enter_stage(case=mine, stage=Stage.INCLUSION, by=actor_of(operator), at=THEN)
    assert addresses(browser, "/cases/?stage=INCLUSION") == [mine.pk]
    assert addresses(browser, "/cases/?urgency=24H") == [theirs.pk]
    assert addresses(browser, "/cases/?mine=1") == [mine.pk]


def test_the_list_sorts_by_what_is_due(operator: Member, browser: Client) -> None:
    later, sooner, never = driss(operator), driss(operator), driss(operator)
    for case, days in ((later, 9), (sooner, 2)):
        due = THEN + timedelta(days=days)
        actions.plan_next(case=case, what="Voir", who=None, due_at=due, by=actor_of(operator), at=THEN)
    assert addresses(browser, "/cases/?order=due") == [sooner.pk, later.pk]
    assert never.pk in addresses(browser, "/cases/?order=opened")


def test_words_find_a_case_in_either_script(operator: Member, browser: Client) -> None:
    case = driss(operator)
    assert addresses(browser, "/cases/?q=alaou") == [case.pk]
    assert addresses(browser, "/cases/?q=إدريس") == [case.pk]
    assert "Aucun dossier pour ces mots" in text(browser.get("/cases/?q=inconnu"))


def test_fifty_a_page_then_the_rest(operator: Member, browser: Client) -> None:
    for _each in range(51):
        factories.case(by=operator, at=THEN)
    page = browser.get("/cases/")
    assert text(page).count('class="row"') == 50
    following = text(page).split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert text(browser.get(following)).count('class="row"') == 1


def test_a_fragment_is_only_the_list(operator: Member, browser: Client) -> None:
    driss(operator)
    fragment = text(browser.get("/cases/", headers={"HX-Request": "true"}))
    assert "<html" not in fragment
    assert "Driss Alaoui" in fragment


@pytest.mark.parametrize("role", ["field", "partner", "committee"])
def test_a_case_does_not_exist_for_whoever_may_not_see_it(
    role: str, operator: Member, member: MakeMember, sign_in: SignIn
) -> None:
    case = driss(operator)
    other = sign_in(member(role))
    assert other.get(f"/cases/{case.pk}/").status_code == 404
    assert addresses(other, "/cases/") == []
    assert addresses(other, "/cases/?q=driss") == []


def test_a_restricted_case_is_its_teams_alone(
    operator: Member, member: MakeMember, browser: Client, sign_in: SignIn
) -> None:
    case = driss(operator, restricted=True)
    assert browser.get(f"/cases/{case.pk}/").status_code == 200
    assert sign_in(member("operator")).get(f"/cases/{case.pk}/").status_code == 404
    assert sign_in(member("head")).get(f"/cases/{case.pk}/").status_code == 200


def test_the_administrator_sees_no_case(operator: Member, member: MakeMember, sign_in: SignIn) -> None:
    administrator = sign_in(member("administrator"))
    assert administrator.get("/cases/").status_code == 403
    assert administrator.get(f"/cases/{driss(operator).pk}/").status_code == 403


def addresses(browser: Client, page: str) -> list[int]:
    """The cases of a list, in their order."""
    rows = text(browser.get(page)).split('class="row-link" href="/cases/')[1:]
    return [int(row.split("/")[0]) for row in rows]


def test_the_tabs_of_a_case_follow_a_life(operator: Member, browser: Client) -> None:
    case = factories.case(by=operator)
    page = browser.get(f"/cases/{case.pk}/").content.decode()
    tabs = ("", "diagnosis/", "referrals/", "help/", "appointments/", "project/")
    row = page[page.index('<nav class="tabs"') :]
    places = [row.index(f'href="/cases/{case.pk}/{tab}"') for tab in tabs]
    assert places == sorted(places)
