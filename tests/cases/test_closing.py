"""The end of a case: asked by one, approved by another, kept when the person comes back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from jaras.cases import actions, queries
from jaras.cases.actions import closing
from jaras.cases.models import Case, Closure, TimelineEntry
from jaras.cases.queries import day
from jaras.governance.models import Member, actor_of
from jaras.kernel.access import NotVisible
from jaras.kernel.models import EventRecord
from jaras.kernel.refusal import Refused
from jaras.kernel.workflow import IllegalMove, ReasonMissing
from tests import factories

MakeMember = Callable[..., Member]
TODAY = date(2026, 11, 25)
IN_SPRING = date(2027, 3, 1)


@pytest.fixture
def salma(member: MakeMember) -> Member:
    return member("operator", name="Salma")


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent", name="Karim")


@pytest.fixture
def case(salma: Member, at: datetime) -> Case:
    return factories.case(by=salma, at=at)


@pytest.fixture(autouse=True)
def _english() -> None:
    """Refusals are compared as they are written in the code."""
    translation.activate("en")


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def ask(case: Case, by: Member, at: datetime, **said: object) -> Closure:
    told = {"outcome": "FAMILY", "summary": "Rentré chez sa sœur", "follow_up_on": IN_SPRING} | said
    return actions.request_closure(case=fresh(case), by=actor_of(by), at=at, **told)  # type: ignore[arg-type]


def approve(case: Case, by: Member, at: datetime) -> None:
    actions.approve_closure(case=fresh(case), by=actor_of(by), at=at)


def test_one_asks_another_approves(case: Case, salma: Member, karim: Member, at: datetime) -> None:
    actions.plan_next(case=case, what="Voir", who=None, due_at=None, by=actor_of(salma), at=at)
    ask(case, salma, at)
    approve(case, karim, at)
    now, kept = fresh(case), Closure.objects.get()
    assert (now.state, now.next_what) == ("closed", "")
    assert (kept.outcome, kept.follow_up_on, kept.approved) == ("FAMILY", IN_SPRING, True)
    assert (kept.asked_by, kept.answered_by) == (salma, karim)
    line = TimelineEntry.objects.filter(case=case).latest("id")
    assert line.data["verb"] == "close"
    assert [row.name for row in EventRecord.objects.filter(subject="case").order_by("-id")[:2]] == [
        "ClosureAnswered",
        "CaseMoved",
    ]


def test_nobody_approves_their_own(case: Case, salma: Member, at: datetime) -> None:
    closure = ask(case, salma, at)
    with pytest.raises(Refused, match="Another person"):
        approve(case, salma, at)
    assert fresh(case).state == "closure_requested"
    closure.approved, closure.answered_by, closure.answered_at = True, salma, at
    with pytest.raises(IntegrityError), transaction.atomic():  # not even past the actions
        closure.save()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"outcome": "HAPPY"}, "outcome"),
        ({"outcome": ""}, "outcome"),
        ({"summary": " "}, "summary"),
        ({"summary": "x" * 2001}, "summary"),
        ({"follow_up_on": TODAY - timedelta(days=1)}, "follow_up_on"),
        ({"follow_up_on": TODAY + timedelta(days=732)}, "follow_up_on"),
    ],
)
def test_what_cannot_be_right_is_refused(
    said: dict[str, object], field: str, case: Case, salma: Member, at: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        ask(case, salma, at, **said)
    assert (refusal.value.field, fresh(case).state, Closure.objects.count()) == (field, "open", 0)


@pytest.mark.parametrize("day", [None, TODAY, TODAY + timedelta(days=731)])
def test_news_are_taken_within_two_years_or_never(
    day: date | None, case: Case, salma: Member, at: datetime
) -> None:
    assert ask(case, salma, at, follow_up_on=day).follow_up_on == day


def test_who_does_not_see_the_case_ends_nothing(
    case: Case, salma: Member, member: MakeMember, at: datetime
) -> None:
    with pytest.raises(NotVisible):
        ask(case, member("field"), at)
    ask(case, salma, at)
    with pytest.raises(NotVisible):
        approve(case, member("field"), at)


# --- two at once -------------------------------------------------------------------------------


def test_of_two_who_approve_the_second_reads_who_was_first(
    case: Case, salma: Member, karim: Member, member: MakeMember, at: datetime
) -> None:
    meryem = member("referent", name="Meryem")
    ask(case, salma, at)
    seen_by_meryem = fresh(case)  # both have the page open
    approve(case, karim, at)
    with pytest.raises(Refused, match="Karim has closed this case already"):
        actions.approve_closure(case=seen_by_meryem, by=actor_of(meryem), at=at)
    with pytest.raises(Refused, match="Karim has closed this case already"):
        approve(case, meryem, at)
    assert Closure.objects.get().answered_by == karim


def test_of_two_who_ask_one_asks(case: Case, salma: Member, karim: Member, at: datetime) -> None:
    ask(case, salma, at)
    with pytest.raises(Refused, match="asked for already"):
        ask(case, karim, at)
    assert Closure.objects.count() == 1


# --- what must be ended first ------------------------------------------------------------------


@pytest.fixture
def bed_held(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A later package that holds the case back, until the list is emptied."""
    sentences = ["A bed is held."]
    monkeypatch.setattr(closing, "_obstacles", [])
    closing.obstacle(lambda case: sentences)
    return sentences


def test_what_is_not_ended_forbids_to_ask_then_to_approve(
    bed_held: list[str], case: Case, salma: Member, karim: Member, at: datetime
) -> None:
    with pytest.raises(Refused, match="A bed is held"):
        ask(case, salma, at)
    bed_held.clear()
    ask(case, salma, at)
    bed_held.append("Another bed is held.")
    with pytest.raises(Refused, match="Another bed is held"):
        approve(case, karim, at)
    bed_held.clear()
    approve(case, karim, at)
    assert fresh(case).state == "closed"


# --- refused, opened again ---------------------------------------------------------------------


def test_a_refused_closure_says_why_then_may_be_asked_again(
    case: Case, salma: Member, karim: Member, at: datetime
) -> None:
    ask(case, salma, at)
    with pytest.raises(ReasonMissing):
        actions.refuse_closure(case=fresh(case), reason="", by=actor_of(karim), at=at)
    actions.refuse_closure(case=fresh(case), reason="La CNIE manque", by=actor_of(karim), at=at)
    ask(case, karim, at)
    approve(case, salma, at)
    last, first = queries.closures(case)
    assert (first.approved, first.answer, first.answered_by) == (False, "La CNIE manque", karim)
    assert (last.approved, last.asked_by) == (True, karim)


def test_a_case_opened_again_keeps_every_end(case: Case, salma: Member, karim: Member, at: datetime) -> None:
    ask(case, salma, at)
    approve(case, karim, at)
    back = at + timedelta(days=60)
    actions.reopen(case=fresh(case), reason="Il est revenu", by=actor_of(karim), at=back)
    assert fresh(case).state == "reopened"
    with pytest.raises(Refused, match="open again already"):
        actions.reopen(case=fresh(case), reason="Il est revenu", by=actor_of(salma), at=back)
    ask(case, karim, back, outcome="HOUSED")
    approve(case, salma, back)
    assert [(each.outcome, each.reopened_at) for each in queries.closures(case)] == [
        ("HOUSED", None),
        ("FAMILY", back),
    ]


def test_who_leaves_the_province_meanwhile_is_not_waited_for(case: Case, salma: Member, at: datetime) -> None:
    ask(case, salma, at)
    actions.move_case(case=fresh(case), verb="transfer_out", reason="Safi", by=actor_of(salma), at=at)
    kept = Closure.objects.get()
    assert (kept.approved, kept.answered_at, kept.answer) == (False, at, "Safi")


def test_a_case_that_was_never_closed_is_not_opened_again(case: Case, salma: Member, at: datetime) -> None:
    with pytest.raises(IllegalMove):
        actions.reopen(case=case, reason="Il est revenu", by=actor_of(salma), at=at)


# --- news --------------------------------------------------------------------------------------


@pytest.fixture
def closed(case: Case, salma: Member, karim: Member, at: datetime) -> Closure:
    ask(case, salma, at)
    approve(case, karim, at)
    return Closure.objects.get()


def test_news_are_due_on_their_day(closed: Closure, salma: Member, member: MakeMember, at: datetime) -> None:
    by = actor_of(salma)
    assert day.follow_ups_due(by, IN_SPRING - timedelta(days=1), False) == []
    assert day.follow_ups_due(by, IN_SPRING, False) == [closed]
    assert day.follow_ups_due(actor_of(member("field")), IN_SPRING, False) == []


def test_news_taken_are_due_no_more(closed: Closure, salma: Member, at: datetime) -> None:
    then = at + timedelta(days=100)
    actions.take_news(closure=closed, words="Il va bien", by=actor_of(salma), at=then)
    assert day.follow_ups_due(actor_of(salma), IN_SPRING, False) == []
    assert TimelineEntry.objects.filter(text="Il va bien").get().data["verb"] == "news"
    with pytest.raises(Refused, match="taken already"):
        actions.take_news(closure=closed, words="Encore", by=actor_of(salma), at=then)


def test_news_may_be_taken_once_more(closed: Closure, salma: Member, at: datetime) -> None:
    again = date(2027, 6, 1)
    actions.take_news(closure=closed, words="Fragile", again_on=again, by=actor_of(salma), at=at)
    assert day.follow_ups_due(actor_of(salma), IN_SPRING, False) == []
    assert day.follow_ups_due(actor_of(salma), again, False) == [closed]


@pytest.mark.parametrize(
    ("words", "again_on", "field"),
    [("", None, "words"), ("Bien", TODAY - timedelta(days=1), "again_on"), ("Bien", IN_SPRING, "again_on")],
)
def test_news_that_say_nothing_are_refused(
    words: str, again_on: date | None, field: str, closed: Closure, salma: Member, at: datetime
) -> None:
    with pytest.raises(Refused) as refusal:
        actions.take_news(closure=closed, words=words, again_on=again_on, by=actor_of(salma), at=at)
    assert refusal.value.field == field


def test_no_news_are_due_of_a_case_opened_again(
    closed: Closure, case: Case, salma: Member, at: datetime
) -> None:
    actions.reopen(case=fresh(case), reason="Revenu", by=actor_of(salma), at=at)
    assert day.follow_ups_due(actor_of(salma), IN_SPRING, False) == []


def test_due_news_are_for_the_referent_else_for_the_watch(
    closed: Closure, karim: Member, salma: Member, at: datetime
) -> None:
    assert day.follow_ups_due(actor_of(karim), IN_SPRING, False) == []
    Case.objects.update(referent=None)
    assert day.follow_ups_due(actor_of(karim), IN_SPRING, True) == [closed]


def test_a_closure_waits_for_anybody_but_whoever_asked(
    case: Case, salma: Member, karim: Member, member: MakeMember, at: datetime
) -> None:
    ask(case, salma, at)
    waiting = [Closure.objects.get()]
    assert day.closures_to_answer(actor_of(karim)) == waiting
    assert day.closures_to_answer(actor_of(salma)) == []
    assert day.closures_to_answer(actor_of(member("field"))) == []
    approve(case, karim, at)
    assert day.closures_to_answer(actor_of(karim)) == []


def test_a_case_without_a_next_step_is_asked_of_its_referent(
    case: Case, salma: Member, karim: Member, at: datetime
) -> None:
    by = actor_of(salma)
    assert day.without_next(by, False) == [case]
    assert day.without_next(actor_of(karim), True) == []
    actions.plan_next(case=fresh(case), what="Le voir", who=None, due_at=None, by=by, at=at)
    assert day.without_next(by, False) == []
