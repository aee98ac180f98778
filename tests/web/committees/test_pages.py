"""Pages of committees: the room of one item, who sees what in it, on what it rests."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from jaras.cases.models import Case
from jaras.committees import actions, queries
from jaras.committees.models import SessionItem
from jaras.governance import actions as governance
from jaras.governance.models import Committee, Member, actor_of
from jaras.governance.queries import ballots
from jaras.governance.rules.ballots import Choice, Method
from jaras.kernel.record.models import ReadRecord
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
SUMMARY, QUESTION = "Une mère et ses enfants sont à l’abri.", "Qui reçoit la plainte ?"


@pytest.fixture(autouse=True)
def _french() -> None:
    translation.activate("fr")


@pytest.fixture
def naima(member: MakeMember) -> Member:
    return member("referent", name="Naïma", compartments=["violence"])


@pytest.fixture
def sits(member: MakeMember) -> list[Member]:
    return [member("committee") for _ in range(5)]


@pytest.fixture
def committee(sits: list[Member]) -> Committee:
    made = factories.committee(*[f"Institution {number}" for number in range(9)])
    for seat, who in zip(made.seats.all(), sits, strict=False):
        factories.mandate(seat, who)
    return made


@pytest.fixture
def case(naima: Member) -> Case:
    person = factories.person(given_name="Amina", family_name="Berrada")
    return factories.case(by=naima, at=timezone.now(), sealed="violence", persons=[person])


@pytest.fixture
def item(case: Case, committee: Committee, naima: Member) -> SessionItem:
    """Four of nine institutions; the fifth member is not asked."""
    seats = list(committee.seats.all())[:4]
    return factories.session_item(
        case, committee, by=naima, at=timezone.now(), seats=seats, summary=SUMMARY, question=QUESTION
    )


def room(item: SessionItem, tail: str = "") -> str:
    return f"/committees/items/{item.pk}/{tail}"


def opened(item: SessionItem, by: Member, *, vote: bool = False, **how: Any) -> None:
    at, me = timezone.now(), actor_of(by)
    actions.open_session(session=item.session, by=me, at=at)
    for each in queries.seats_of(item):
        actions.come(item_seat=each, by=me, at=at)
    if vote:
        actions.put_to_vote(item=item, question="Ce soir ?", by=me, at=at, **{"method": Method.SIMPLE} | how)


def test_a_case_convenes_at_once(case: Case, committee: Committee, naima: Member, sign_in: SignIn) -> None:
    browser, address = sign_in(naima), f"/cases/{case.pk}/committee/{committee.pk}/"
    assert str(committee.name_fr) in browser.get(f"/cases/{case.pk}/committee/").content.decode()
    seats = [str(seat.pk) for seat in committee.seats.all()[:2]]
    said = {"when": "now", "summary": "Amina est à l’abri.", "question": QUESTION, "seats": seats}
    warned = browser.post(address, said)
    assert warned.status_code == 400
    assert "Amina</bdi>" in warned.content.decode().split("Ceci figure")[1]
    assert not SessionItem.objects.exists()
    done = browser.post(address, said | {"meant": "on"})
    made = SessionItem.objects.get()
    assert done.url == room(made)  # type: ignore[attr-defined]
    assert made.seats.count() == 2


def test_an_invited_member_reads_the_summary_and_nothing_else(
    item: SessionItem, sits: list[Member], sign_in: SignIn
) -> None:
    browser = sign_in(sits[0])
    page = browser.get(room(item)).content.decode()
    assert SUMMARY in page
    assert QUESTION in page
    assert "Berrada" not in page
    assert f"/cases/{item.case_id}/" not in page
    for hidden in (
        f"/cases/{item.case_id}/",
        f"/cases/{item.case_id}/committee/",
        f"/accesses/case/{item.case_id}/",
    ):
        assert browser.get(hidden).status_code in (403, 404)
    assert browser.get(room(item, "sheet/fr/")).status_code == 403
    read = ReadRecord.objects.get(subject="session_item", by_id=sits[0].pk)
    assert (read.subject_id, read.case_id) == (item.pk, item.case_id)
    assert queries.seats_of(item)[0].seen_at is not None


ACTS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("", "get", {}),
    ("news/", "get", {}),
    ("sheet/fr/", "get", {}),
    ("words/", "post", {"summary": "x", "question": "y"}),
    ("invite/", "post", {"seat": "1"}),
    ("ask/", "post", {"question": "x", "method": "simple"}),
    ("decision/", "post", {"words": "x", "version": "1"}),
    ("undertakings/", "post", {"seat": "1", "what": "x", "due_on": "2027-01-01", "role": "PIVOT"}),
    ("session/close/", "post", {}),
    ("seats/{seat}/there/", "post", {}),
    ("seats/{seat}/coming/", "post", {}),
    ("seats/{seat}/reached/", "post", {"mandate": "1"}),
)


def walk(browser: Client, item: SessionItem) -> set[int]:
    seat = queries.seats_of(item)[0].pk
    answers = {
        getattr(browser, way)(room(item, tail.format(seat=seat)), said).status_code
        for tail, way, said in ACTS
    }
    for ballot in queries.ballots_of(item, actor_of(item.written_by)):  # type: ignore[arg-type]
        answers.add(browser.post(f"/committees/ballots/{ballot.pk}/vote/", {"choice": "yes"}).status_code)
        answers.add(browser.post(f"/committees/ballots/{ballot.pk}/close/").status_code)
    return answers


def test_for_whoever_is_not_asked_it_does_not_exist(
    item: SessionItem, naima: Member, sits: list[Member], member: MakeMember, sign_in: SignIn
) -> None:
    opened(item, naima, vote=True)
    curious = member("operator"), member("head"), member("pole_lead"), member("partner")
    for who in (sits[4], *curious):
        browser = sign_in(who)
        assert walk(browser, item) <= {403, 404}, who.roles
        index = browser.get("/committees/").content.decode()
        assert QUESTION not in index
        assert room(item) not in index
    assert ballots.counted(ballots.ballots_of("session_item", item.pk, actor_of(naima))[0]).turnout == 0


def test_after_closing_it_does_not_exist_for_those_who_sat(
    item: SessionItem, naima: Member, sits: list[Member], sign_in: SignIn
) -> None:
    opened(item, naima)
    browser = sign_in(sits[0])
    assert browser.get(room(item)).status_code == 200
    actions.close_session(session=item.session, by=actor_of(naima), at=timezone.now())
    assert walk(browser, item) <= {403, 404}
    assert room(item) not in browser.get("/committees/").content.decode()
    assert sign_in(naima).get(room(item)).status_code == 200


def test_what_is_not_ones_own_is_not_done(
    item: SessionItem, naima: Member, sits: list[Member], sign_in: SignIn
) -> None:
    opened(item, naima)
    browser, others = sign_in(sits[0]), queries.seats_of(item)[1]
    for tail, said in (
        ("words/", {"summary": "Amina", "question": "?"}),
        ("decision/", {"words": "x"}),
        ("session/close/", {}),
        (f"seats/{others.pk}/there/", {}),
        (f"seats/{others.pk}/cannot/", {}),
    ):
        assert browser.post(room(item, tail), said).status_code in (403, 404), tail
    promised = {
        "seat": others.pk,
        "what": "Recevoir",
        "due_on": str(timezone.localdate() + timedelta(days=2)),
        "role": "PIVOT",
    }
    assert browser.post(room(item, "undertakings/"), promised).status_code == 404
    own = promised | {"seat": queries.seats_of(item)[0].pk}
    assert browser.post(room(item, "undertakings/"), own).status_code == 302
    assert [each.words for each in queries.undertakings(item)] == ["Recevoir"]


def test_a_vote_through_the_page(
    item: SessionItem, naima: Member, sits: list[Member], sign_in: SignIn
) -> None:
    opened(item, naima, vote=True, method=Method.CONSENT)
    ballot = queries.ballots_of(item, actor_of(naima))[0]
    browser, address = sign_in(sits[1]), f"/committees/ballots/{ballot.pk}/vote/"
    seen = browser.get(room(item)).content.decode()
    assert 'name="choice" value="yes"' in seen
    refused = browser.post(address, {"choice": "not", "words": ""})
    assert refused.status_code == 400
    assert "il y sera répondu" in refused.content.decode()
    browser.post(address, {"choice": "not", "words": "Pas ce soir."})
    holder = sign_in(naima).get(room(item)).content.decode()
    assert "Pas ce soir." in holder
    assert "0 sur 4" not in holder
    stands = holder.split("seen=")[1].split('"')[0]
    assert browser.get(room(item, f"news/?seen={stands}")).status_code == 204
    governance.vote(ballot=ballot, choice=Choice.FOR, by=actor_of(sits[0]), at=timezone.now())
    assert browser.get(room(item, f"news/?seen={stands}")).status_code == 200


def test_two_who_write_at_once_lose_nothing(item: SessionItem, naima: Member, sign_in: SignIn) -> None:
    browser = sign_in(naima)
    first = {"summary": "Version une.", "question": QUESTION, "version": item.version}
    assert browser.post(room(item, "words/"), first).status_code == 302
    second = browser.post(room(item, "words/"), first | {"summary": "Version deux."})
    page = second.content.decode()
    assert second.status_code == 400
    assert "Version une." in page
    assert "Version deux." in page


def test_the_sheet_is_drawn_in_both_languages(item: SessionItem, naima: Member, sign_in: SignIn) -> None:
    opened(item, naima, vote=True)
    browser = sign_in(naima)
    for language in ("fr", "ar"):
        sheet = browser.get(room(item, f"sheet/{language}/"))
        assert sheet.getvalue().startswith(b"%PDF")


def test_the_head_composes_a_committee(member: MakeMember, sits: list[Member], sign_in: SignIn) -> None:
    browser = sign_in(member("head"))
    said = {"name_fr": "Commission", "name_ar": "لجنة", "compartment": "violence", "quorum": "2"}
    browser.post("/committees/new/local/", said | {"seats": ["PR", "HEALTH"]})
    committee = Committee.objects.get()
    chair, health = committee.seats.all()
    assert (chair.chair, health.poles) == (True, ["MED"])
    given = {"member": sits[0].pk, "titular": "yes", "since": timezone.localdate().isoformat()}
    assert browser.post(f"/committees/seats/{chair.pk}/mandates/", given).status_code == 302
    twice = browser.post(f"/committees/seats/{chair.pk}/mandates/", given | {"member": sits[1].pk})
    assert twice.status_code == 400
    page = browser.get(f"/committees/{committee.pk}/").content.decode()
    assert sits[0].name in page
    assert "Personne n’y siège aujourd’hui." in page
    reader = sign_in(sits[0])
    assert reader.get(f"/committees/{committee.pk}/").status_code == 200
    assert reader.post(f"/committees/{committee.pk}/", said).status_code == 404
    assert reader.get(f"/committees/seats/{chair.pk}/").status_code == 403
    assert sign_in(sits[2]).get(f"/committees/{committee.pk}/").status_code == 404


def test_the_room_reads_a_fixed_number_of_queries(
    item: SessionItem, naima: Member, sits: list[Member], sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    opened(item, naima, vote=True)
    # The journal of reads has a file of its own on SQLite; on PostgreSQL its row is three queries here.
    number = 20 if connection.vendor == "postgresql" else 17
    for who in (naima, sits[0]):
        browser = sign_in(who)
        browser.get(room(item))
        with django_assert_num_queries(number):
            browser.get(room(item))


def test_figures_tell_no_small_number(
    item: SessionItem, naima: Member, member: MakeMember, sign_in: SignIn
) -> None:
    opened(item, naima)
    actions.close_session(session=item.session, by=actor_of(naima), at=timezone.now())
    page = sign_in(member("governor")).get("/committees/figures/").content.decode()
    assert "moins de 5" in page
    assert QUESTION not in page
    assert sign_in(member("operator")).get("/committees/figures/").status_code == 403


def test_the_day_says_that_a_session_awaits(
    case: Case, committee: Committee, naima: Member, member: MakeMember, sign_in: SignIn
) -> None:
    karim = member("referent", name="Karim")
    seat = list(committee.seats.all())[8]
    factories.mandate(seat, karim)
    at = timezone.now() - timedelta(minutes=5)
    made = factories.session_item(case, committee, by=naima, at=at, seats=[seat], question=QUESTION)
    page = sign_in(karim).get("/day/").content.decode()
    assert "Une séance vous attend" in page
    assert room(made) in page
    assert QUESTION not in page
