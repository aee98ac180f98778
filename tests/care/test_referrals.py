"""A need entrusted to a partner: sent, taken back, answered; whatever comes late is said and kept."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from jaras.care import actions, jobs, queries
from jaras.care.models import Intervention, Need, Referral, ReferralLetter, ReferralMessage
from jaras.care.rules import Door, NeedState, ReferralState
from jaras.care.rules.referrals import LetterKind, MessageKind
from jaras.cases import actions as cases
from jaras.cases.models import TimelineEntry
from jaras.cases.rules import Entry
from jaras.governance.models import Member, actor_of
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import EventRecord, Level, Transition
from jaras.kernel.refusal import Refused
from jaras.partners import actions as partners
from jaras.partners.models import Service
from tests import factories

MakeMember = Callable[..., Member]
HOUR = timedelta(hours=1)


@pytest.fixture
def karim(member: MakeMember) -> Member:
    return member("referent")


@pytest.fixture
def dar(db: None) -> Service:
    return factories.service(factories.organisation(name_fr="Dar", email="dar@example.org"))


@pytest.fixture
def need(karim: Member, at: datetime) -> Need:
    return factories.need(factories.case(by=karim, at=at), by=karim, at=at, service="ACC-HEB")


@pytest.fixture
def sent(need: Need, karim: Member, dar: Service, at: datetime) -> Referral:
    return factories.referral(need, by=karim, to=dar, at=at)


def partner(referral: Referral) -> Actor:
    return queries.partner_of(referral)


def state_of(thing: Referral | Need) -> str:
    return str(type(thing).objects.get(pk=thing.pk).state)


def told(referral: Referral) -> list[str]:
    rows = TimelineEntry.objects.filter(case=referral.case, kind=Entry.REFERRAL).order_by("id")
    return [row.data["verb"] for row in rows]


# --- sending ---------------------------------------------------------------------------------


def test_a_sent_referral_takes_the_need_in_hand(sent: Referral, need: Need, at: datetime) -> None:
    assert (sent.state, state_of(need)) == (ReferralState.SENT, NeedState.IN_HAND)
    assert sent.expires_at == at + timedelta(hours=120)
    assert sent.remind_at == at + timedelta(hours=48)
    assert told(sent) == ["send"]
    assert EventRecord.objects.get(name="ReferralMoved").data["verb"] == "send"
    assert ReferralLetter.objects.get().kind == LetterKind.REQUEST


@pytest.mark.parametrize(
    ("urgent", "case_urgency", "hours"),
    [
        (True, "IMMEDIAT", (1, 4)),
        (True, "SEMAINE", (6, 24)),
        (True, "", (6, 24)),
        (False, "IMMEDIAT", (48, 120)),
        (False, "", (48, 120)),
        (False, "AUCUNE", (120, 336)),
    ],
)
def test_how_long_a_partner_has_is_the_urgency_of_the_need(
    urgent: bool, case_urgency: str, hours: tuple[int, int], karim: Member, dar: Service, at: datetime
) -> None:
    case = factories.case(by=karim, at=at, urgency=case_urgency)
    need = factories.need(case, by=karim, at=at, service="ACC-HEB", urgent=urgent)
    sent = factories.referral(need, by=karim, to=dar, at=at)
    assert (sent.remind_at, sent.expires_at) == (at + hours[0] * HOUR, at + hours[1] * HOUR)


def test_a_shorter_delay_moves_the_reminder_with_it(
    need: Need, karim: Member, dar: Service, at: datetime
) -> None:
    sent = factories.referral(need, by=karim, to=dar, at=at, expires_at=at + 10 * HOUR)
    assert sent.remind_at == at + 4 * HOUR


def test_the_same_key_asks_once(need: Need, karim: Member, dar: Service, at: datetime) -> None:
    first = factories.referral(need, by=karim, to=dar, at=at, key="k")
    assert factories.referral(need, by=karim, to=dar, at=at, key="k").pk == first.pk
    assert Referral.objects.count() == ReferralLetter.objects.count() == 1


def test_one_need_waits_for_one_partner(sent: Referral, need: Need, karim: Member, at: datetime) -> None:
    with pytest.raises(Refused, match="Dar"):
        factories.referral(need, by=karim, at=at)


def test_the_database_itself_refuses_two_partners_for_one_need(sent: Referral) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(
            case=sent.case,
            need=sent.need,
            service=sent.service,
            organisation=sent.organisation,
            state=ReferralState.SENT,
            nonce="other",
            at=sent.at,
        )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "dar"}, "email"),
        ({"shared": ["telephone"]}, "shared"),
        ({"message": "x" * 2001}, "message"),
        ({"expires_at": timedelta(minutes=5)}, "expires_at"),
        ({"expires_at": timedelta(days=61)}, "expires_at"),
    ],
)
def test_what_cannot_be_sent_is_refused_beside_its_field(
    wrong: dict[str, Any], field: str, need: Need, karim: Member, dar: Service, at: datetime
) -> None:
    wrong = {name: at + v if isinstance(v, timedelta) else v for name, v in wrong.items()}
    with pytest.raises(Refused) as refusal:
        factories.referral(need, by=karim, to=dar, at=at, **wrong)
    assert refusal.value.field == field
    assert state_of(need) == NeedState.OPEN


def test_a_settled_need_and_an_ended_case_are_not_referred(
    need: Need, karim: Member, dar: Service, at: datetime, member: MakeMember
) -> None:
    actions.meet(need=need, by=actor_of(karim), at=at)
    with pytest.raises(Refused, match="rouvrez"):
        factories.referral(need, by=karim, to=dar, at=at)
    other = factories.need(need.case, by=karim, at=at, service="ACC-VET")
    cases.move_case(case=need.case, verb="transfer_out", reason="Parti", by=actor_of(karim), at=at)
    with pytest.raises(Refused):
        factories.referral(Need.objects.get(pk=other.pk), by=karim, to=dar, at=at)


def test_a_retired_service_is_not_asked(need: Need, karim: Member, dar: Service, at: datetime) -> None:
    dar.active = False
    dar.save()
    with pytest.raises(Refused) as refusal:
        factories.referral(need, by=karim, to=dar, at=at)
    assert refusal.value.field == "service"


def test_who_may_not_refer_may_not(need: Need, member: MakeMember, dar: Service, at: datetime) -> None:
    with pytest.raises(Forbidden):
        factories.referral(need, by=member("field"), to=dar, at=at)
    hidden = factories.need(
        factories.case(by=member("referent"), at=at, restricted=True),
        by=member("head"),
        at=at,
        service="ACC-HEB",
    )
    with pytest.raises(NotVisible):
        factories.referral(hidden, by=member("operator"), to=dar, at=at)


# --- answering -------------------------------------------------------------------------------


def test_the_whole_way_of_a_yes(sent: Referral, need: Need, at: datetime) -> None:
    by = partner(sent)
    actions.see(referral=sent, by=by, at=at)
    actions.accept(referral=sent, words="Ce soir à 20 h", signed="Nadia", by=by, at=at)
    actions.start(referral=sent, by=by, at=at)
    heard = actions.complete(referral=sent, outcome="Logé trois nuits", by=by, at=at)
    assert heard.counts
    assert (state_of(sent), state_of(need)) == (ReferralState.COMPLETED, NeedState.MET)
    help_given = Intervention.objects.get()
    assert (help_given.code, help_given.state, help_given.organisation) == (
        "ACC-HEB", "done", sent.organisation,
    )  # fmt: skip
    assert (help_given.need, help_given.referral) == (need, sent)
    verbs = Transition.objects.filter(subject="referral").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["send", "see", "accept", "start", "complete"]
    assert told(sent) == ["send", "accept", "start", "complete"]
    assert [m.words for m in ReferralMessage.objects.all()] == ["Ce soir à 20 h", "Logé trois nuits"]


def test_a_no_opens_the_need_again_with_the_reason(sent: Referral, need: Need, at: datetime) -> None:
    actions.decline(referral=sent, reason="no_place", words="Complet", by=partner(sent), at=at)
    assert (state_of(sent), state_of(need)) == (ReferralState.DECLINED, NeedState.OPEN)
    reason = Transition.objects.get(subject="need", verb="reopen").reason
    assert reason == "Pas de place: Complet"


def test_an_interruption_opens_the_need_again(sent: Referral, need: Need, at: datetime) -> None:
    actions.accept(referral=sent, by=partner(sent), at=at)
    actions.interrupt(referral=sent, reason="Il est parti", by=partner(sent), at=at)
    assert (state_of(sent), state_of(need)) == (ReferralState.INTERRUPTED, NeedState.OPEN)


def test_a_no_says_why(sent: Referral, at: datetime) -> None:
    for reason, words, field in (("", "", "reason"), ("bored", "", "reason"), ("other", " ", "words")):
        with pytest.raises(Refused) as refusal:
            actions.decline(referral=sent, reason=reason, words=words, by=partner(sent), at=at)
        assert refusal.value.field == field
    assert state_of(sent) == ReferralState.SENT


def test_answering_twice_changes_nothing(sent: Referral, at: datetime) -> None:
    for _time in range(2):
        assert actions.accept(referral=sent, words="Oui", key="a", by=partner(sent), at=at).counts
    assert ReferralMessage.objects.count() == 1
    assert told(sent) == ["send", "accept"]
    for _time in range(2):
        assert actions.complete(referral=sent, outcome="Logé", key="b", by=partner(sent), at=at).counts
    assert Intervention.objects.count() == 1


def test_a_shelter_says_how_many_nights_it_gave(sent: Referral, at: datetime) -> None:
    actions.accept(referral=sent, by=partner(sent), at=at)
    actions.complete(referral=sent, outcome="Logé", nights=3, by=partner(sent), at=at)
    assert Intervention.objects.get().nights == 3
    assert ReferralMessage.objects.get().words == "Logé\n3 nuits"


def test_nights_that_are_told_too_late_are_kept_in_words(sent: Referral, karim: Member, at: datetime) -> None:
    actions.recall(referral=sent, reason="Autre lit", by=actor_of(karim), at=at)
    assert not actions.complete(referral=sent, outcome="Logé", nights=1, by=partner(sent), at=at).counts
    assert ReferralMessage.objects.get().words == "Logé\n1 nuit"
    assert not Intervention.objects.exists()


@pytest.mark.parametrize(
    ("first", "then", "stands"),
    [
        ("accept", "decline", ReferralState.ACCEPTED),
        ("decline", "accept", ReferralState.DECLINED),
        ("recall", "accept", ReferralState.RECALLED),
        ("recall", "decline", ReferralState.RECALLED),
        ("expire", "accept", ReferralState.EXPIRED),
        ("expire", "complete", ReferralState.EXPIRED),
    ],
)
def test_an_answer_that_comes_too_late_is_said_and_kept(
    first: str, then: str, stands: str, sent: Referral, karim: Member, at: datetime
) -> None:
    later = at + timedelta(days=20) if first == "expire" else at
    by, words = partner(sent), "Finalement"
    if first == "recall":
        actions.recall(referral=sent, reason="Autre lit", by=actor_of(karim), at=at)
    elif first == "expire":
        actions.expire(referral=sent, by=SYSTEM, at=later)
    elif first == "accept":
        actions.accept(referral=sent, by=by, at=at)
    else:
        actions.decline(referral=sent, reason="too_far", by=by, at=at)
    if then == "accept":
        heard = actions.accept(referral=sent, words=words, by=by, at=later)
    elif then == "complete":
        heard = actions.complete(referral=sent, outcome=words, by=by, at=later)
    else:
        heard = actions.decline(referral=sent, reason="other", words=words, by=by, at=later)
    assert not heard.counts
    assert (heard.referral.state, state_of(sent)) == (stands, stands)
    kept = ReferralMessage.objects.get()
    assert (kept.kind, kept.words) == (MessageKind.LATE, "Finalement")


def test_an_answer_after_the_hour_is_late_before_the_clock_rings(
    sent: Referral, need: Need, at: datetime
) -> None:
    heard = actions.accept(referral=sent, words="Oui", by=partner(sent), at=at + timedelta(days=6))
    assert not heard.counts
    assert (state_of(sent), state_of(need)) == (ReferralState.EXPIRED, NeedState.OPEN)


def test_a_need_settled_meanwhile_stays_settled(
    sent: Referral, need: Need, karim: Member, at: datetime
) -> None:
    actions.accept(referral=sent, by=partner(sent), at=at)
    actions.give_up(need=Need.objects.get(pk=need.pk), reason="Parti", by=actor_of(karim), at=at)
    actions.complete(referral=sent, outcome="Logé", by=partner(sent), at=at)
    assert state_of(need) == NeedState.GIVEN_UP
    assert Intervention.objects.count() == 1


def test_another_organisation_answers_nothing(
    sent: Referral, at: datetime, actor: Callable[..., Actor]
) -> None:
    for by in (actor("partner"), actor("governor"), Actor(organisation_id=sent.organisation_id)):
        with pytest.raises(NotVisible):
            actions.accept(referral=sent, by=by, at=at)
        with pytest.raises(NotVisible):
            actions.ask(referral=sent, words="Qui est-ce ?", by=by, at=at)


def test_the_cell_writes_down_what_was_said_on_the_telephone(
    sent: Referral, karim: Member, at: datetime
) -> None:
    heard = actions.accept(referral=sent, words="Dit par téléphone", by=actor_of(karim), at=at)
    assert heard.counts
    assert ReferralMessage.objects.get().by == karim


# --- writing to each other -------------------------------------------------------------------


def test_a_question_waits_until_it_is_answered(sent: Referral, karim: Member, at: datetime) -> None:
    actions.ask(referral=sent, words="A-t-il un traitement ?", by=partner(sent), at=at)
    (followed,) = queries.referrals_of(sent.case, actor_of(karim))
    assert followed.asked
    actions.reply(referral=sent, words="Non", key="r", by=actor_of(karim), at=at)
    actions.reply(referral=sent, words="Non", key="r", by=actor_of(karim), at=at)
    (followed,) = queries.referrals_of(sent.case, actor_of(karim))
    assert not followed.asked
    assert [m.kind for m in followed.messages] == [MessageKind.QUESTION, MessageKind.ANSWER]
    assert ReferralLetter.objects.filter(kind=LetterKind.ANSWER).count() == 1
    assert told(sent) == ["send", "question", "answer"]


def test_news_after_the_end_are_kept_as_late(sent: Referral, karim: Member, at: datetime) -> None:
    actions.recall(referral=sent, reason="Autre lit", by=actor_of(karim), at=at)
    message = actions.report_back(referral=sent, words="Il est venu", by=partner(sent), at=at)
    assert message.kind == MessageKind.LATE


def test_nobody_answers_a_partner_who_would_not_read_it(sent: Referral, karim: Member, at: datetime) -> None:
    actions.recall(referral=sent, reason="Autre lit", by=actor_of(karim), at=at)
    with pytest.raises(Refused):
        actions.reply(referral=sent, words="Merci", by=actor_of(karim), at=at)


# --- taking back, sending again, the clock ---------------------------------------------------


def test_taking_back_kills_the_link_and_opens_the_need(
    sent: Referral, need: Need, karim: Member, at: datetime
) -> None:
    token = queries.token_of(sent)
    recalled = actions.recall(referral=sent, reason="Un lit s'est libéré", by=actor_of(karim), at=at)
    known = queries.knock(token)
    assert known is not None
    assert not known.current
    assert recalled.nonce != sent.nonce
    assert state_of(need) == NeedState.OPEN
    with pytest.raises(Refused):
        actions.recall(referral=sent, reason="Encore", by=actor_of(karim), at=at)


def test_whoever_does_its_work_no_more_is_not_asked_again(
    sent: Referral, karim: Member, at: datetime
) -> None:
    after = factories.organisation(name_fr="Dar Al Amal")
    partners.replace(organisation=sent.organisation, successor=after, by=SYSTEM, at=at)
    with pytest.raises(Refused, match="Dar Al Amal"):
        actions.resend(referral=sent, by=actor_of(karim), at=at)
    actions.recall(referral=sent, reason="Dar Al Amal", by=actor_of(karim), at=at)


def test_a_referral_sent_again_has_a_new_link_and_a_new_delay(
    sent: Referral, karim: Member, at: datetime
) -> None:
    token, later = queries.token_of(sent), at + timedelta(days=2)
    again = actions.resend(referral=sent, email="lits@example.org", by=actor_of(karim), at=later).referral
    old, new = queries.knock(token), queries.knock(queries.token_of(again))
    assert old is not None
    assert new is not None
    assert (old.current, new.current) == (False, True)
    assert (again.email, again.expires_at) == ("lits@example.org", later + timedelta(hours=120))


def test_the_clock_reminds_once_then_gives_the_need_back(
    sent: Referral, need: Need, at: datetime, work: Callable[[], int]
) -> None:
    def clock(now: datetime) -> None:
        for row in queries.to_expire(now):
            actions.expire(referral=row, by=SYSTEM, at=now)
        for row in queries.to_remind(now):
            actions.remind(referral=row, by=SYSTEM, at=now)

    clock(at + 47 * HOUR)
    assert ReferralLetter.objects.count() == 1
    for _time in range(2):
        clock(at + 49 * HOUR)
    assert list(ReferralLetter.objects.values_list("kind", flat=True)) == ["request", "reminder"]
    for _time in range(2):
        clock(at + 121 * HOUR)
    assert (state_of(sent), state_of(need)) == (ReferralState.EXPIRED, NeedState.OPEN)
    assert told(sent) == ["send", "remind", "expire"]
    work()
    assert mail.outbox == []  # whoever was late to send them finds a referral that is over


def test_the_worker_runs_the_clock(sent: Referral, need: Need) -> None:
    """The referral of the test was sent on a day long past or to come: the real clock decides."""
    Referral.objects.filter(pk=sent.pk).update(expires_at=sent.at - timedelta(days=3650))
    jobs.follow_referrals()
    assert state_of(sent) == ReferralState.EXPIRED
    jobs.follow_referrals()
    assert Transition.objects.filter(subject="referral", verb="expire").count() == 1


# --- the code told by telephone ---------------------------------------------------------------


@pytest.fixture
def restricted(karim: Member, dar: Service, at: datetime) -> tuple[Referral, str]:
    case = factories.case(by=karim, at=at, restricted=True)
    need = factories.need(case, by=karim, at=at, service="ACC-HEB")
    said = actions.Said(agreed="spoken")
    sent = actions.refer(
        need=need, service=dar, email="dar@example.org", said=said, by=actor_of(karim), at=at
    )
    return sent.referral, sent.code


def test_a_restricted_case_asks_a_code_that_is_not_kept(restricted: tuple[Referral, str]) -> None:
    sent, code = restricted
    assert (sent.door, len(code), code.isdecimal()) == (Door.CODE, 6, True)
    assert code not in sent.code_digest


def test_the_code_opens_however_it_is_typed(restricted: tuple[Referral, str], at: datetime) -> None:
    sent, code = restricted
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for typed in (code, f" {code[:3]} {code[3:]} ", arabic):
        assert actions.try_code(referral=sent, code=typed, by=partner(sent), at=at)
    assert not actions.try_code(referral=sent, code="", by=partner(sent), at=at)


def test_a_guesser_is_stopped_after_five_tries_even_with_the_right_code(
    restricted: tuple[Referral, str], at: datetime
) -> None:
    sent, code = restricted
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _try in range(5):
        assert not actions.try_code(referral=sent, code=wrong, by=partner(sent), at=at)
    with pytest.raises(actions.TooManyTries):
        actions.try_code(referral=sent, code=code, by=partner(sent), at=at)
    later = at + timedelta(minutes=16)
    assert actions.try_code(referral=sent, code=code, by=partner(sent), at=later)


def test_a_patient_guesser_has_twenty_tries_a_day(restricted: tuple[Referral, str], at: datetime) -> None:
    sent, code = restricted
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    tried = 0
    for quarter in range(90):
        try:
            actions.try_code(
                referral=sent, code=wrong, by=partner(sent), at=at + quarter * timedelta(minutes=16)
            )
            tried += 1
        except actions.TooManyTries:
            continue
    assert tried <= 21


def test_a_new_code_closes_what_the_old_one_opened(
    restricted: tuple[Referral, str], karim: Member, at: datetime
) -> None:
    sent, code = restricted
    given = queries.pass_for(sent)
    assert queries.passes(sent, given)
    fresh = actions.make_code(referral=sent, by=actor_of(karim), at=at)
    now = Referral.objects.get(pk=sent.pk)
    assert not queries.passes(now, given)
    assert actions.try_code(referral=now, code=fresh, by=partner(sent), at=at)
    if fresh != code:
        assert not actions.try_code(referral=now, code=code, by=partner(sent), at=at)


def test_an_ordinary_case_has_no_code_until_it_is_restricted(
    sent: Referral, karim: Member, at: datetime
) -> None:
    with pytest.raises(Refused):
        actions.make_code(referral=sent, by=actor_of(karim), at=at)
    cases.set_level(case=sent.case, level=Level.RESTRICTED, by=actor_of(karim), at=at)
    known = queries.knock(queries.token_of(sent))
    assert known is not None
    assert known.door == Door.CODE
    assert len(actions.make_code(referral=sent, by=actor_of(karim), at=at)) == 6


@pytest.mark.parametrize(
    "token", ["", "x", "1", "WzEsIngiXQ", "a:b", "é" * 50, "x" * 5000, "W10:sig", "bnVsbA:x"]
)
def test_a_made_up_link_leads_nowhere(token: str, sent: Referral) -> None:
    assert queries.knock(token) is None


def test_no_sign_of_a_link_can_be_changed(sent: Referral) -> None:
    token = queries.token_of(sent)
    for place in range(len(token)):
        other = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        known = queries.knock(other)
        assert known is None, place
