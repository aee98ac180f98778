"""What members settle for themselves: keys, language, name."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from jaras.governance import actions, queries
from jaras.governance.models import AccessToken, Member, actor_of
from jaras.governance.rules import SignInChange
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import NOBODY, SYSTEM, Actor
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused

MakeActor = Callable[..., Actor]


def test_a_key_is_shown_once_then_only_recognised(actor: MakeActor, at: datetime) -> None:
    me = actor("operator")
    token, secret = actions.create_token(name="Tableur", by=me, at=at)
    assert secret not in str(AccessToken.objects.values().get())
    assert actions.actor_of_token(secret=secret, at=at) == me
    assert AccessToken.objects.get(pk=token.pk).used_at == at


def test_the_use_of_a_key_is_noted_once_a_minute(actor: MakeActor, at: datetime) -> None:
    _token, secret = actions.create_token(name="Tableur", by=actor("operator"), at=at)
    for seconds in (0, 30, 59):
        actions.actor_of_token(secret=secret, at=at + timedelta(seconds=seconds))
    assert AccessToken.objects.get().used_at == at
    actions.actor_of_token(secret=secret, at=at + timedelta(seconds=60))
    assert AccessToken.objects.get().used_at == at + timedelta(seconds=60)


def test_a_revoked_key_speaks_for_nobody(actor: MakeActor, at: datetime) -> None:
    me = actor("operator")
    token, secret = actions.create_token(name="Tableur", by=me, at=at)
    actions.revoke_token(token=token, by=me, at=at)
    assert actions.actor_of_token(secret=secret, at=at) == NOBODY


def test_the_key_of_a_suspended_member_speaks_for_nobody(member: Callable[..., Member], at: datetime) -> None:
    who = member("operator")
    _token, secret = actions.create_token(name="Tableur", by=actor_of(who), at=at)
    actions.suspend(member=who, by=SYSTEM, at=at)
    assert actions.actor_of_token(secret=secret, at=at) == NOBODY


@pytest.mark.parametrize("secret", ["", "jaras_", "jaras_\x00", "é" * 100_000, "jaras_\ud800"])
@pytest.mark.django_db
def test_a_strange_key_speaks_for_nobody(secret: str, at: datetime) -> None:
    assert actions.actor_of_token(secret=secret, at=at) == NOBODY


def test_nobody_revokes_the_key_of_another(actor: MakeActor, at: datetime) -> None:
    token, _secret = actions.create_token(name="Tableur", by=actor("operator"), at=at)
    with pytest.raises(NotVisible):
        actions.revoke_token(token=token, by=actor("head"), at=at)


def test_a_governor_holds_no_key(actor: MakeActor, at: datetime) -> None:
    with pytest.raises(Forbidden):
        actions.create_token(name="Tableur", by=actor("governor"), at=at)


def test_language_with_theme_stay_on_the_member(actor: MakeActor, at: datetime) -> None:
    me = actor("operator")
    actions.change_preferences(language="ar", by=me, at=at)
    actions.change_preferences(theme="dark", by=me, at=at)
    member = queries.member_of(me)
    assert (member.language, member.theme) == ("ar", "dark")


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"theme": "pink"}])
def test_an_unknown_preference_is_refused(wrong: dict[str, str], actor: MakeActor, at: datetime) -> None:
    with pytest.raises(Refused):
        actions.change_preferences(**wrong, by=actor("operator"), at=at)


@pytest.mark.django_db
def test_nobody_has_no_preferences(at: datetime) -> None:
    with pytest.raises(Forbidden):
        actions.change_preferences(theme="dark", by=NOBODY, at=at)


def test_a_sign_in_is_in_the_log_without_a_personal_value(actor: MakeActor, at: datetime) -> None:
    actions.note_sign_in(what=SignInChange.SIGNED_IN, by=actor("operator"), at=at)
    assert EventRecord.objects.get(name="SignInChanged").data == {"what": "signed_in"}
