"""A lost second step: who may vouch, who may not, what ends, what is told."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from jaras.governance import actions
from jaras.governance.models import AccessToken, LostStep, Member, Session, actor_of, second_step_of
from jaras.governance.queries.lost_steps import code_of, disowned, holds_a_given_step, lost_step_of, mark_of
from jaras.governance.roles import roles, vouch_policy
from jaras.governance.rules import SignInChange, Standing, Voucher, may_vouch
from jaras.kernel.access import Forbidden
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.ops import vouch as command
from tests import factories

MakeMember = Callable[..., Member]
MINUTE = timedelta(minutes=1)


def asks(who: Member, at: datetime) -> LostStep:
    """They held a second step, and say that it is lost."""
    who.refresh_from_db()
    if not who.second_steps:
        Authenticator.objects.create(user=who, type=Authenticator.Type.TOTP, data={})
    return actions.ask_for_vouching(by=actor_of(who), at=at)


def says(voucher: Member, lost: LostStep, at: datetime, **other: str) -> LostStep:
    said = {"code": code_of(lost), "name": lost.member.name} | other
    return actions.vouch(**said, by=actor_of(voucher), at=at)


def on_watch(who: Member, at: datetime) -> Member:
    actions.take_watch(by=actor_of(who), at=at)
    return who


def test_with_two_words_everything_of_theirs_ends(
    member: MakeMember, at: datetime, work: Callable[[], int]
) -> None:
    who, watch, head = member("referent"), on_watch(member("operator"), at), member("head")
    officer = member("dpo")
    actions.create_token(name="Tableur", by=actor_of(who), at=at)
    factories.session(who)
    lost = asks(who, at)
    says(watch, lost, at + MINUTE)
    who.refresh_from_db()
    assert who.second_steps == 1, "one word is not enough"
    says(head, lost, at + 2 * MINUTE)
    who.refresh_from_db()
    assert (who.second_steps, who.sign_outs) == (0, 1)
    assert who.enrol_until == at + 17 * MINUTE
    assert not Session.objects.filter(member=who).exists()
    assert not AccessToken.objects.in_force().exists()
    assert not Authenticator.objects.filter(user=who).exists()
    names = EventRecord.objects.filter(subject="lost_step").order_by("id").values_list("name", flat=True)
    assert list(names) == ["LostStepAsked", "LostStepVouched", "LostStepVouched", "LostStepGiven"]
    given = EventRecord.objects.get(name="LostStepGiven")
    assert given.data == {"member_id": who.pk, "sessions": 1, "tokens": 1, "by_machine": False}
    work()
    void = [letter for letter in mail.outbox if letter.subject.endswith("n’est plus valable")]
    assert {letter.to[0] for letter in void} == {who.email, head.email, officer.email}
    assert watch.name in void[0].body
    assert head.name in void[0].body
    asked = next(letter for letter in mail.outbox if "perdue" in letter.subject)
    assert asked.to == [who.email]


@pytest.mark.parametrize("role", ["head", "dpo", "pole_lead", "governor", "administrator"])
def test_for_those_who_may_harm_most_the_watch_is_not_enough(
    member: MakeMember, at: datetime, role: str
) -> None:
    lost = asks(member(role), at)
    with pytest.raises(Refused):
        says(on_watch(member("operator"), at), lost, at)
    says(member("dpo"), lost, at)
    assert says(member("pole_lead"), lost, at).given_at == at


def test_the_second_word_after_the_watch_is_a_senior_one(member: MakeMember, at: datetime) -> None:
    lost, first, second = asks(member("operator"), at), member("operator"), member("operator")
    says(on_watch(first, at), lost, at)
    actions.end_watch(watch=first.watches.get(), note="", by=actor_of(first), at=at)
    on_watch(second, at)
    with pytest.raises(Refused):
        says(second, lost, at)
    assert says(member("head"), lost, at).given_at == at


@pytest.mark.parametrize("role", ["operator", "administrator", "field", "partner", "governor"])
def test_others_do_not_vouch(member: MakeMember, at: datetime, role: str) -> None:
    lost = asks(member("operator"), at)
    with pytest.raises((Refused, Forbidden)):
        says(member(role), lost, at)


def test_an_administrator_does_not_vouch_whatever_else_they_are(member: MakeMember, at: datetime) -> None:
    lost, both = asks(member("operator"), at), member("head")
    Member.objects.filter(pk=both.pk).update(roles=["head", "administrator"])
    both.refresh_from_db()
    with pytest.raises(Refused):
        says(both, lost, at)


def test_nobody_vouches_for_themselves_nor_twice(member: MakeMember, at: datetime) -> None:
    head, dpo = member("head"), member("dpo")
    lost = asks(head, at)
    with pytest.raises(Refused):
        says(head, lost, at)
    says(dpo, lost, at)
    with pytest.raises(Refused):
        says(dpo, lost, at)
    for who in (head, dpo):
        with pytest.raises(IntegrityError), transaction.atomic():
            LostStep.objects.update(second_by=who)


def test_a_code_without_its_name_opens_nothing(member: MakeMember, at: datetime) -> None:
    who = member("operator", name="Salma El Idrissi")
    lost, head = asks(who, at), member("head")
    for said in ({"name": "Nadia Bennis"}, {"name": ""}, {"name": "Salma"}, {"code": ""}, {"code": "12345x"}):
        with pytest.raises(Refused):
            says(head, lost, at, **said)
    says(head, lost, at, name="el idrissi  SALMA", code=f" {code_of(lost)[:3]} {code_of(lost)[3:]} ")
    lost.refresh_from_db()
    assert lost.first_by == head


def test_a_code_is_worth_fifteen_minutes(member: MakeMember, at: datetime) -> None:
    lost = asks(member("operator"), at)
    assert lost_step_of(code_of(lost), at=at + 14 * MINUTE) == lost
    with pytest.raises(Refused):
        says(member("head"), lost, at + 15 * MINUTE)


def test_wrong_codes_are_counted_even_though_refused(member: MakeMember, at: datetime) -> None:
    lost, head = asks(member("operator"), at), member("head")
    wrong = f"{(int(code_of(lost)) + 1) % 1_000_000:06d}"
    for each in range(vouch_policy().tries):
        with pytest.raises(Refused):
            says(head, lost, at + each * timedelta(seconds=1), code=wrong)
    with pytest.raises(Refused, match="un autre collègue"):
        says(head, lost, at + MINUTE)
    says(member("dpo"), lost, at + MINUTE)


def test_one_ask_at_a_time_and_not_too_often(member: MakeMember, at: datetime) -> None:
    who = member("operator")
    first, second = asks(who, at), asks(who, at + MINUTE)
    assert code_of(first) != code_of(second)
    with pytest.raises(Refused):
        says(member("head"), first, at + MINUTE)
    for minute in (2, 3):
        asks(who, at + minute * MINUTE)
    with pytest.raises(Refused):
        asks(who, at + 4 * MINUTE)
    assert LostStep.objects.filter(ended_at=None).count() == 1, "a refused ask ends nothing"
    asks(who, at + 34 * MINUTE)


def test_whoever_has_none_has_lost_none(member: MakeMember, at: datetime) -> None:
    with pytest.raises(Refused):
        actions.ask_for_vouching(by=actor_of(member("operator")), at=at)


def test_another_password_ends_the_wait(member: MakeMember, at: datetime) -> None:
    who = member("operator")
    lost = asks(who, at)
    actions.note_sign_in(what=SignInChange.PASSWORD_RESET, by=actor_of(who), at=at)
    with pytest.raises(Refused):
        says(member("head"), lost, at)
    assert EventRecord.objects.filter(name="LostStepEnded").count() == 1


def test_the_minutes_are_those_of_the_one_who_asked(member: MakeMember, at: datetime) -> None:
    who = member("operator")
    lost = asks(who, at)
    says(member("head"), lost, at)
    says(member("dpo"), lost, at)
    who.refresh_from_db()
    assert holds_a_given_step(who, lost.pk, at=at + 14 * MINUTE)
    assert not holds_a_given_step(who, lost.pk, at=at + 15 * MINUTE)
    assert not holds_a_given_step(who, lost.pk + 1, at=at)
    assert second_step_of(who).standing(began_at=at, at=at + 15 * MINUTE) is Standing.SHUT
    Authenticator.objects.create(user=who, type=Authenticator.Type.TOTP, data={})
    who.refresh_from_db()
    assert who.enrol_until is None


def test_the_machine_stands_for_both(
    member: MakeMember, at: datetime, capsys: Any, work: Callable[[], int]
) -> None:
    from django.utils import timezone

    who = member("administrator")
    lost = asks(who, timezone.now())
    assert command.vouched("000000" if code_of(lost) != "000000" else "1", who.name) == 1
    assert "opens nothing" in capsys.readouterr().err
    assert command.vouched(code_of(lost), who.name) == 0
    who.refresh_from_db()
    assert who.enrol_until
    assert EventRecord.objects.get(name="LostStepGiven").data["by_machine"] is True
    with pytest.raises(Forbidden):
        actions.vouch_from_the_machine(code="", name="", by=actor_of(member("head")), at=at)
    work()


def test_this_was_not_me(member: MakeMember, at: datetime, work: Callable[[], int]) -> None:
    who, head = member("head"), member("head")
    step = Authenticator.objects.create(user=who, type=Authenticator.Type.TOTP, data={})
    work()
    letter = next(letter for letter in mail.outbox if who.email in letter.to)
    mark = letter.body.split("/not-me/")[1].split("/")[0]
    assert disowned(mark) == (who, step.pk)
    assert disowned(mark + "x") is None
    assert mark == mark_of(step) or disowned(mark_of(step)) == (who, step.pk)
    assert actions.disown_second_step(authenticator_id=step.pk, by=actor_of(who), at=at)
    who.refresh_from_db()
    assert not who.has_usable_password()
    assert second_step_of(who).standing(began_at=at, at=at) is Standing.SHUT
    assert not actions.disown_second_step(authenticator_id=step.pk, by=actor_of(who), at=at)
    work()
    assert head.email in {address for letter in mail.outbox for address in letter.to}
    assert EventRecord.objects.filter(name="SecondStepDisowned").count() == 1


held = st.lists(st.sampled_from(roles().codes()), max_size=4)


@given(held, held, st.booleans(), st.booleans(), st.booleans())
def test_of_two_words_one_at_least_is_senior(
    first: list[str], second: list[str], first_watches: bool, second_watches: bool, strict: bool
) -> None:
    """Whatever roles they hold: never two from the watch, never an administrator, never nobody."""
    policy = vouch_policy()
    one = policy.voucher(first, holds_watch=first_watches)
    other = policy.voucher(second, holds_watch=second_watches)
    if one is None or not may_vouch(one, after=None, strict=strict):
        return
    if other is None or not may_vouch(other, after=one, strict=strict):
        return
    seniors = [Voucher.SENIOR is each for each in (one, other)]
    assert any(seniors)
    assert not strict or all(seniors)
    assert "administrator" not in {*first, *second}
