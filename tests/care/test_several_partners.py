"""One need asked of several partners: the first takes it whole, or each does its part."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from jaras.care import actions, queries
from jaras.care.models import Intervention, Need, Referral, ReferralLetter
from jaras.care.rules import NeedState, ReferralState
from jaras.care.rules.referrals import LetterKind
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import Transition
from jaras.kernel.refusal import Refused
from jaras.partners.models import Service
from tests import factories

HOUR = timedelta(hours=1)
Ask = Callable[..., list[Referral]]


@pytest.fixture
def karim(member: Callable[..., Member]) -> Member:
    return member("referent")


@pytest.fixture
def need(karim: Member, at: datetime) -> Need:
    return factories.need(factories.case(by=karim, at=at), by=karim, at=at, service="ACC-HEB")


@pytest.fixture
def shelters(db: None) -> list[Service]:
    names = ("Dar", "Foyer", "Silat")
    rows = [factories.organisation(name_fr=name, email=f"{name.lower()}@example.org") for name in names]
    return [factories.service(row) for row in rows]


@pytest.fixture
def ask(need: Need, karim: Member, shelters: list[Service], at: datetime) -> Ask:
    """Each shelter with its hours to answer, its part."""

    def asked(*parts: str, hours: tuple[int, ...] = (24, 24, 24)) -> list[Referral]:
        told = parts or ("", "", "")
        rows = [
            actions.Asked(shelter, shelter.reached_at, at + hour * HOUR, part)
            for shelter, hour, part in zip(shelters, hours, told, strict=False)
        ]
        said = actions.Said(agreed="spoken")
        made = actions.refer_to_all(need=need, asked=rows, said=said, key="k", by=actor_of(karim), at=at)
        return [sent.referral for sent in made]

    return asked


def states(*rows: Referral | Need) -> list[str]:
    return [str(type(row).objects.get(pk=row.pk).state) for row in rows]


def accept(referral: Referral, at: datetime) -> bool:
    return actions.accept(referral=referral, by=queries.partner_of(referral), at=at).counts


def decline(referral: Referral, at: datetime) -> None:
    actions.decline(referral=referral, reason="no_place", by=queries.partner_of(referral), at=at)


def complete(referral: Referral, at: datetime) -> None:
    accept(referral, at)
    actions.complete(referral=referral, outcome="Fait", by=queries.partner_of(referral), at=at)


def why_open(need: Need) -> list[str]:
    rows = Transition.objects.filter(subject="need", subject_id=need.pk, verb="reopen")
    return [row.reason for row in rows]


def test_one_declines_one_is_silent_until_its_hour_the_last_keeps_it_until_it_breaks_off(
    ask: Ask, need: Need, at: datetime
) -> None:
    no, silent, yes = ask(hours=(24, 4, 24))
    assert len({row.expires_at for row in (no, silent, yes)}) == 2
    decline(no, at + HOUR)
    assert states(need) == [NeedState.IN_HAND]
    for row in queries.to_expire(at + 5 * HOUR):
        actions.expire(referral=row, by=SYSTEM, at=at + 5 * HOUR)
    assert states(no, silent, yes, need) == ["declined", "expired", "sent", NeedState.IN_HAND]
    decline(yes, at + 6 * HOUR)
    assert states(yes, need) == ["declined", NeedState.OPEN]
    assert len(why_open(need)) == 1


def test_the_first_who_takes_all_of_it_has_it_the_others_are_told(ask: Ask, need: Need, at: datetime) -> None:
    first, second, third = ask()
    assert accept(first, at + HOUR)
    assert states(first, second, third) == ["accepted", "recalled", "recalled"]
    told = ReferralLetter.objects.filter(kind=LetterKind.TAKEN_BACK).values_list("referral", flat=True)
    assert sorted(told) == [second.pk, third.pk]
    assert not accept(second, at + 2 * HOUR)
    assert states(first, second, need) == ["accepted", "recalled", NeedState.IN_HAND]
    assert not why_open(need)
    complete(first, at + 3 * HOUR)
    assert states(need) == [NeedState.MET]


def test_each_does_its_part_and_the_need_is_met_by_the_last(ask: Ask, need: Need, at: datetime) -> None:
    bed, clothes, meals = ask("Un lit", "Des vêtements", "Les repas")
    complete(bed, at + HOUR)
    assert states(bed, clothes, meals, need) == ["completed", "sent", "sent", NeedState.IN_HAND]
    complete(clothes, at + 2 * HOUR)
    complete(meals, at + 3 * HOUR)
    assert states(need) == [NeedState.MET]
    assert Intervention.objects.count() == 3


def test_a_part_that_nobody_does_opens_the_need_with_its_words(
    ask: Ask, need: Need, karim: Member, shelters: list[Service], at: datetime
) -> None:
    bed, clothes = ask("Un lit", "Des vêtements")
    decline(clothes, at + HOUR)
    complete(bed, at + 2 * HOUR)
    assert states(need) == [NeedState.OPEN]
    assert "Des vêtements" in why_open(need)[0]
    again = factories.referral(need, by=karim, to=shelters[2], at=at + 3 * HOUR, part="Des vêtements")
    complete(again, at + 4 * HOUR)
    assert states(need) == [NeedState.MET]


def test_all_or_none_are_asked(need: Need, karim: Member, shelters: list[Service], at: datetime) -> None:
    rows = [actions.Asked(shelters[0], "dar@example.org"), actions.Asked(shelters[1], "foyer")]
    with pytest.raises(Refused) as refused:
        actions.refer_to_all(
            need=need, asked=rows, said=actions.Said(agreed="spoken"), by=actor_of(karim), at=at
        )
    assert refused.value.field == f"email_{shelters[1].pk}"
    assert not Referral.objects.exists()
    assert states(need) == [NeedState.OPEN]


def test_the_same_sending_twice_asks_once(ask: Ask) -> None:
    assert [row.pk for row in ask()] == [row.pk for row in ask()]
    assert Referral.objects.count() == 3


def test_another_is_asked_by_whoever_means_it(
    ask: Ask, need: Need, karim: Member, shelters: list[Service], at: datetime
) -> None:
    first, *_others = ask("", "")
    with pytest.raises(Refused, match="Dar"):
        factories.referral(need, by=karim, to=shelters[0], at=at, beside=True)
    with pytest.raises(Refused):
        factories.referral(need, by=karim, to=shelters[2], at=at)
    accept(first, at + HOUR)
    with pytest.raises(Refused, match="Dar") as refused:
        factories.referral(need, by=karim, to=shelters[2], at=at + HOUR, beside=True)
    assert refused.value.field == "part"
    part = factories.referral(need, by=karim, to=shelters[2], at=at + HOUR, beside=True, part="Les repas")
    assert states(part) == [ReferralState.SENT]


def test_the_database_alone_lets_one_take_it_whole(ask: Ask) -> None:
    first, second, _third = ask()
    Referral.objects.filter(pk=first.pk).update(state="accepted")
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=second.pk).update(state="in_progress")
