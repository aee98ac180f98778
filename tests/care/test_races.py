"""Two hands at the same instant: one wins, the other is told, no word is lost.

PostgreSQL runs the hands at once; SQLite has one writer, so there they follow each other.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from jaras.care import actions, queries
from jaras.care.models import Intervention, Need, Referral, ReferralMessage
from jaras.care.rules import NeedState, ReferralState
from jaras.cases import actions as cases
from jaras.cases.models import Case, Closure
from jaras.governance.models import Member, actor_of
from jaras.kernel.models import Transition
from jaras.kernel.refusal import Refused
from jaras.partners.models import Service
from tests import factories
from tests.hands import AT_ONCE, at_once

pytestmark = pytest.mark.django_db(transaction=AT_ONCE, serialized_rollback=AT_ONCE)
ROUNDS = range(3)


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    return member("referent", name="Karim")


@pytest.fixture
def naima(member: Callable[..., Member]) -> Member:
    return member("referent", name="Naïma")


@pytest.fixture
def case(karim: Member) -> Case:
    return factories.case(by=karim, at=timezone.now())


@pytest.fixture
def dar(case: Case) -> Service:
    return factories.service(factories.organisation(name_fr="Dar Al Karama", email="dar@example.org"))


@pytest.fixture
def silat(case: Case) -> Service:
    return factories.service(factories.organisation(name_fr="Silat", email="silat@example.org"))


def a_need(case: Case, by: Member) -> Need:
    return factories.need(case, by=by, at=timezone.now(), service="ACC-HEB")


def sent(case: Case, by: Member, to: Service) -> Referral:
    return factories.referral(a_need(case, by), by=by, to=to, at=timezone.now())


def state_of(row: Referral | Need | Case) -> str:
    return str(type(row)._default_manager.get(pk=row.pk).state)


def words_of(referral: Referral) -> list[str]:
    return sorted(ReferralMessage.objects.filter(referral=referral).values_list("words", flat=True))


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_who_entrust_a_need_one_is_told_to_whom_it_went(
    _round: int, case: Case, karim: Member, naima: Member, dar: Service, silat: Service
) -> None:
    need = a_need(case, karim)

    def refer(by: Member, to: Service) -> Any:
        return actions.refer(
            need=Need.objects.get(pk=need.pk),
            service=to,
            email=to.reached_at,
            said=actions.Said(agreed="spoken"),
            by=actor_of(by),
            at=timezone.now(),
        )

    came = at_once(partial(refer, karim, dar), partial(refer, naima, silat))
    (refused,) = [each for each in came if isinstance(each, Refused)]
    living = Referral.objects.get()
    assert living.organisation.name in str(refused)
    assert (state_of(living), state_of(need)) == (ReferralState.SENT, NeedState.IN_HAND)


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_partners_who_take_all_of_it_one_has_it(
    _round: int, case: Case, karim: Member, dar: Service, silat: Service
) -> None:
    first = sent(case, karim, dar)
    second = factories.referral(first.need, by=karim, to=silat, at=timezone.now(), beside=True)

    def accept(referral: Referral) -> Any:
        by = queries.partner_of(referral)
        return actions.accept(referral=referral, words="Un lit", by=by, at=timezone.now())

    came = at_once(partial(accept, first), partial(accept, second))
    assert sorted(each.counts for each in came) == [False, True]
    assert sorted([state_of(first), state_of(second)]) == [ReferralState.ACCEPTED, ReferralState.RECALLED]
    assert (words_of(first), words_of(second)) == (["Un lit"], ["Un lit"])


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_yes_and_a_taking_back_leave_one_end_and_both_texts(
    _round: int, case: Case, karim: Member, dar: Service
) -> None:
    referral = sent(case, karim, dar)
    came = at_once(
        lambda: actions.accept(
            referral=referral, words="Ce soir", by=queries.partner_of(referral), at=timezone.now()
        ),
        lambda: actions.recall(
            referral=referral, reason="Un autre lit", by=actor_of(karim), at=timezone.now()
        ),
    )
    assert not [each for each in came if isinstance(each, Exception)]
    assert (state_of(referral), state_of(referral.need)) == (ReferralState.RECALLED, NeedState.OPEN)
    assert words_of(referral) == ["Ce soir"]
    assert Transition.objects.get(subject="referral", verb="recall").reason == "Un autre lit"


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_a_yes_and_a_no_the_first_counts_and_the_words_of_both_stay(
    _round: int, case: Case, karim: Member, dar: Service
) -> None:
    referral = sent(case, karim, dar)
    by = queries.partner_of(referral)
    yes, no = at_once(
        lambda: actions.accept(referral=referral, words="Un lit", by=by, at=timezone.now()),
        lambda: actions.decline(
            referral=referral, reason="no_place", words="Complet", by=by, at=timezone.now()
        ),
    )
    assert yes.counts is not no.counts
    assert state_of(referral) == (ReferralState.ACCEPTED if yes.counts else ReferralState.DECLINED)
    assert words_of(referral) == ["Complet", "Un lit"]


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_who_say_yes_are_both_heard_and_counted_once(
    _round: int, case: Case, karim: Member, dar: Service
) -> None:
    referral = sent(case, karim, dar)
    by = queries.partner_of(referral)

    def accept(words: str) -> Any:
        return actions.accept(referral=referral, words=words, by=by, at=timezone.now())

    assert [each.counts for each in at_once(partial(accept, "Nadia"), partial(accept, "Omar"))] == [True] * 2
    assert words_of(referral) == ["Nadia", "Omar"]

    def complete(words: str) -> Any:
        return actions.complete(referral=referral, outcome=words, by=by, at=timezone.now(), nights=2)

    assert all(each.counts for each in at_once(partial(complete, "Logé"), partial(complete, "Parti")))
    assert (Intervention.objects.count(), state_of(referral.need)) == (1, NeedState.MET)
    assert len(words_of(referral)) == 4


@pytest.mark.parametrize("_round", ROUNDS)
def test_of_two_who_close_a_case_one_reads_who_was_first(
    _round: int, case: Case, karim: Member, naima: Member, member: Callable[..., Member]
) -> None:
    cases.request_closure(
        case=case, outcome="FAMILY", summary="Chez son frère", by=actor_of(karim), at=timezone.now()
    )
    omar = member("referent", name="Omar")

    def approve(by: Member) -> Any:
        return cases.approve_closure(case=Case.objects.get(pk=case.pk), by=actor_of(by), at=timezone.now())

    came = at_once(partial(approve, naima), partial(approve, omar))
    (refused,) = [each for each in came if isinstance(each, Exception)]
    closure = Closure.objects.get()
    assert closure.answered_by is not None
    assert closure.answered_by.name in str(refused)
    assert (state_of(case), closure.approved) == ("closed", True)
    assert Transition.objects.filter(subject="case", verb="close").count() == 1
