"""The pages of meetings: planned, the room from the first bell to the debrief, a guest by their link."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from jaras.bells import actions as bells
from jaras.bells.models import Bell
from jaras.governance.models import Member, actor_of
from jaras.kernel import files
from jaras.meetings import actions, queries
from jaras.meetings.models import BellReading, Invitation, Item, Meeting, Minutes, Series
from tests import factories

MakeMember = Callable[..., Member]
SignIn = Callable[[Member], Client]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ROOM: dict[str, Any] = {"headers": {"X-Room": "1"}}


@pytest.fixture
def head(member: MakeMember) -> Member:
    factories.province()
    return member("head", name="Meryem Idrissi")


def a_meeting(by: Member, *, opened: bool = False, **traits: Any) -> Meeting:
    at = timezone.now() - HOUR
    told: dict[str, Any] = {"kind": "CELL", "name": "Cellule", "facilitator": by} | traits
    made = actions.plan_meeting(
        **told,
        starts_at=at,
        ends_at=at + HOUR,
        by=actor_of(by),
        at=at,
    )
    actions.invite(meeting=made, member=by, by=actor_of(by), at=at)
    return actions.open_meeting(meeting=made, by=actor_of(by), at=at) if opened else made


def a_bell(who: Member, *, what: str = "Appeler la maison", late: bool = True) -> Bell:
    at = timezone.now() - 4 * DAY
    due = at + (DAY if late else 40 * DAY)
    return bells.ring(what=what, who=who, due_at=due, role="PIVOT", by=actor_of(who), at=at)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_series_is_planned_with_its_next_meeting(head: Member, sign_in: SignIn) -> None:
    browser = sign_in(head)
    said = {"kind": "CELL", "name": "Cellule", "weekdays": ["2"], "hour": "10:00", "how_often": "1:0"}
    refused = browser.post("/meetings/series/new/", said)
    assert refused.status_code == 400
    assert 'value="Cellule"' in text(refused)
    said |= {"first_on": "2026-11-04", "facilitator": str(head.pk), "members": [str(head.pk)]}
    page = browser.post("/meetings/series/new/", said).headers["Location"]
    assert "chaque mercredi, 10:00" in text(browser.get(page))
    assert Meeting.objects.get().series == Series.objects.get()
    assert "Cellule" in text(browser.get("/meetings/"))


def test_the_room_goes_from_the_first_bell_to_the_minutes(
    head: Member, sign_in: SignIn, work: Callable[[], None]
) -> None:
    a_bell(head, what="Ramener le dossier de la CIN")
    meeting, browser = a_meeting(head), sign_in(head)
    page = f"/meetings/{meeting.pk}/"
    assert "Ramener le dossier de la CIN" in text(browser.get(page))
    assert browser.post(f"{page}move/open/").headers["Location"] == f"{page}room/"
    meeting.refresh_from_db()
    wall = text(browser.get(f"{page}room/"))
    assert "Qui accroche la cloche ?" in wall
    assert meeting.code in wall
    last = Item.objects.get(source="reading")
    silent = browser.post(f"/meetings/items/{last.pk}/take/", **ROOM)
    assert silent.status_code == 422
    reading = BellReading.objects.get()
    browser.post(f"/meetings/readings/{reading.pk}/", {"heard": "not_kept", "learnt": "Fermé le lundi"})
    who, due = "Meryem Idrissi", "demain"
    rung = {"who": who, "what": "Y retourner", "due_at": due, "token": "t1", "with_whom": [""]}
    for _twice in range(2):  # the network came back and it was sent again
        assert browser.post(f"{page}room/ring/", rung, **ROOM).status_code == 200
    assert Bell.objects.get(of="meeting", row=meeting.pk).what == "Y retourner"
    browser.post(f"{page}room/decide/", {"words": "On ouvre le lundi", "token": "d1"})
    browser.post("/here/", {"code": meeting.code})
    assert browser.post(f"/meetings/items/{last.pk}/take/").status_code == 302
    assert "Y retourner" in text(browser.get(f"{page}room/live/"))
    empty = browser.post(f"{page}room/close/", {"done": "Deux dossiers"})
    assert empty.status_code == 400
    assert "Deux dossiers" in text(empty)
    closed = browser.post(f"{page}room/close/", {"done": "x", "learnt": "y", "ahead": "z"})
    assert closed.headers["Location"] == page
    work()
    assert {(each.version, each.language) for each in Minutes.objects.all()} == {(1, "fr"), (1, "ar")}
    with files.opened(Minutes.objects.first().file) as kept:  # type: ignore[union-attr]
        assert kept.read(5) == b"%PDF-"
    assert [each.to for each in mail.outbox] == [[head.email]]
    assert browser.get(f"{page}minutes/ar.pdf").content.startswith(b"%PDF-")
    browser.post(f"{page}minutes/correct/", {"words": "C’était mardi", "token": "a1"})
    work()
    assert Minutes.objects.filter(version=2).count() == 2
    assert "C’était mardi" in text(browser.get(page))


def test_two_pens_show_both_texts(head: Member, member: MakeMember, sign_in: SignIn) -> None:
    a_meeting(head, opened=True)
    item, other = Item.objects.get(source="bells"), sign_in(member("operator"))
    address = f"/meetings/items/{item.pk}/notes/"
    assert (
        sign_in(head).post(address, {"notes": "La première", "version": "1"}, **ROOM).json()["version"] == 2
    )
    clash = other.post(address, {"notes": "La seconde", "version": "1"}, **ROOM)
    assert (clash.status_code, clash.json()["notes"]) == (409, "La première")
    page = text(other.post(address, {"notes": "La seconde", "version": "1"}))
    assert "La première" in page
    assert "La seconde" in page
    assert Item.objects.get(pk=item.pk).notes == "La première"


def test_a_guest_answers_by_their_link_and_gets_the_minutes_if_they_came(
    head: Member, client: Client, work: Callable[[], None]
) -> None:
    meeting, me = a_meeting(head), actor_of(head)
    invited = actions.invite(
        meeting=meeting, name="Mme Alami", email="a@example.org", by=me, at=timezone.now()
    )
    page = f"/m/{queries.link_of(invited)}"
    assert "Mme Alami" in text(client.get(page))
    client.post(page, {"answer": "yes"})
    assert Invitation.objects.get(pk=invited.pk).answer == "yes"
    assert b"BEGIN:VEVENT" in client.get(f"{page}/calendar.ics").content
    meeting = actions.open_meeting(meeting=meeting, by=me, at=timezone.now())
    assert client.post(page, {"code": "no"}).status_code == 422
    client.post(page, {"code": meeting.code})
    assert client.get(f"{page}/fr.pdf").status_code == 404
    actions.close(meeting=meeting, learnt="x", by=me, at=timezone.now())
    assert client.get(f"{page}/fr.pdf").content.startswith(b"%PDF-")
    assert client.get(f"{page[:-1]}~").status_code == 404


def test_whoever_was_not_asked_finds_no_meeting(head: Member, member: MakeMember, sign_in: SignIn) -> None:
    meeting = a_meeting(head, opened=True)
    browser = sign_in(member("partner"))
    for path in ("", "room/", "room/live/", "calendar.ics", "minutes/fr.pdf"):
        assert browser.get(f"/meetings/{meeting.pk}/{path}").status_code == 404
    assert browser.post("/here/", {"code": meeting.code}).status_code == 400
    assert browser.post(f"/meetings/{meeting.pk}/room/decide/", {"words": "x"}).status_code == 403


def test_a_desk_in_a_douar_counts_and_hears(head: Member, sign_in: SignIn) -> None:
    meeting = a_meeting(head, opened=True, kind="FIELD", place_text="Douar Oulad Ali")
    browser, page = sign_in(head), f"/meetings/{meeting.pk}/room/"
    assert "Le terrain est un bureau" in text(browser.get(page))
    browser.post(f"{page}count/", {"step": "add"})
    browser.post(f"{page}hear/", {"kind": "IDEE", "words": "Un bus", "token": "h1"})
    meeting.refresh_from_db()
    assert (meeting.counted, meeting.spoken.count()) == (1, 1)


def test_the_wall_asks_as_much_whatever_the_meeting_holds(
    head: Member, member: MakeMember, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    me = actor_of(head)
    for number in range(6):
        a_bell(head, what=f"Promesse {number}")
        a_bell(head, what=f"Bientôt {number}", late=False)
    meeting = a_meeting(head, opened=True)
    for number in range(5):
        colleague = member("field", name=f"Collègue {number}")
        actions.invite(meeting=meeting, member=colleague, by=me, at=timezone.now())
        actions.add_item(meeting=meeting, title=f"Point {number}", by=me, at=timezone.now())
        hung: dict[str, Any] = {"of": "meeting", "row": meeting.pk, "role": "PIVOT"}
        hung |= {"by": me, "at": timezone.now()}
        bells.ring(what=f"Ici {number}", who=head, due_at=timezone.now() + DAY, **hung)
    browser, page = sign_in(head), f"/meetings/{meeting.pk}/room/live/"
    browser.get(page)
    with django_assert_num_queries(QUERIES):
        wall = text(browser.get(page))
    assert "Promesse 0" in wall
    assert "Point 4" in wall


QUERIES = 11


def test_the_day_says_to_what_one_is_invited(head: Member, member: MakeMember, sign_in: SignIn) -> None:
    hassan, at = member("field"), timezone.now()
    meeting = actions.plan_meeting(
        kind="CELL",
        name="Cellule",
        facilitator=head,
        starts_at=at + HOUR,
        ends_at=at + 2 * HOUR,
        by=actor_of(head),
        at=at,
    )
    actions.invite(meeting=meeting, member=hassan, by=actor_of(head), at=at)
    browser = sign_in(hassan)
    assert "Dire si vous venez" in text(browser.get("/day/"))
    browser.post(f"/meetings/{meeting.pk}/answer/", {"answer": "yes"})
    assert "Aller à la réunion" in text(browser.get("/day/"))
    browser.post(f"/meetings/{meeting.pk}/ask/", {"title": "Les couvertures"})
    assert "Les couvertures" in text(browser.get(f"/meetings/{meeting.pk}/"))
