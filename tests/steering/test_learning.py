"""What the team learns of its promises; what stays hidden."""

from datetime import timedelta
from typing import Any

import pytest

from jaras.bells import actions as bells
from jaras.bells.models import Bell
from jaras.bells.rules import BellState, Role
from jaras.governance.models import Member, actor_of
from jaras.kernel.models import Level
from jaras.meetings import actions as meetings
from jaras.meetings.models import Meeting
from jaras.steering.queries import learning
from tests import factories
from tests.factories import JOINED as NOW

pytestmark = pytest.mark.django_db
SINCE, LATER = NOW - timedelta(days=1), NOW + timedelta(days=30)


def rung(who: Member, *, days: int = 3, **more: Any) -> Bell:
    given: dict[str, Any] = {
        "what": "Trouver un lit",
        "who": who,
        "due_at": NOW + timedelta(days=days),
        "role": Role.PIVOT,
        "by": actor_of(who),
        "at": NOW,
    }
    return bells.ring(**given | more)


def done(bell: Bell, *, days: int) -> None:
    ended = NOW + timedelta(days=days)
    Bell.objects.filter(pk=bell.pk).update(state=BellState.DONE, ended_at=ended)


def test_kept_by_the_day_first_promised() -> None:
    who = factories.member("operator")
    for days in (1, 2, 3, 5, 7):
        done(rung(who), days=days)
    late = rung(who)
    Bell.objects.filter(pk=late.pk).update(due_at=NOW + timedelta(days=60))  # put off: the first day counts
    rung(who, days=90)  # its day has not come
    found = learning.learnt(since=SINCE, at=LATER)
    assert (found.whole.kept, found.whole.late, found.whole.open) == (3, 2, 1)
    assert found.whole.rate == 0.5
    assert found.whole.delay == timedelta(days=3)
    assert found.roles[Role.PIVOT].number == 6


def test_of_few_nothing_is_told() -> None:
    many, few = factories.organisation(), factories.organisation()
    one, other = factories.member("partner", organisation=many), factories.member("partner", organisation=few)
    for _turn in range(6):
        rung(one)
    rung(other, role=Role.CATALYST)
    found = learning.learnt(since=SINCE, at=LATER)
    assert found.institutions == [], "the one that is left would tell of the other by subtraction"
    assert found.whole.number == 7
    for _turn in range(5):
        rung(other)
    found = learning.learnt(since=SINCE, at=LATER)
    assert {each.pk for each, _tally in found.institutions} == {many.pk, few.pk}


def test_bells_of_protected_files_are_not_counted() -> None:
    who = factories.member("head", compartments=["violence"])
    case = factories.case(by=who)
    for _turn in range(6):
        rung(who, case=case)
    assert learning.learnt(since=SINCE, at=LATER).whole.number == 6
    type(case).objects.filter(pk=case.pk).update(level=Level.RESTRICTED)
    found = learning.learnt(since=SINCE, at=LATER)
    assert found.whole.number == 0
    assert learning.loads(actor_of(who), since=SINCE) == []
    assert learning.own(actor_of(who), since=SINCE, at=LATER).number == 6, "one's own are one's own"


def test_who_carries_what_in_the_order_of_names() -> None:
    zahra, amine = factories.member(name="Zahra"), factories.member(name="Amine")
    rung(zahra)
    rung(amine)
    done(rung(amine, role=Role.CATALYST), days=1)
    found = learning.loads(actor_of(zahra), since=SINCE)
    assert [(each.member.name, each.open, dict(each.roles)) for each in found] == [
        ("Amine", 1, {Role.PIVOT: 1, Role.CATALYST: 1}),
        ("Zahra", 1, {Role.PIVOT: 1}),
    ]


def test_bells_of_a_meeting_what_blocked_one_once() -> None:
    head = factories.member("head")
    how: dict[str, Any] = {"by": actor_of(head), "at": NOW}
    meeting = meetings.plan_meeting(
        kind="CELL",
        starts_at=NOW + timedelta(hours=1),
        ends_at=NOW + timedelta(hours=2),
        facilitator=head,
        name="Cellule",
        **how,
    )
    Meeting.objects.filter(pk=meeting.pk).update(state="closed", closed_at=NOW)
    for _turn in range(3):
        bell = rung(head, of="meeting", row=meeting.pk)
    blocked = bells.block(bell=bell, blocker="PAPER", unblocks="Le livret de famille", **how)
    bells.start(bell=blocked, **how)
    found = learning.learnt(since=SINCE, at=LATER)
    assert (found.meetings, found.rung_there) == (1, 3)
    assert found.blockers == {"PAPER": 1}, "what stood in the way is not forgotten once it is gone"
