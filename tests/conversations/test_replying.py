"""An answer: on its way, held, stopped, failed, put right; told how far it came."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django_q.models import OrmQ

from jaras.conversations import actions, jobs
from jaras.conversations.models import Conversation, Heard, Reply
from jaras.conversations.queries import Tray, tray
from jaras.conversations.rules.states import ConversationState, ReplyState
from jaras.intake.models import Report
from jaras.kernel import transports
from jaras.kernel.access import Forbidden, NotVisible
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import Transition
from jaras.kernel.refusal import Refused
from jaras.kernel.transports import NotSent, Went
from tests.conversations.conftest import conversation
from tests.wires import Wire

Says = Callable[..., Heard]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def talk(says: Says, actor: Callable[..., Actor], at: datetime) -> Conversation:
    """Somebody wrote, nothing was said by itself."""
    actions.set_channel(code="whatsapp", acknowledges=False, by=actor("head"), at=at)
    says("Une dame dort devant la gare")
    return conversation()


def answered(talk: Conversation, by: Actor, at: datetime, **more: Any) -> Reply:
    said: dict[str, Any] = {"words": "Nous nous en occupons."}
    return actions.reply(conversation=talk, by=by, at=at, **(said | more))


def sent(said: Reply, at: datetime) -> Reply:
    with time_machine.travel(at, tick=False):
        jobs.send_reply(said.pk)
    return Reply.objects.get(pk=said.pk)


def test_an_answer_goes_back_the_way_it_came(
    talk: Conversation, wire: Wire, salma: Actor, at: datetime
) -> None:
    said = sent(answered(talk, salma, at), at)
    assert [(each.to, each.text) for each in wire.sent] == [("+212600000001", "Nous nous en occupons.")]
    assert (said.state, said.sent_at) == (ReplyState.SENT, at)
    talk.refresh_from_db()
    assert (talk.state, talk.waiting_since) == (ConversationState.ANSWERED, None)
    assert talk.assigned_to_id == salma.member_id, "whoever answers has it in hand"


def test_how_far_it_came_is_told_whatever_the_order(talk: Conversation, salma: Actor, at: datetime) -> None:
    said = sent(answered(talk, salma, at), at)
    for went, minute in ((Went.READ, 2), (Went.DELIVERED, 1), (Went.READ, 3), (Went.FAILED, 4)):
        transports.told("whatsapp", "ours-1", went, at=at + minute * MINUTE, code="131026")
    said.refresh_from_db()
    assert (said.state, said.read_at, said.fault) == (ReplyState.READ, at + 2 * MINUTE, "")
    steps = Transition.objects.filter(subject="reply", subject_id=said.pk).order_by("id")
    assert list(steps.values_list("verb", flat=True)) == ["send", "read"]


def test_one_key_is_one_answer(talk: Conversation, salma: Actor, at: datetime) -> None:
    assert answered(talk, salma, at, key="k").pk == answered(talk, salma, at, key="k").pk
    assert Reply.objects.count() == 1


def test_a_channel_that_is_busy_gets_it_later(
    talk: Conversation, wire: Wire, salma: Actor, at: datetime
) -> None:
    wire.fault = NotSent("busy", words="rate limit", again=5 * MINUTE)
    said = sent(answered(talk, salma, at), at)
    assert (said.state, said.fault, said.next_try_at) == (ReplyState.WAITING, "busy", at + 5 * MINUTE)
    wire.fault = None
    assert sent(said, at + MINUTE).state == ReplyState.WAITING, "not before its hour"
    assert sent(said, at + 5 * MINUTE).state == ReplyState.SENT


def test_after_the_last_try_it_is_on_a_desk(
    talk: Conversation, wire: Wire, salma: Actor, at: datetime
) -> None:
    wire.fault = NotSent("unreachable", again=MINUTE)
    said, when = answered(talk, salma, at), at
    for _try in range(12):
        said = sent(said, when)
        when = said.next_try_at or when
    assert (said.state, said.is_on_a_desk) == (ReplyState.FAILED, True)
    assert list(tray(salma, Tray.FAILED)) == [talk]
    wire.fault = None
    actions.try_again(said=said, by=salma, at=when)
    assert sent(said, when).state == ReplyState.SENT


def test_what_will_never_leave_fails_at_once_with_its_reason(
    talk: Conversation, wire: Wire, salma: Actor, at: datetime
) -> None:
    wire.fault = NotSent("131047", words="Re-engagement message")
    said = sent(answered(talk, salma, at), at)
    assert (said.state, said.fault, said.fault_words) == (
        ReplyState.FAILED,
        "131047",
        "Re-engagement message",
    )
    with pytest.raises(Refused):
        actions.let_go(said=said, reason="  ", by=salma, at=at)
    actions.let_go(said=said, reason="Rappelée au téléphone", by=salma, at=at)
    said.refresh_from_db()
    assert (said.state, said.ended_by_id) == (ReplyState.LET_GO, salma.member_id)


@pytest.mark.parametrize("mark", ["never", "stopped"])
def test_whoever_must_not_be_written_to_is_not(
    talk: Conversation,
    wire: Wire,
    salma: Actor,
    at: datetime,
    mark: str,
) -> None:
    actions.mark_address(conversation=talk, mark=mark, reason="le mari lit", by=salma, at=at)
    said = sent(answered(talk, salma, at), at)
    assert (said.state, said.fault, wire.sent) == (ReplyState.STOPPED, mark, [])
    assert said.is_on_a_desk, "whoever wrote it learns that it did not leave"
    actions.lift_mark(conversation=talk, mark=mark, by=salma, at=at)
    actions.try_again(said=said, by=salma, at=at)
    assert sent(said, at).state == ReplyState.SENT


def test_neutral_words_alone_go_to_a_shared_telephone(
    talk: Conversation, wire: Wire, salma: Actor, at: datetime
) -> None:
    actions.mark_address(conversation=talk, mark="neutral", by=salma, at=at)
    assert sent(answered(talk, salma, at), at).fault == "neutral"
    said = answered(talk, salma, at, words="Bonjour, merci de nous rappeler.", neutral=True)
    assert sent(said, at).state == ReplyState.SENT
    assert [each.text for each in wire.sent] == ["Bonjour, merci de nous rappeler."]


def test_at_night_it_waits_unless_somebody_decides_otherwise(
    talk: Conversation, wire: Wire, salma: Actor, at: datetime
) -> None:
    night = at + timedelta(days=1)  # 02:10 or 03:10: they wrote a day ago
    said = sent(answered(talk, salma, night), night)
    assert (said.state, said.fault) == (ReplyState.WAITING, "quiet")
    assert said.next_try_at is not None
    assert said.next_try_at > night
    actions.send_now(said=said, by=salma, at=night)
    assert sent(said, night).state == ReplyState.SENT


def test_what_waits_is_taken_up_by_the_minute(
    talk: Conversation, wire: Wire, salma: Actor, at: datetime
) -> None:
    wire.fault = NotSent("busy", again=MINUTE)
    said = sent(answered(talk, salma, at), at)
    OrmQ.objects.all().delete()
    with time_machine.travel(at + timedelta(hours=1), tick=False):
        jobs.due()
    assert OrmQ.objects.count() == 1
    assert said.state == ReplyState.WAITING


def test_words_too_long_for_the_channel_are_refused(talk: Conversation, salma: Actor, at: datetime) -> None:
    with pytest.raises(Refused, match="401"):
        answered(talk, salma, at, words="x" * 401)
    with pytest.raises(Refused):
        answered(talk, salma, at, words=" ")


def test_who_may_not_does_not(talk: Conversation, actor: Callable[..., Actor], at: datetime) -> None:
    with pytest.raises(Forbidden):
        answered(talk, actor("field"), at)


def test_a_sealed_report_hides_its_conversation(talk: Conversation, salma: Actor, at: datetime) -> None:
    Report.objects.filter(pk=talk.report_id or 0).update(level="sealed", compartment="violence")
    assert not Conversation.objects.visible_to(salma).exists()
    assert Conversation.objects.visible_to(SYSTEM).exists()
    with pytest.raises(NotVisible):
        answered(talk, salma, at)


def test_when_the_window_is_closed_a_template_alone_leaves(
    talk: Conversation, wire: Wire, salma: Actor, at: datetime
) -> None:
    wire.window, later = timedelta(hours=24), at + timedelta(hours=34)
    with pytest.raises(Refused, match="modèle"):
        answered(talk, salma, later)
    with pytest.raises(Refused):
        answered(talk, salma, later, template="call_us")
    with pytest.raises(Refused):
        answered(talk, salma, later, template="unknown", values=("0523000000",))
    said = answered(talk, salma, later, words="", template="call_us", values=("0523000000",))
    assert said.text == "Vous pouvez nous joindre au 0523000000."
    actions.mark_address(conversation=talk, mark="neutral", by=salma, at=later)
    assert sent(said, later).state == ReplyState.SENT, "anybody may read a template"
    assert (wire.sent[0].template, wire.sent[0].values) == ("call_us", ("0523000000",))
