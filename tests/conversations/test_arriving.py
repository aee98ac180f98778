"""From a delivery to a conversation with its report: once, whatever comes twice, late or torn."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jaras.conversations import actions, jobs
from jaras.conversations.models import Arrival, Conversation, Heard, Reply
from jaras.conversations.rules import Kind
from jaras.conversations.rules.states import ArrivalState, ConversationState, ReplyState
from jaras.intake import actions as intake
from jaras.intake.models import Message, Report
from jaras.intake.rules import tracking
from jaras.kernel import transports
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import ContactMark
from jaras.kernel.transports.guard import marks_of
from tests import factories
from tests.conversations.conftest import conversation
from tests.wires import Wire

Says = Callable[..., Heard]
DAY = timedelta(days=1)


def delivered(at: datetime, **told: Any) -> Arrival:
    said = {"id": "wamid.1", "from": "+212600000001", "text": "Une femme dort dehors", "at": at.isoformat()}
    body = json.dumps(said | told).encode()
    return actions.keep_arrival(channel="whatsapp", body=body, said={}, by=SYSTEM, at=at)


def test_a_delivery_becomes_a_report_once(wire: Wire, at: datetime) -> None:
    first, again = delivered(at), delivered(at)
    for arrival in (first, again, first):
        jobs.read_arrival(arrival.pk)
    assert Report.objects.get().words == "Une femme dort dehors"
    assert Message.objects.count() == Heard.objects.count() == 1
    arrival = Arrival.objects.get(pk=first.pk)
    assert (arrival.state, arrival.body, arrival.said) == (ArrivalState.TAKEN, "", {})


def test_what_nobody_can_read_stays_as_it_came(wire: Wire, at: datetime) -> None:
    torn = actions.keep_arrival(channel="whatsapp", body=b'{"id": "x', said={"a": "b"}, by=SYSTEM, at=at)
    jobs.read_arrival(torn.pk)
    torn.refresh_from_db()
    assert (torn.state, torn.fault) == (ArrivalState.UNREADABLE, "json")
    assert torn.body
    assert not Report.objects.exists()


def test_words_that_follow_belong_to_the_same_report(says: Says, at: datetime) -> None:
    says("Un homme est couché devant la gare")
    says("Il ne bouge plus", when=at + timedelta(minutes=2))
    report = Report.objects.get()
    assert [message.text for message in report.messages.all()] == [
        "Un homme est couché devant la gare",
        "Il ne bouge plus",
    ]
    assert conversation().report == report


def test_another_matter_months_later_is_another_report(says: Says, at: datetime, salma: Actor) -> None:
    first = says("Bonjour, où est le bureau de la cellule ?").report
    assert first is not None
    intake.claim(report=first, by=salma, at=at)
    intake.inform(report=first, note="", by=salma, at=at)
    first.refresh_from_db()
    intake.close(report=first, by=salma, at=at)
    says("Merci beaucoup, il va mieux aujourd'hui", when=at + DAY)
    assert Report.objects.count() == 1, "a day after it is the same matter: it waits again"
    first.refresh_from_db()
    intake.inform(report=first, note="", by=salma, at=at + DAY)
    first.refresh_from_db()
    intake.close(report=first, by=salma, at=at + DAY)
    says("Une vieille dame est seule", when=at + 40 * DAY)
    assert Report.objects.count() == 2
    assert Conversation.objects.count() == 1


def test_one_person_under_two_ids_is_one_conversation(says: Says, at: datetime) -> None:
    says("Bonjour, une femme dort dehors", other_addresses=("MA.9001",))
    says("Elle est enceinte", address="MA.9001", when=at + timedelta(minutes=1))
    says("Vite", address="+212600000001", when=at + timedelta(minutes=2))
    assert conversation().heard.count() == 3
    assert Report.objects.count() == 1


def test_a_first_message_is_acknowledged_in_its_language(says: Says, wire: Wire, at: datetime) -> None:
    says("salam, kayn wa7ed rajel na3s f zan9a")
    said = Reply.objects.get()
    jobs.send_reply(said.pk)
    assert "Weslatna" in wire.sent[0].text
    report = Report.objects.get()
    code = wire.sent[0].text.split("ljawab: ")[1].split()[0]
    assert tracking.digest(code) == report.tracking_digest, "the code opens the answer"
    assert Reply.objects.get().state == ReplyState.SENT
    says("3afak dghya", when=at + timedelta(minutes=1))
    assert Reply.objects.count() == 1, "further words are not acknowledged again"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Une dame dort devant la gare", "Votre message est arrivé"),
        ("كاين واحد الراجل ناعس فالزنقة", "وصلاتنا"),
        ("يوجد رجل مسن أمام المسجد يحتاج إلى مساعدة", "توصلنا برسالتكم"),
        ("There is a woman sleeping outside with her child", "Your message has arrived"),
    ],
)
def test_each_is_told_in_their_own_language(says: Says, words: str, part: str) -> None:
    says(words)
    text = Reply.objects.get().text
    assert part in text
    assert all(number in text for number in ("19", "177", "15"))


def test_nothing_is_said_where_it_could_betray_somebody(says: Says, at: datetime, salma: Actor) -> None:
    woman = factories.person(
        given_name="Amina", telephone="06 00 00 00 01", contact_safety="ne pas écrire : le mari lit"
    )
    assert woman.contact_safety
    says("Rappelez ma soeur, elle est tombée")
    assert not Reply.objects.exists()
    assert conversation().silent == "risk"


def test_nothing_is_said_to_whoever_asks_for_silence(says: Says) -> None:
    says("Il me frappe. Ne me répondez pas, il lit mes messages")
    assert not Reply.objects.exists()
    assert conversation().silent == "asked"
    assert Report.objects.get().words.startswith("Il me frappe")


def test_an_administrator_turns_it_off(says: Says, actor: Callable[..., Actor], at: datetime) -> None:
    actions.set_channel(code="whatsapp", acknowledges=False, by=actor("head"), at=at)
    says("Une dame dort devant la gare")
    assert not Reply.objects.exists()


def test_public_words_are_not_acknowledged_in_public(says: Says) -> None:
    says("Il y a une femme à la gare", kind=Kind.COMMENT, public=True, name="Ali B.")
    assert not Reply.objects.exists()
    assert Report.objects.get().reporter_name == ""


@pytest.mark.parametrize("word", ["STOP", "arrêt", "قف"])
def test_stop_is_honoured_on_every_channel(says: Says, wire: Wire, at: datetime, word: str) -> None:
    says("Une dame dort devant la gare")
    jobs.send_reply(Reply.objects.get().pk)
    says(word, when=at + timedelta(minutes=1))
    assert ContactMark.objects.get().mark == "stopped"
    assert Report.objects.count() == 1
    assert Report.objects.get().messages.count() == 1
    assert [each.mark for each in marks_of(transports.identity("sms", "0600000001"))] == ["stopped"]


def test_doubtful_words_wait_apart_with_their_reasons(says: Says) -> None:
    says("PROMO -50 % sur bit.ly/xyz cliquez ici")
    row = conversation()
    assert row.doubts == ["short_link", "selling"]
    assert row.state == ConversationState.WAITING
    assert not Report.objects.exists()
    assert not Reply.objects.exists()
    assert row.heard.get().words.startswith("PROMO")


def test_an_emergency_is_never_set_apart(says: Says) -> None:
    says("Il la frappe à mort, elle saigne, venez vite bit.ly/xyz promo cliquez ici")
    assert Report.objects.get().urgency == "IMMEDIAT"


def test_somebody_says_that_it_is_a_report_after_all(says: Says, at: datetime, salma: Actor) -> None:
    heard = says("PROMO -50 % sur bit.ly/xyz cliquez ici")
    report = actions.make_report(heard=heard, by=salma, at=at)
    assert report.words.startswith("PROMO")
    assert actions.make_report(heard=heard, by=salma, at=at) == report
    assert conversation().doubts == []


def test_a_program_that_answers_is_no_report(says: Says) -> None:
    says("Je suis absent jusqu'à lundi", kind=Kind.AUTO_REPLY)
    row = conversation()
    assert (row.state, row.waiting_since) == (ConversationState.SET_ASIDE, None)
    assert not Report.objects.exists()
    assert not Reply.objects.exists()


def test_a_missed_call_waits_for_somebody_to_call_back(says: Says, at: datetime) -> None:
    says(kind=Kind.CALL, context={"event": "ringing"}, external_id="c1:ringing")
    assert conversation().state == ConversationState.SET_ASIDE
    says(kind=Kind.CALL, context={"event": "missed"}, external_id="c1:missed")
    row = conversation()
    assert (row.state, row.waiting_since) == (ConversationState.WAITING, at)
    assert not Report.objects.exists()


def test_a_position_is_put_on_the_map(says: Says) -> None:
    says(kind=Kind.LOCATION, latitude=32.8811, longitude=-6.9063, place="Gare routière")
    report = Report.objects.get()
    assert report.point is not None
    assert report.place_text == "Gare routière"


def test_a_long_id_is_kept_by_its_digest(says: Says) -> None:
    first = says("Une dame dort devant la gare", external_id="x" * 400)
    again = says("Une dame dort devant la gare", external_id="x" * 400)
    assert first.pk == again.pk
    assert len(first.external_id) < 80


def test_a_status_that_comes_before_its_line_is_taken_up_again(wire: Wire, says: Says, at: datetime) -> None:
    early = actions.keep_arrival(
        channel="whatsapp",
        body=json.dumps({"id": "ours-1", "status": "delivered", "at": at.isoformat()}).encode(),
        said={},
        by=SYSTEM,
        at=timezone.now(),
    )
    with pytest.raises(jobs.reading.TooEarly):
        jobs.read_arrival(early.pk)
    says("Une dame dort devant la gare")
    said = Reply.objects.get()
    jobs.send_reply(said.pk)
    jobs.read_arrival(early.pk)
    said.refresh_from_db()
    assert said.state == ReplyState.DELIVERED
    early.refresh_from_db()
    assert early.state == ArrivalState.TAKEN


def test_words_of_nobody_named_are_heard_too(says: Says) -> None:
    says("Une dame dort devant la gare", kind=Kind.COMMENT, public=True, address="")
    says("Un homme aussi, plus loin", kind=Kind.COMMENT, public=True, address="")
    assert Report.objects.count() == Conversation.objects.count() == 2


def test_public_words_taken_back_are_no_report(says: Says) -> None:
    says(kind=Kind.REMOVED, context={"removes": "c1"})
    assert not Report.objects.exists()
    assert conversation().state == ConversationState.SET_ASIDE


def test_what_is_read_of_the_territory_is_read_before_the_write(says: Says) -> None:
    """Inside a transaction it would not be remembered: each message would read every name."""
    with CaptureQueriesContext(connection) as asked:
        says("Une dame dort devant la gare")
    told = [query["sql"] for query in asked]
    begins = next(at for at, sql in enumerate(told) if sql.startswith("SAVEPOINT"))
    assert any("territory_installation" in sql for sql in told[:begins])


def test_the_next_answer_goes_where_their_last_words_came_from(says: Says) -> None:
    says("Une femme dort dehors", kind=Kind.COMMENT, public=True, context={"comment_id": "c1"})
    says(kind=Kind.REACTION)
    assert conversation().context == {"comment_id": "c1"}
    says("Je vous écris en privé")
    assert conversation().context == {}, "a comment is answered once; they write in private since"
