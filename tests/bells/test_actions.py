"""A promise: asked, accepted, blocked, handed over, kept; what each may do, what is refused in words."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from jaras.bells import actions, queries
from jaras.bells.actions import Ask
from jaras.bells.models import Bell
from jaras.bells.queries.day import waiting
from jaras.bells.queries.listing import overdue
from jaras.bells.rules import BellState
from jaras.cases import actions as cases
from jaras.cases.models import Case
from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of
from jaras.kernel.access import NotVisible
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import Transition
from jaras.kernel.refusal import Refused
from jaras.kernel.versions import Conflict
from jaras.privacy import actions as privacy
from tests import factories
from tests.bells.bells import DAY, HOUR, rung

MakeMember = Callable[..., Member]


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma")


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent", name="Karim")


@pytest.fixture
def hassan(member: MakeMember) -> Member:
    return member("field", name="Hassan")


def history(bell: Bell) -> list[str]:
    rows = Transition.objects.filter(subject="bell", subject_id=bell.pk).order_by("id")
    return [row.verb for row in rows]


def test_whoever_hangs_it_on_themselves_has_accepted_it(salma: Member, at: datetime) -> None:
    assert rung(salma, salma, at).state == BellState.ACCEPTED


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"what": " "}, "what"),
        ({"what": "x" * 301}, "what"),
        ({"due_at": -HOUR}, "due_at"),
        ({"due_at": 3000 * DAY}, "due_at"),
        ({"review_at": 2 * DAY}, "review_at"),
        ({"role": "CHEF"}, "role"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(
    salma: Member, at: datetime, said: dict[str, object], field: str
) -> None:
    said = {name: at + value if isinstance(value, timedelta) else value for name, value in said.items()}
    with pytest.raises(Refused) as refused:
        rung(salma, salma, at, **said)
    assert refused.value.field == field
    assert not Bell.objects.exists()


def test_nobody_carries_what_they_cannot_open(salma: Member, hassan: Member, at: datetime) -> None:
    case = factories.case(by=salma, restricted=True)
    with pytest.raises(Refused, match="Hassan") as refused:
        rung(salma, hassan, at, case=case)
    assert refused.value.field == "who"
    with pytest.raises(Refused) as refused:
        rung(salma, salma, at, case=case, with_whom=[Ask(member=hassan)])
    assert refused.value.field == "with_whom"
    mine = rung(salma, salma, at, case=case)
    with pytest.raises(Refused):
        actions.offer(bell=mine, to=hassan, by=actor_of(salma), at=at)
    with pytest.raises(Refused):
        actions.block(bell=mine, blocker="MEANS", unblocks="Un taxi", asked=hassan, by=actor_of(salma), at=at)
    assert rung(salma, hassan, at, case=case, undertaking=True).who == hassan
    with pytest.raises(NotVisible):
        rung(hassan, hassan, at, case=case)


def test_a_promise_goes_from_asked_to_done(salma: Member, karim: Member, at: datetime) -> None:
    bell, his, hers = rung(salma, karim, at), actor_of(karim), actor_of(salma)
    with pytest.raises(Refused):
        actions.accept(bell=bell, by=hers, at=at)
    bell = actions.accept(bell=bell, by=his, at=at)
    bell = actions.start(bell=bell, by=his, at=at)
    bell = actions.block(
        bell=bell, blocker="DECISION", unblocks="L’accord du parquet", asked=salma, by=his, at=at
    )
    assert [each.pk for each in waiting(hers, until=at).bells] == [bell.pk], "it is on her day"
    bell = actions.start(bell=bell, by=his, at=at)
    assert (bell.blocker, bell.unblocks, bell.asked) == ("DECISION", "", None)
    with pytest.raises(Refused) as refused:
        actions.finish(bell=bell, evidence=" ", by=his, at=at)
    assert refused.value.field == "evidence"
    bell = actions.finish(
        bell=bell, evidence="Lit 3", content=factories.PDF, name="bon.pdf", by=his, at=at + HOUR
    )
    assert (bell.state, bell.ended_at, bell.is_open) == (BellState.DONE, at + HOUR, False)
    assert bell.proof is not None
    with pytest.raises(Refused):
        actions.reopen(bell=bell, reason="", by=hers, at=at)
    bell = actions.reopen(bell=bell, reason="Le lit était pris", by=hers, at=at + 2 * HOUR)
    assert (bell.state, bell.ended_at, bell.is_open) == (BellState.IN_PROGRESS, None, True)
    assert history(bell) == ["accept", "start", "block", "start", "finish", "reopen"]


def test_somebody_else_is_asked_after_a_decline(
    salma: Member, karim: Member, hassan: Member, at: datetime
) -> None:
    bell, hers = rung(salma, karim, at), actor_of(salma)
    with pytest.raises(Refused):
        actions.decline(bell=bell, reason=" ", by=actor_of(karim), at=at)
    bell = actions.decline(bell=bell, reason="De garde", by=actor_of(karim), at=at)
    assert [each.pk for each in waiting(hers, until=at).bells] == [bell.pk]
    bell = actions.ask(bell=bell, who=hassan, by=hers, at=at)
    assert (bell.who, bell.state) == (hassan, BellState.RUNG)
    bell = actions.ask(bell=bell, who=salma, by=hers, at=at)
    assert (bell.who, bell.state) == (salma, BellState.ACCEPTED)
    with pytest.raises(Refused):
        actions.ask(bell=bell, who=karim, by=hers, at=at)


def test_it_is_handed_over_only_to_someone_who_accepts(
    salma: Member, karim: Member, hassan: Member, at: datetime
) -> None:
    bell = rung(salma, karim, at, how="En taxi", with_whom=[Ask(member=hassan, part="Conduire")])
    bell = actions.accept(bell=bell, by=actor_of(karim), at=at)
    bell = actions.offer(bell=bell, to=hassan, by=actor_of(karim), at=at)
    assert (bell.who, bell.state) == (karim, BellState.ACCEPTED)
    bell = actions.refuse_offer(bell=bell, reason="De garde", by=actor_of(hassan), at=at)
    bell = actions.offer(bell=bell, to=salma, by=actor_of(karim), at=at)
    with pytest.raises(NotVisible):
        actions.take(bell=bell, by=actor_of(factories.member("field")), at=at)
    with pytest.raises(Refused):
        actions.take(bell=bell, by=actor_of(karim), at=at)
    new = actions.take(bell=bell, by=actor_of(salma), at=at + HOUR)
    old = Bell.objects.get(pk=bell.pk)
    assert (old.state, old.ended_at, old.goes_on) == (BellState.HANDED_OVER, at + HOUR, new)
    assert (new.who, new.state, new.due_at, new.how) == (salma, BellState.ACCEPTED, bell.due_at, "En taxi")
    help = new.help.get()
    assert (help.member, help.part) == (hassan, "Conduire"), "who helps goes on, readable under the new key"


def test_another_day_says_why_the_first_stays(salma: Member, karim: Member, at: datetime) -> None:
    bell = rung(salma, karim, at)
    first = bell.due_at
    for wrong in (first, at - HOUR):
        with pytest.raises(Refused) as refused:
            actions.postpone(bell=bell, due_at=wrong, reason="Pluie", by=actor_of(salma), at=at)
        assert refused.value.field == "due_at"
    bell = actions.postpone(bell=bell, due_at=first + DAY, reason="Pluie", by=actor_of(salma), at=at)
    assert (bell.due_at, bell.first_due_at) == (first + DAY, first)
    line = Transition.objects.get(subject="bell", subject_id=bell.pk)
    assert (line.verb, line.reason) == ("postpone", "Pluie")


def test_of_two_hands_at_once_the_second_is_told(salma: Member, karim: Member, at: datetime) -> None:
    rung(salma, karim, at)
    one, other = Bell.objects.get(), Bell.objects.get()
    actions.accept(bell=one, by=actor_of(karim), at=at)
    with pytest.raises(Conflict):
        actions.drop(bell=other, reason="Fait par un autre", by=actor_of(salma), at=at)
    assert history(one) == ["accept"]


def test_a_bell_outlives_whoever_left(
    salma: Member, karim: Member, hassan: Member, member: MakeMember, at: datetime
) -> None:
    bell, head = rung(salma, karim, at), member("head")
    bell = actions.accept(bell=bell, by=actor_of(karim), at=at)
    with pytest.raises(Refused):
        actions.drop(bell=bell, reason="Doublon", by=actor_of(head), at=at)
    for each in (salma, karim):
        governance.suspend(member=each, by=SYSTEM, at=at)
    bell = Bell.objects.get()
    bell = actions.ask(bell=bell, who=hassan, by=actor_of(head), at=at)
    assert (bell.who, bell.state) == (hassan, BellState.RUNG)


def test_a_colleague_says_whether_they_help(
    salma: Member, karim: Member, hassan: Member, at: datetime
) -> None:
    bell = rung(salma, karim, at, with_whom=[Ask(member=hassan)])
    help = bell.help.get()
    assert [each.pk for each in waiting(actor_of(hassan), until=at).help] == [help.pk]
    with pytest.raises(Refused):
        actions.answer_help(help=help, verb="accept", by=actor_of(karim), at=at)
    with pytest.raises(Refused) as refused:
        actions.answer_help(help=help, verb="decline", by=actor_of(hassan), at=at)
    assert refused.value.field == "reason"
    help = actions.answer_help(help=help, verb="accept", by=actor_of(hassan), at=at)
    help = actions.answer_help(help=help, verb="decline", reason="En panne", by=actor_of(hassan), at=at)
    assert (help.state, help.reason) == ("declined", "En panne")
    with pytest.raises(Refused):
        actions.ask_help(bell=bell, asked=Ask(member=hassan), by=actor_of(salma), at=at)


def test_who_sees_a_bell(salma: Member, karim: Member, hassan: Member, at: datetime) -> None:
    sealed = factories.case(by=salma, sealed="violence")
    head = factories.member("head")
    over = rung(SYSTEM, salma, at, case=sealed, undertaking=True)
    plain, mine = rung(salma, salma, at), rung(salma, salma, at, private=True)

    def seen(who: Member) -> set[int]:
        return set(Bell.objects.visible_to(actor_of(who)).values_list("pk", flat=True))

    assert seen(head) == seen(karim) == {plain.pk}
    assert seen(hassan) == set()
    assert seen(salma) == {over.pk, plain.pk, mine.pk}
    assert set(Bell.objects.visible_to(actor_of(salma)).shareable()) == {plain}
    ordinary = rung(karim, karim, at, case=factories.case(by=karim))
    assert ordinary.pk in seen(salma)
    cases.seal(case=Case.objects.get(bells=ordinary), compartment="violence", by=actor_of(karim), at=at)
    assert ordinary.pk not in seen(head)
    assert not Bell.objects.filter(pk=ordinary.pk).shareable().exists()


def test_what_is_overdue_comes_the_longest_first(salma: Member, karim: Member, at: datetime) -> None:
    late, later = rung(salma, karim, at, due_at=at + HOUR), rung(salma, salma, at, due_at=at + 2 * HOUR)
    assert list(overdue(actor_of(salma), at=at + DAY)) == [late, later]


def test_bells_of_an_emptied_file_are_emptied(salma: Member, karim: Member, at: datetime) -> None:
    case = factories.closed_case(by=karim, approved_by=salma)
    open_, done = rung(karim, karim, at, case=case), rung(karim, karim, at, case=case)
    actions.finish(bell=done, evidence="Elle est venue", by=actor_of(karim), at=at)
    other = rung(karim, karim, at)
    privacy.forget(kind="case", ids=[case.pk], by=SYSTEM, at=at + DAY)
    for each in Bell.objects.filter(pk__in=[open_.pk, done.pk]):
        assert (each.what, each.evidence, each.forgotten_at) == ("", "", at + DAY)
    assert Bell.objects.get(pk=open_.pk).state == BellState.DROPPED
    assert Bell.objects.get(pk=other.pk).what == "Appeler le CHP"


def test_may_carry_says_who_opens_the_file(salma: Member, hassan: Member, at: datetime) -> None:
    case = factories.case(by=salma)
    assert queries.may_carry(salma, report=None, case=case, at=at)
    assert not queries.may_carry(hassan, report=None, case=case, at=at)
