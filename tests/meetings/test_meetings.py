"""A meeting is planned, opened with its bells, written, closed; what must not stand on a wall never does."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from jaras.bells import actions as bells
from jaras.bells.models import Bell
from jaras.governance.models import Member, actor_of
from jaras.kernel import access
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.meetings import actions, queries
from jaras.meetings.models import AskedItem, BellReading, Invitation, Item, Meeting, Series
from jaras.meetings.rules import ItemState, MeetingState, Source
from tests import factories

AT = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Africa/Casablanca"))  # a Wednesday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MakeMember = Callable[..., Member]


@pytest.fixture
def head(member: MakeMember) -> Member:
    return member("head", name="Meryem Idrissi")


@pytest.fixture
def cell(head: Member, member: MakeMember) -> Series:
    return actions.plan_series(
        name="Cellule du mercredi",
        kind="CELL",
        weekdays=[2],
        hour=time(10),
        first_on=date(2026, 11, 4),
        minutes=60,
        facilitator=head,
        members=[member("field", name="Hassan Ouali")],
        by=actor_of(head),
        at=AT - 7 * DAY,
    )


def a_meeting(of: Series | None = None, *, by: Member, starts_at: datetime = AT, **traits: Any) -> Meeting:
    told: dict[str, Any] = {"kind": "CELL", "name": "Cellule", "facilitator": by} | traits
    return actions.plan_meeting(
        **told,
        series=of,
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        by=actor_of(by),
        at=starts_at - DAY,
    )


def a_bell(who: Member, *, at: datetime = AT - 6 * DAY, due: timedelta = 2 * DAY, **traits: Any) -> Bell:
    told = {"what": "Appeler la maison", "role": "PIVOT"} | traits
    return bells.ring(who=who, due_at=at + due, by=actor_of(who), at=at, **told)


def closed(meeting: Meeting, by: Actor, *, at: datetime = AT + HOUR) -> Meeting:
    return actions.close(meeting=meeting, done="Tout", learnt="Appeler tôt", ahead="Lundi", by=by, at=at)


def test_the_next_one_plans_itself_when_the_last_closes(cell: Series, head: Member) -> None:
    me = actor_of(head)
    first = actions.plan_next(series=cell, by=SYSTEM, at=AT - DAY)
    assert first is not None
    assert first.starts_at == AT
    assert actions.plan_next(series=cell, by=SYSTEM, at=AT - DAY) == first
    assert {each.called for each in Invitation.objects.all()} == {"Meryem Idrissi", "Hassan Ouali"}
    closed(actions.open_meeting(meeting=first, by=me, at=AT), me)
    assert Meeting.objects.coming().get().starts_at == AT + 7 * DAY


def test_the_bells_of_the_last_meeting_come_first_then_the_overdue(cell: Series, head: Member) -> None:
    me = actor_of(head)
    last = closed(
        actions.open_meeting(
            meeting=a_meeting(cell, by=head, starts_at=AT - 7 * DAY), by=me, at=AT - 7 * DAY
        ),
        me,
        at=AT - 7 * DAY + HOUR,
    )
    hung = a_bell(head, of="meeting", row=last.pk, due=30 * DAY)
    overdue = a_bell(head)
    soon = a_bell(head, due=8 * DAY)
    strange = a_bell(factories.member("operator"))  # overdue, of somebody who does not come
    meeting = Meeting.objects.coming().get()
    told = {entry.source: entry.rows for entry in queries.agenda(meeting, me, at=AT)}
    assert told == {Source.BELLS: (overdue.pk, hung.pk), Source.DUE: (soon.pk,)}
    assert strange.pk not in sum(told.values(), ())


def test_the_evening_looks_back_on_its_day(head: Member) -> None:
    """What was hung today, what was kept today whenever it was hung; not what waits for another day."""
    kept = bells.finish(bell=a_bell(head, due=9 * DAY), evidence="Vu", by=actor_of(head), at=AT + HOUR)
    today = a_bell(head, at=AT + HOUR)
    a_bell(head, due=9 * DAY)
    for kind, read in (("DEBRIEFING", {kept.pk, today.pk}), ("CELL", set())):
        evening = a_meeting(by=head, starts_at=AT + 8 * HOUR, kind=kind)
        entries = queries.agenda(evening, actor_of(head), at=AT + 8 * HOUR)
        assert {pk for each in entries if each.source == Source.BELLS for pk in each.rows} == read, kind


@pytest.mark.parametrize("traits", [{"restricted": True}, {"sealed": "violence"}])
def test_what_is_restricted_is_neither_there_nor_counted(
    traits: dict[str, Any], cell: Series, member: MakeMember
) -> None:
    holder = member("head", compartments=["violence"])
    cell.facilitator = holder
    case = factories.case(by=holder, at=AT - 9 * DAY, **traits)
    a_bell(holder, case=case)
    a_bell(holder, private=True)
    report = factories.report(by=holder, at=AT - HOUR, words="Un enfant seul dans la rue")
    wall = {"level": case.level, "compartment": case.compartment}
    type(report).objects.filter(pk=report.pk).update(**wall, urgency_rank=0)
    meeting = a_meeting(by=holder)
    assert queries.agenda(meeting, actor_of(holder), at=AT) == []
    opened = actions.open_meeting(meeting=meeting, by=actor_of(holder), at=AT)
    assert [item.rows for item in opened.items.all()] == [[], []]


def test_a_bell_that_is_sealed_later_leaves_the_wall(head: Member) -> None:
    case = factories.case(by=head, at=AT - 9 * DAY)
    a_bell(head, case=case)
    meeting = actions.open_meeting(meeting=a_meeting(by=head), by=actor_of(head), at=AT)
    assert len(queries.readings(meeting)) == 1
    type(case).objects.filter(pk=case.pk).update(level="restricted")
    assert queries.readings(meeting) == []


def test_no_bell_is_passed_over_in_silence(head: Member) -> None:
    me = actor_of(head)
    a_bell(head)
    meeting = actions.open_meeting(meeting=a_meeting(by=head), by=me, at=AT)
    last = meeting.items.get(source=Source.READING)
    with pytest.raises(Refused, match="attend son mot"):
        actions.take_item(item=last, by=me, at=AT)
    with pytest.raises(Refused, match="attend son mot"):
        closed(meeting, me)
    reading = BellReading.objects.get()
    with pytest.raises(Refused, match="personne ne peut"):
        actions.read_bell(reading=reading, heard="unsaid", by=me, at=AT)
    actions.read_bell(reading=reading, heard="not_kept", learnt="Personne n’a répondu", by=me, at=AT)
    assert actions.take_item(item=last, by=me, at=AT + HOUR / 2).state == ItemState.CURRENT
    assert meeting.items.get(source=Source.BELLS).seconds == 1800
    assert closed(meeting, me).state == MeetingState.CLOSED


def test_two_who_type_at_once_lose_nothing(head: Member) -> None:
    me = actor_of(head)
    meeting = actions.open_meeting(meeting=a_meeting(by=head), by=me, at=AT)
    one, other = Item.objects.get(source=Source.BELLS), Item.objects.get(source=Source.BELLS)
    actions.write_notes(item=one, notes="La première", version=one.version, by=me, at=AT)
    with pytest.raises(Conflict) as found:
        actions.write_notes(item=other, notes="La seconde", version=1, by=me, at=AT)
    assert found.value.current.notes == "La première"  # type: ignore[attr-defined]
    sent_again = actions.decide(meeting=meeting, words="Oui", token="t1", by=me, at=AT)
    assert actions.decide(meeting=meeting, words="Oui", token="t1", by=me, at=AT) == sent_again


def test_what_is_left_for_another_day_is_asked_again(cell: Series, head: Member, member: MakeMember) -> None:
    me = actor_of(head)
    meeting = actions.plan_next(series=cell, by=SYSTEM, at=AT - DAY)
    assert meeting is not None
    hassan = Member.objects.get(name="Hassan Ouali")
    actions.ask_item(meeting=meeting, title="Couvertures", why="Le froid", by=actor_of(hassan), at=AT - HOUR)
    meeting = actions.open_meeting(meeting=meeting, by=me, at=AT)
    actions.postpone_item(item=meeting.items.get(source=Source.ASKED), by=me, at=AT)
    closed(meeting, me)
    again = AskedItem.objects.get(meeting=Meeting.objects.coming().get())
    assert (again.title, again.why, again.by) == ("Couvertures", "Le froid", hassan)


def test_who_is_not_invited_sees_nothing(head: Member, member: MakeMember) -> None:
    partner, meeting = member("partner"), a_meeting(by=head)
    them = actor_of(partner)
    assert not access.can_see(them, meeting)
    with pytest.raises(access.NotVisible):
        actions.ask_item(meeting=meeting, title="x", by=them, at=AT)
    actions.invite(meeting=meeting, member=partner, by=actor_of(head), at=AT)
    assert access.can_see(them, meeting)
    with pytest.raises(access.Forbidden):
        actions.open_meeting(meeting=meeting, by=them, at=AT)


def test_the_code_on_the_wall_says_who_is_there(head: Member, member: MakeMember) -> None:
    me, hassan = actor_of(head), member("field")
    meeting = a_meeting(by=head, quorum=2)
    own = actions.invite(meeting=meeting, member=hassan, by=me, at=AT)
    outside = actions.invite(meeting=meeting, name="Mme Alami", email="a@example.org", by=me, at=AT)
    meeting = actions.open_meeting(meeting=meeting, by=me, at=AT)
    with pytest.raises(Refused, match="pas le code"):
        actions.come(meeting=meeting, code="no", invitation=own, by=actor_of(hassan), at=AT)
    with pytest.raises(access.NotVisible):
        actions.come(meeting=meeting, code=meeting.code, invitation=own, by=queries.guest(outside), at=AT)
    for row, who in ((own, actor_of(hassan)), (outside, queries.guest(outside))):
        assert not queries.presence(meeting).enough
        actions.come(meeting=meeting, code=meeting.code, invitation=row, by=who, at=AT)
    assert queries.presence(meeting).enough
    assert [each.called for each in queries.presence(meeting).silent] == [hassan.called, "Mme Alami"]


def test_letters_say_when_and_where_never_what(
    head: Member, work: Callable[[], None], member: MakeMember
) -> None:
    me = actor_of(head)
    meeting = a_meeting(by=head, name="Sur le dossier de Zineb", place_text="Salle 2")
    actions.ask_item(meeting=meeting, title="Zineb encore", by=me, at=AT)
    actions.invite(meeting=meeting, member=member("field", language="ar"), by=me, at=AT)
    actions.invite(meeting=meeting, name="Mme Alami", email="a@example.org", by=me, at=AT)
    work()
    assert [len(each.to) for each in mail.outbox] == [1, 1]
    for each in mail.outbox:
        assert "Zineb" not in f"{each.subject}{each.body}"
        assert "Salle 2" in each.body
    link = mail.outbox[1].body.partition("/m/")[2].partition("?")[0]
    assert queries.invited_by(link) == Invitation.objects.get(member=None)
    assert queries.invited_by(link[:-1] + "x") is None


def test_the_field_is_an_office(head: Member) -> None:
    me = actor_of(head)
    meeting = a_meeting(by=head, kind="FIELD", place_text="Douar Oulad Ali", latitude=32.9, longitude=-6.9)
    meeting = actions.open_meeting(meeting=meeting, by=me, at=AT)
    assert actions.count(meeting=meeting, number=17, by=me, at=AT).counted == 17
    said = {"kind": "IDEE", "words": "Un bus pour le collège", "token": "t"}
    report = actions.hear(meeting=meeting, **said, by=me, at=AT)
    assert actions.hear(meeting=meeting, **said, by=me, at=AT) == report
    assert (report.kind, report.place_text) == ("IDEE", "Douar Oulad Ali")
