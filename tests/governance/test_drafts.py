"""A roster made by the model: asked for, made by the worker, adopted by one press."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from jaras.governance import actions
from jaras.governance.models import Member, RosterDraft, Turn, actor_of
from jaras.governance.queries import making, roster
from jaras.governance.roles import roster_templates, template_changes
from jaras.governance.rules.drafts import DraftState
from jaras.governance.rules.making import Load
from jaras.governance.rules.making.solving import solve
from jaras.governance.rules.rest import Fault
from jaras.governance.rules.roster import Span
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused

MakeMember = Callable[..., Member]
MakeActor = Callable[..., Actor]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ZONE = ZoneInfo("Africa/Casablanca")


@pytest.fixture
def head(actor: MakeActor) -> Actor:
    return actor("head")


@pytest.fixture
def three(member: MakeMember) -> list[Member]:
    return [member("operator", name=name) for name in ("Amina", "Salma", "Youssef")]


def wall(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def ask(head: Actor, among: list[Member], at: datetime, *, days: int = 7, **said: Any) -> RosterDraft:
    first = timezone.localtime(at).date() + DAY
    usual: dict[str, Any] = {
        "first": first,
        "last": first + (days - 1) * DAY,
        "template": "two_twelves",
        "members": among,
    }
    return actions.ask_draft(**usual | said, by=head, at=at)


def make(draft: RosterDraft, at: datetime) -> RosterDraft:
    """As the worker does, at this moment."""
    problem = making.wanted(draft, at=at)
    made = solve(problem, seconds=60)
    return actions.keep_draft(draft=draft, wanted=problem, made=made, by=SYSTEM, at=at)


def test_the_worker_makes_what_was_asked(head: Actor, three: list[Member], work: Callable[[], int]) -> None:
    draft = ask(head, three, timezone.now())
    assert draft.state == DraftState.ASKED
    work()
    draft = RosterDraft.objects.get()
    assert draft.state == DraftState.MADE
    assert len(draft.plan) == 14
    assert making.proposal(draft).made.proven
    assert not Turn.objects.exists(), "a proposal changes nothing"


def test_one_press_makes_it_the_roster(head: Actor, three: list[Member], at: datetime) -> None:
    draft = make(ask(head, three, at), at)
    assert making.proposal(draft).missing == []
    actions.adopt_draft(draft=draft, by=head, at=at)
    assert Turn.objects.planned().count() == 14
    shown = roster.roster(head, first=draft.first, days=8, at=at)
    assert shown.broken == [], "the plan keeps the rules that the page tells"
    assert [gap.ends_at - gap.starts_at for gap in shown.gaps] == [8 * HOUR, 16 * HOUR]
    told = EventRecord.objects.get(name="RosterDraftAdopted")
    assert (told.data["planned"], told.data["cancelled"]) == (14, 0)
    with pytest.raises(Refused):
        actions.adopt_draft(draft=RosterDraft.objects.get(), by=head, at=at)
    with pytest.raises(Refused):
        actions.set_draft_aside(draft=RosterDraft.objects.get(), by=head, at=at)


def test_what_stands_as_proposed_stays(head: Actor, three: list[Member], at: datetime) -> None:
    draft = make(ask(head, three, at), at)
    start, end, holder, _why = draft.plan[0]
    kept = Span(datetime.fromisoformat(start), datetime.fromisoformat(end))
    start, end, other, _why = draft.plan[1]
    lost = Span(datetime.fromisoformat(start), datetime.fromisoformat(end))
    by_pk = {each.pk: each for each in three}
    wrong = next(each for each in three if each.pk not in (holder, other))
    actions.plan_turns(member=by_pk[holder], hours=[kept], note="Avec Hassan", by=head, at=at)
    actions.plan_turns(member=wrong, hours=[lost], by=head, at=at)
    said = making.proposal(draft)
    assert [line.stands for line in said.lines[:2]] == [True, False]
    assert said.lines[1].before == [wrong]
    assert said.changes == 13
    actions.adopt_draft(draft=draft, by=head, at=at)
    first = Turn.objects.planned().order_by("starts_at").first()
    assert first is not None
    assert (first.member_id, first.note, first.version) == (holder, "Avec Hassan", 1)
    assert Turn.objects.planned().count() == 14
    assert not Turn.objects.planned().filter(member=wrong, starts_at=lost.starts_at).exists()


def test_what_nobody_can_take_is_told_with_why(head: Actor, three: list[Member], at: datetime) -> None:
    today = timezone.localtime(at).date()
    for away in three[:2]:
        actions.note_absence(
            member=away, starts_on=today + 2 * DAY, ends_on=today + 2 * DAY, kind="illness", by=head, at=at
        )
    said = making.proposal(make(ask(head, three, at, days=3), at))
    assert said.made.proven
    assert len(said.missing) == 1, (
        "three turns touch that day: both nights leave rest, the day between does not"
    )
    for line in said.missing:
        assert {member.name: fault for member, fault in line.why} == {
            "Amina": Fault.AWAY,
            "Salma": Fault.AWAY,
            "Youssef": Fault.REST,
        }
    plan = RosterDraft.objects.get()
    assert "illness" not in str(plan.plan)


def test_turns_around_the_days_count_for_rest(head: Actor, member: MakeMember, at: datetime) -> None:
    alone = member("operator")
    first = timezone.localtime(at).date() + DAY
    night = Span(wall(first - DAY, 20), wall(first, 8))
    actions.plan_turns(member=alone, hours=[night], by=head, at=at)
    said = making.proposal(make(ask(head, [alone], at, days=1), at))
    assert [line.member for line in said.lines] == [None, alone], "the night before tires for the day"
    actions.adopt_draft(draft=said.draft, by=head, at=at)
    assert Turn.objects.planned().count() == 2, "what stands outside the days stays"


def test_what_has_begun_is_left_alone(head: Actor, three: list[Member], at: datetime) -> None:
    today = timezone.localtime(at).date()
    noon = wall(today, 12)
    running = actions.plan_turns(
        member=three[0], hours=[Span(wall(today, 8), wall(today, 20))], by=head, at=at
    )[0]
    draft = make(ask(head, three, noon, first=today, last=today), noon)
    assert [datetime.fromisoformat(row[0]) for row in draft.plan] == [wall(today, 20)]
    assert draft.plan[0][2] != three[0].pk, "they hold the day"
    actions.adopt_draft(draft=draft, by=head, at=noon)
    assert running in Turn.objects.planned()
    late = make(ask(head, three, noon, first=today, last=today), noon)
    with pytest.raises(Refused, match="passés"):
        actions.adopt_draft(draft=late, by=head, at=noon + DAY)
    assert RosterDraft.objects.get(pk=late.pk).state == DraftState.MADE, "the refusal undid its move"


def test_of_two_answers_the_first_counts(head: Actor, three: list[Member], at: datetime) -> None:
    draft = ask(head, three, at, days=1)
    make(draft, at)
    actions.adopt_draft(draft=RosterDraft.objects.get(), by=head, at=at)
    assert make(draft, at).state == DraftState.ADOPTED
    assert EventRecord.objects.filter(name="RosterDraftMade").count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"template": "four_sixes"},
        {"first": date(2026, 11, 24), "last": date(2026, 11, 26)},
        {"first": date(2026, 11, 27), "last": date(2026, 11, 26)},
        {"first": date(2026, 11, 27), "last": date(2027, 2, 26)},
        {"first": date(2028, 1, 1), "last": date(2028, 1, 2)},
        {"members": []},
    ],
)
def test_rosters_that_cannot_be(said: dict[str, Any], head: Actor, three: list[Member], at: datetime) -> None:
    with pytest.raises(Refused):
        ask(head, three, at, **said)
    assert not RosterDraft.objects.exists()


def test_who_is_in_it_may_hold_the_watch(head: Actor, member: MakeMember, at: datetime) -> None:
    with pytest.raises(Refused):
        ask(head, [member("governor")], at)


@pytest.mark.parametrize("role", ["operator", "referent", "administrator", "governor"])
def test_only_whoever_plans_has_one_made(
    role: str, actor: MakeActor, three: list[Member], at: datetime
) -> None:
    with pytest.raises(Forbidden):
        ask(actor(role), three, at)


def test_without_its_packages_a_sentence_says_so(
    head: Actor, three: list[Member], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jaras.governance.actions.drafts.can_solve", lambda: False)
    with pytest.raises(Refused, match="run roster"):
        ask(head, three, at)


def test_ramadan_has_hours_of_its_own() -> None:
    for item in roster_templates():
        before, during = (
            template_changes(item.code, date(2027, 2, 7)),
            template_changes(item.code, date(2027, 2, 8)),
        )
        assert len(before) == len(during)
        assert before != during
        assert before == template_changes(item.code, date(2027, 3, 9))


def test_shares_count_what_each_holds_now_and_then(head: Actor, three: list[Member], at: datetime) -> None:
    draft = make(ask(head, three, at), at)
    start, end, holder, _why = draft.plan[1]
    night = Span(datetime.fromisoformat(start), datetime.fromisoformat(end))
    actions.plan_turns(member={m.pk: m for m in three}[holder], hours=[night], by=head, at=at)
    shares = making.proposal(draft).shares
    assert [share.member.name for share in shares] == ["Amina", "Salma", "Youssef"]
    assert sum(share.proposed[Load.TURNS] for share in shares) == 14
    assert sorted(share.proposed[Load.NIGHTS] for share in shares) == [2, 2, 3]
    assert {share.member.pk: share.now[Load.NIGHTS] for share in shares}[holder] == 1
    assert sum(share.now[Load.TURNS] for share in shares) == 1


def test_somebody_suspended_meanwhile_is_told(head: Actor, three: list[Member], at: datetime) -> None:
    draft = make(ask(head, three, at), at)
    actions.suspend(member=three[0], by=SYSTEM, at=at)
    with pytest.raises(Refused, match="ne peut pas tenir"):
        actions.adopt_draft(draft=draft, by=head, at=at)
    assert not Turn.objects.exists()
    assert actor_of(three[0]).member_id is None


def test_where_nobody_can_be_found_whoever_is_planned_stays(
    head: Actor, member: MakeMember, at: datetime
) -> None:
    alone, first = member("operator"), timezone.localtime(at).date() + DAY
    both = [Span(wall(first, 8), wall(first, 20)), Span(wall(first, 20), wall(first + DAY, 8))]
    actions.plan_turns(member=alone, hours=both, by=head, at=at)
    said = making.proposal(make(ask(head, [alone], at, days=1), at))
    (line,) = said.missing
    assert line.stays == alone
    assert said.changes == 0
    actions.adopt_draft(draft=said.draft, by=head, at=at)
    assert Turn.objects.planned().count() == 2, "a watch that breaks a rule is better than none"
