"""Exceptional access: asked for, in force, ended, told, reviewed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from jaras.governance import actions, jobs
from jaras.governance.models import ExceptionalAccess, Member, actor_of
from jaras.governance.queries import glass
from jaras.governance.rules import AskedBy, GlassState, Pace, next_ask
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.territory.lists import holidays
from jaras.territory.rules.working_days import next_working_day

MakeMember = Callable[..., Member]
CASE = 4321
REASON = "Elle est devant la permanence, blessée, et dit être suivie ici."


def ask(member: Member, at: datetime, *, case: int | None = CASE, **said: Any) -> ExceptionalAccess:
    asked: dict[str, Any] = {
        "asked_by": AskedBy.REFERENCE,
        "said": "K7QF-3M9X",
        "reason": REASON,
        "hours": 2,
    } | said
    return actions.ask_exceptional_access(find=lambda: case, by=actor_of(member, at=at), at=at, **asked)


def opens(member: Member, at: datetime) -> dict[int, int]:
    return dict(actor_of(Member.objects.get(pk=member.pk), at=at).grants)


def test_it_opens_its_case_until_its_hour(member: MakeMember, at: datetime) -> None:
    operator = member("operator")
    given = ask(operator, at)
    assert given.state == GlassState.IN_FORCE
    assert opens(operator, at) == {CASE: given.pk}
    assert opens(operator, at + timedelta(minutes=119)) == {CASE: given.pk}
    assert opens(operator, at + timedelta(hours=2)) == {}, "before any clock of the house passed by"


def test_nearly_every_member_asks_the_database_nothing(
    member: MakeMember, at: datetime, django_assert_num_queries: Any
) -> None:
    operator = Member.objects.get(pk=member("operator").pk)
    with django_assert_num_queries(0):
        assert actor_of(operator, at=at).grants == {}


def test_a_wrong_ask_opens_nothing_but_is_told(member: MakeMember, at: datetime) -> None:
    operator, head = member("operator"), member("head")
    asked = ask(operator, at, case=None)
    assert (asked.state, asked.case_id, opens(operator, at)) == (GlassState.ASKED, None, {})
    head.refresh_from_db()
    assert head.glass_unseen == 1


@pytest.mark.parametrize("found", [CASE, None])
def test_heads_and_officer_get_the_same_letter_whatever_was_found(
    found: int | None, member: MakeMember, at: datetime, work: Callable[[], int]
) -> None:
    operator, head, officer = member("operator", name="Yassine"), member("head"), member("dpo", language="ar")
    member("referent")
    work()
    mail.outbox.clear()
    asked = ask(operator, at, case=found)
    work()
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([head.email, officer.email])
    french = next(letter for letter in mail.outbox if letter.to == [head.email])
    assert REASON in french.body
    assert "Yassine" in french.body
    assert f"/exceptional/{asked.pk}/" in french.body
    assert str(CASE) not in french.body
    assert "K7QF" not in french.body
    asked.refresh_from_db()
    assert asked.told_at is not None
    jobs.tell_of_glass(asked.pk)
    assert len(mail.outbox) == 2, "a second run of the job writes to nobody"


def test_letters_differ_in_nothing_between_right_and_wrong(
    member: MakeMember, at: datetime, work: Callable[[], int]
) -> None:
    operator = member("operator")
    member("head")
    work()
    letters = []
    for found in (CASE, None):
        mail.outbox.clear()
        asked = ask(operator, at, case=found)
        work()
        letters.append((mail.outbox[0].subject, str(mail.outbox[0].body).replace(f"/{asked.pk}/", "/N/")))
    assert letters[0] == letters[1]


def test_only_some_roles_may(member: MakeMember, at: datetime) -> None:
    for role in ("partner", "committee", "governor", "administrator", "dpo", "field"):
        with pytest.raises(Forbidden):
            ask(member(role), at)
    for role in ("operator", "referent", "pole_lead", "head"):
        assert ask(member(role), at).state == GlassState.IN_FORCE


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("reason", {"reason": "urgent"}),
        ("reason", {"reason": "   "}),
        ("reason", {"reason": "La personne de la carte k7qf 3m9x attend dehors."}),
        ("reason", {"reason": "Fatima Zahra Alaoui attend dehors, blessée.", "said": "Alaoui Fatima-Zahra"}),
        ("reason", {"reason": "Elle appelle du 06.61.22.33.44 et crie.", "said": "+212 661 22 33 44"}),
        ("hours", {"hours": 0}),
        ("hours", {"hours": 13}),
    ],
)
def test_what_is_refused_is_refused_before_anything_is_looked_for(
    field: str, said: dict[str, Any], member: MakeMember, at: datetime
) -> None:
    def never() -> int:
        raise AssertionError("looked for")

    asked: dict[str, Any] = {
        "asked_by": AskedBy.NAME,
        "said": "K7QF-3M9X",
        "reason": REASON,
        "hours": 2,
    } | said
    with pytest.raises(Refused) as refusal:
        actions.ask_exceptional_access(find=never, by=actor_of(member("operator")), at=at, **asked)
    assert refusal.value.field == field
    assert not ExceptionalAccess.objects.exists()


def test_a_replayed_form_asks_once(member: MakeMember, at: datetime) -> None:
    operator = member("operator")
    first = ask(operator, at, key="one")
    again = ask(operator, at + timedelta(minutes=1), key="one")
    assert again.pk == first.pk
    assert ask(member("operator"), at, key="one").pk != first.pk, "a key is its member's own"


def test_a_replay_after_the_end_opens_nothing_again(member: MakeMember, at: datetime) -> None:
    operator = member("operator")
    first = ask(operator, at, key="one")
    actions.end_exceptional_access(given=first, by=actor_of(operator), at=at)
    assert ask(operator, at, key="one").state == GlassState.ENDED
    assert opens(operator, at) == {}


def test_two_at_once_end_apart(member: MakeMember, at: datetime) -> None:
    operator = member("operator")
    one, two = ask(operator, at), ask(operator, at, case=CASE + 1, hours=5)
    assert opens(operator, at) == {CASE: one.pk, CASE + 1: two.pk}
    actions.end_exceptional_access(given=two, by=actor_of(operator), at=at)
    assert opens(operator, at) == {CASE: one.pk}
    actions.end_exceptional_access(given=one, by=actor_of(operator), at=at)
    assert Member.objects.get(pk=operator.pk).grants_until is None


def test_the_same_case_twice_stays_open_as_long_as_one_of_them(member: MakeMember, at: datetime) -> None:
    operator = member("operator")
    short, long = ask(operator, at, hours=1), ask(operator, at, hours=3)
    assert opens(operator, at) == {CASE: long.pk}
    actions.end_exceptional_access(given=long, by=actor_of(operator), at=at)
    assert opens(operator, at) == {CASE: short.pk}


def test_it_lapses_by_itself(member: MakeMember, at: datetime) -> None:
    operator = member("operator")
    given = ask(operator, at)  # long past by the clock of the machine
    jobs.lapse_glass()
    given.refresh_from_db()
    assert (given.state, given.ended_at) == (GlassState.ENDED, given.until)
    jobs.lapse_glass()
    assert EventRecord.objects.filter(name="GlassEnded").count() == 1


def test_the_head_may_end_it_at_once_others_may_not(member: MakeMember, at: datetime) -> None:
    operator = member("operator")
    given = ask(operator, at)
    with pytest.raises(NotVisible):
        actions.end_exceptional_access(given=given, by=actor_of(member("operator")), at=at)
    actions.end_exceptional_access(given=given, by=actor_of(member("head")), at=at)
    assert opens(operator, at) == {}


def test_a_lost_role_or_a_suspension_closes_it(member: MakeMember, at: datetime) -> None:
    operator = member("operator")
    ask(operator, at)
    operator.refresh_from_db()
    operator.roles = ["governor"]
    assert actor_of(operator, at=at).grants == {}
    operator.roles, operator.is_active = ["operator"], False
    assert actor_of(operator, at=at).grants == {}


def test_no_program_breaks_the_glass(member: MakeMember, at: datetime) -> None:
    operator = member("operator")
    _token, secret = actions.create_token(name="program", by=actor_of(operator), at=at)
    ask(operator, at)
    assert actions.actor_of_token(secret=secret, at=at).grants == {}


def test_past_the_quota_one_waits_but_is_never_locked_out(member: MakeMember, at: datetime) -> None:
    operator = member("operator")
    for number in range(6):
        ask(operator, at + timedelta(seconds=number), case=None)
    with pytest.raises(Refused, match="02:21"):
        ask(operator, at + timedelta(minutes=1))
    assert ask(operator, at + timedelta(minutes=11)).state == GlassState.IN_FORCE
    assert ask(member("operator"), at).state == GlassState.IN_FORCE, "nobody spends the asks of a colleague"


def test_the_pace_in_plain_figures(at: datetime) -> None:
    pace, asked = Pace(2, timedelta(minutes=10)), [at - timedelta(hours=1), at - timedelta(minutes=4)]
    assert next_ask(asked[:1], pace, at=at) == at
    assert next_ask(asked, pace, at=at) == at + timedelta(minutes=6)
    assert next_ask([each - timedelta(days=1) for each in asked], pace, at=at) == at


def test_review_is_due_on_the_next_working_day(member: MakeMember, at: datetime) -> None:
    assert ask(member("operator"), at).review_on == date(2026, 11, 26)
    assert next_working_day(date(2026, 11, 27), holidays()) == date(2026, 11, 30), "Friday, then Monday"
    assert next_working_day(date(2026, 12, 31), holidays()) == date(2027, 1, 4), "New Year on a Friday"


def test_a_review_says_whether_it_was_justified(member: MakeMember, at: datetime) -> None:
    head, operator = member("head"), member("operator")
    given = ask(operator, at)
    with pytest.raises(Refused, match="vigueur"):
        actions.review_exceptional_access(given=given, justified=True, words="Oui.", by=actor_of(head), at=at)
    actions.end_exceptional_access(given=given, by=actor_of(operator), at=at)
    with pytest.raises(Refused):
        actions.review_exceptional_access(given=given, justified=True, words="  ", by=actor_of(head), at=at)
    with pytest.raises(Forbidden):
        actions.review_exceptional_access(
            given=given, justified=True, words="Oui.", by=actor_of(operator), at=at
        )
    actions.review_exceptional_access(given=given, justified=False, words="Non.", by=actor_of(head), at=at)
    with pytest.raises(Refused, match="déjà"):
        actions.review_exceptional_access(given=given, justified=True, words="Oui.", by=actor_of(head), at=at)
    (use,) = glass.glass_uses(actor_of(head), at=at, today=at.date())
    assert (use.asked, use.in_vain, use.unjustified) == (1, 0, 1)


def test_nobody_reviews_their_own(member: MakeMember, at: datetime) -> None:
    head, other = member("head"), member("head")
    given = actions.end_exceptional_access(given=ask(head, at), by=actor_of(head), at=at)
    with pytest.raises(Refused, match="propre"):
        actions.review_exceptional_access(given=given, justified=True, words="Oui.", by=actor_of(head), at=at)
    assert glass.glass_to_review(actor_of(head)) == []
    assert glass.glass_to_review(actor_of(other)) == [given]
    with pytest.raises(IntegrityError), transaction.atomic():
        ExceptionalAccess.objects.filter(pk=given.pk).update(reviewed_by=head)


def test_a_wrong_ask_is_reviewed_too(member: MakeMember, at: datetime) -> None:
    head = member("head")
    asked = ask(member("operator"), at, case=None)
    actions.review_exceptional_access(
        given=asked, justified=False, words="Au hasard.", by=actor_of(head), at=at
    )
    (use,) = glass.glass_uses(actor_of(head), at=at, today=at.date())
    assert (use.in_vain, use.unjustified) == (1, 1)


def test_notices_are_seen_once(member: MakeMember, at: datetime) -> None:
    head = member("head")
    ask(member("operator"), at)
    for _ in range(2):
        actions.see_glass_notices(by=actor_of(head), at=at)
    head.refresh_from_db()
    assert head.glass_unseen == 0
    assert EventRecord.objects.filter(name="GlassNoticesSeen").count() == 1


def test_the_log_names_nobody_and_repeats_nothing(member: MakeMember, at: datetime) -> None:
    ask(member("operator"), at)
    told = str(list(EventRecord.objects.filter(subject="exceptional_access").values_list("data", flat=True)))
    assert "K7QF" not in told
    assert REASON not in told
