"""Who may hold a sealed compartment, who opens it to them."""

from collections.abc import Callable
from datetime import datetime

import pytest

from jaras.governance import actions
from jaras.governance.models import Member, actor_of
from jaras.governance.roles import compartments, may_hold
from jaras.kernel.access import Forbidden
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused

pytestmark = pytest.mark.django_db
MakeMember = Callable[..., Member]


def test_an_administrator_opens_it_to_somebody_else(member: MakeMember, at: datetime) -> None:
    admin, head = member("administrator"), member("head")
    actions.give_compartments(member=head, codes=["health", "violence"], by=actor_of(admin), at=at)
    assert actor_of(Member.objects.get(pk=head.pk)).compartments == {"violence", "health"}
    event = EventRecord.objects.get(name="CompartmentsChanged")
    assert event.data == {"before": [], "after": ["violence", "health"]}
    assert (event.subject_id, event.by_id) == (head.pk, admin.pk)
    actions.give_compartments(member=head, codes=[], by=actor_of(admin), at=at)
    assert actor_of(Member.objects.get(pk=head.pk)).compartments == frozenset()


def test_nobody_opens_one_to_themselves(member: MakeMember, at: datetime) -> None:
    both = member("administrator", "head")
    with pytest.raises(Refused, match="soi-même"):
        actions.give_compartments(member=both, codes=["violence"], by=actor_of(both), at=at)
    with pytest.raises(Forbidden):
        actions.give_compartments(member=both, codes=["violence"], by=actor_of(member("head")), at=at)


@pytest.mark.parametrize("role", ["administrator", "governor", "dpo", "partner", "field"])
def test_some_roles_hold_none(member: MakeMember, at: datetime, role: str) -> None:
    admin, other = actor_of(member("administrator")), member(role)
    for code in compartments().codes():
        with pytest.raises(Refused, match="ne permettent pas"):
            actions.give_compartments(member=other, codes=[code], by=admin, at=at)


def test_health_is_for_the_medical_pole() -> None:
    assert may_hold("health", roles=["pole_lead"], pole="MED")
    assert not may_hold("health", roles=["pole_lead"], pole="JUR")
    assert may_hold("health", roles=["pole_lead", "head"], pole="JUR")


def test_other_roles_close_what_they_may_not_hold(member: MakeMember, at: datetime) -> None:
    admin, lead = actor_of(member("administrator")), member("pole_lead", compartments=["violence", "health"])
    actions.change_roles(member=lead, roles=["pole_lead"], pole="JUR", by=admin, at=at)
    assert lead.compartments == ["violence"]
    actions.change_roles(member=lead, roles=["governor"], by=admin, at=at)
    assert lead.compartments == []
    assert EventRecord.objects.filter(name="CompartmentsChanged", by_id=admin.member_id).count() == 2


def test_an_unknown_code_is_refused(member: MakeMember, at: datetime) -> None:
    with pytest.raises(Refused, match="dans la liste"):
        actions.give_compartments(
            member=member("head"), codes=["secret"], by=actor_of(member("administrator")), at=at
        )
