"""Members: founded, invited, given roles, suspended."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from jaras.governance import actions, queries
from jaras.governance.models import Invitation, Member
from jaras.kernel.access import Forbidden
from jaras.kernel.actor import NOBODY, SYSTEM, Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.ops.doctor import Advice, watch
from tests import factories

MakeMember = Callable[..., Member]
MakeActor = Callable[..., Actor]


def invite(at: datetime, by: Actor = SYSTEM, **changes: Any) -> Invitation:
    asked: dict[str, Any] = {"email": "nadia@example.org", "name": "Nadia", "roles": ["operator"]} | changes
    return actions.invite(**asked, by=by, at=at)


def accept(token: str, at: datetime, password: str = factories.PASSWORD) -> Member:
    return actions.accept_invitation(token=token, name="Nadia B.", password=password, by=NOBODY, at=at)


@pytest.mark.django_db
def test_the_first_administrator_founds_the_house_once(at: datetime) -> None:
    first = {
        "email": "A@Example.org",
        "name": "Amina",
        "password": factories.PASSWORD,
        "by": NOBODY,
        "at": at,
    }
    member = actions.found_first_administrator(**first)  # type: ignore[arg-type]
    assert (member.email, member.roles) == ("a@example.org", ["administrator"])
    with pytest.raises(Refused):
        actions.found_first_administrator(**(first | {"email": "b@example.org"}))  # type: ignore[arg-type]


@pytest.mark.django_db
def test_the_key_of_an_invitation_is_kept_nowhere(at: datetime) -> None:
    invitation = invite(at)
    key = queries.key_of(invitation)
    assert len(key) >= 22
    assert key not in str(Invitation.objects.values().get()) + str(list(EventRecord.objects.values()))


@pytest.mark.django_db
def test_an_invitation_opens_once(at: datetime) -> None:
    key = queries.key_of(invite(at))
    member = accept(key, at)
    assert member.check_password(factories.PASSWORD)
    assert member.roles == ["operator"]
    with pytest.raises(Refused):
        accept(key, at)


@pytest.mark.django_db
def test_an_invitation_closes_after_seven_days(at: datetime) -> None:
    key = queries.key_of(invite(at))
    with pytest.raises(Refused):
        accept(key, at + timedelta(days=7, seconds=1))


@pytest.mark.django_db
def test_a_weak_password_leaves_the_door_open(at: datetime) -> None:
    key = queries.key_of(invite(at))
    with pytest.raises(Refused) as refusal:
        accept(key, at, password="court")
    assert refusal.value.field == "password"
    assert accept(key, at)


@pytest.mark.django_db
def test_a_renewed_invitation_has_another_key(at: datetime) -> None:
    invitation = invite(at)
    former = queries.key_of(invitation)
    actions.renew_invitation(invitation=invitation, by=SYSTEM, at=at + timedelta(days=6))
    assert queries.invitation_of(former, at=at) is None
    assert accept(queries.key_of(invitation), at + timedelta(days=12))


@pytest.mark.django_db
def test_a_withdrawn_invitation_opens_nothing(at: datetime) -> None:
    invitation = invite(at)
    actions.withdraw_invitation(invitation=invitation, by=SYSTEM, at=at)
    with pytest.raises(Refused):
        accept(queries.key_of(invitation), at)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nadia\x00"}, "email"),
        ({"email": "x" * 10_000}, "email"),
        ({"name": " "}, "name"),
        ({"roles": []}, "roles"),
        ({"roles": ["king"]}, "roles"),
        ({"roles": ["partner"]}, "organisation"),
        ({"roles": ["pole_lead"]}, "pole"),
    ],
)
@pytest.mark.django_db
def test_an_impossible_invitation_names_the_field(changes: dict[str, Any], field: str, at: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        invite(at, **changes)
    assert refusal.value.field == field


@pytest.mark.django_db
def test_an_address_is_invited_once(at: datetime) -> None:
    invite(at)
    with pytest.raises(Refused):
        invite(at, email="NADIA@example.org")


def test_only_an_administrator_invites(actor: MakeActor, at: datetime) -> None:
    with pytest.raises(Forbidden):
        invite(at, by=actor("head"))


def test_nobody_changes_their_own_roles(actor: MakeActor, at: datetime) -> None:
    me = actor("administrator")
    with pytest.raises(Refused):
        actions.change_roles(member=queries.member_of(me), roles=["head"], by=me, at=at)


def test_roles_change_with_their_trace(actor: MakeActor, member: MakeMember, at: datetime) -> None:
    other = member("field")
    actions.change_roles(member=other, roles=["referent", "operator"], by=actor("administrator"), at=at)
    assert other.roles == ["operator", "referent"]
    assert EventRecord.objects.get(name="RolesChanged").data == {
        "before": ["field"],
        "after": ["operator", "referent"],
    }


def test_the_last_administrator_stays(member: MakeMember, at: datetime) -> None:
    last = member("administrator")
    with pytest.raises(Refused):
        actions.change_roles(member=last, roles=["head"], by=SYSTEM, at=at)
    with pytest.raises(Refused):
        actions.suspend(member=last, by=SYSTEM, at=at)


@pytest.mark.django_db
def test_an_invitation_says_how_far_the_roles_reach(at: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        invite(at, poles=["king"])
    assert refusal.value.field == "reach"
    invitation = invite(at, poles=["JUR", "MED"])
    assert EventRecord.objects.get(name="MemberInvited").data["reach"] == ["MED", "JUR"]
    member = accept(queries.key_of(invitation), at)
    assert (member.reach_communes, member.reach_poles) == ([], ["MED", "JUR"])
    assert EventRecord.objects.get(name="ReachChanged").data["after"] == ["MED", "JUR"]


def test_a_watch_that_nobody_sees_whole_is_told(member: MakeMember, actor: MakeActor, at: datetime) -> None:
    assert not queries.watch_is_limited(), "nobody holds it, so nobody is limited"
    salma, karim, by = member("operator"), member("operator"), actor("administrator")
    for each, limited in ((salma, False), (karim, True)):
        actions.limit_reach(member=each, communes=[], poles=["MED"], by=by, at=at)
        assert queries.watch_is_limited() is limited
    with pytest.raises(Advice, match="limited to communes or poles"):
        watch.reach()
    actions.suspend(member=karim, by=by, at=at)
    actions.limit_reach(member=salma, communes=[], poles=[], by=by, at=at)
    assert "sees the whole" in watch.reach()
