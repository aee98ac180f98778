"""The inbox as its reader sees it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from jaras.channels.sms.sending import TextMessages
from jaras.conversations import actions
from jaras.conversations.models import Conversation, Heard, Media, Note, Reply
from jaras.conversations.rules import Attached, Incoming, Kind
from jaras.governance.models import Member, actor_of
from jaras.intake.models import Report
from jaras.kernel.models import ContactMark
from jaras.kernel.record.models import ReadRecord
from tests import factories
from tests.kernel import sounds
from tests.wires import Wire, strung

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def wire(db: None) -> Iterator[Wire]:
    cache.clear()
    with strung(Wire()) as line:
        yield line


@pytest.fixture
def salma(member: Callable[..., Member]) -> Member:
    return member("operator")


def heard(number: int, at: datetime, words: str = "Une dame dort devant la gare", **more: Any) -> Heard:
    said: dict[str, Any] = {
        "external_id": f"in-{number}-{more.get('kind', '')}-{words[:9]}",
        "address": f"+2126000000{number:02}",
        "at": at,
        "kind": Kind.TEXT,
        "words": words,
        "name": f"Fatima {number}",
    }
    return actions.arrive(channel="whatsapp", incoming=Incoming(**(said | more)), at=at)


def shown(client: Client, name: str, *arguments: int, **asked: str) -> str:
    answer = client.get(reverse(name, args=arguments), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_whoever_waits_longest_stands_first(
    sign_in: Callable[[Member], Client],
    salma: Member,
    at: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        heard(number, at + number * MINUTE)
    client = sign_in(salma)
    shown(client, "inbox")
    with django_assert_num_queries(10):
        page = shown(client, "inbox")
    assert page.index("Fatima 0") < page.index("Fatima 11")


def test_an_empty_inbox_teaches(sign_in: Callable[[Member], Client], salma: Member) -> None:
    client = sign_in(salma)
    for tray in ("waiting", "mine", "failed", "apart", "all", "nonsense"):
        assert 'class="empty"' in shown(client, "inbox", tray=tray)


def test_an_answer_is_written_sent_and_shown(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    talk = heard(1, at).conversation
    client = sign_in(salma)
    address = reverse("conversation_reply", args=[talk.pk])
    answer = client.post(address, {"words": "Merci, nous arrivons.", "key": "one"})
    client.post(address, {"words": "Merci, nous arrivons.", "key": "one"})
    assert answer.status_code == 302
    assert [each.text for each in Reply.objects.filter(topic="answer")] == ["Merci, nous arrivons."]
    assert "Merci, nous arrivons." in shown(client, "conversation", talk.pk)


def test_nothing_typed_is_lost(sign_in: Callable[[Member], Client], salma: Member, at: datetime) -> None:
    talk = heard(1, at).conversation
    client = sign_in(salma)
    address = reverse("conversation_reply", args=[talk.pk])
    too_long = client.post(address, {"words": "mot " * 200, "key": "k"})
    assert too_long.status_code == 400
    assert "mot mot mot" in too_long.content.decode()
    picked = client.post(address, {"words": "Bonjour Fatima.", "canned": "where-ar", "key": "k"})
    page = picked.content.decode()
    assert "Bonjour Fatima." in page
    assert "أين توجد" in page
    assert not Reply.objects.filter(topic="answer").exists()
    assert client.post(address, {"canned": "where-xx"}).status_code == 404


def test_who_answers_now_is_shown_to_the_others(
    sign_in: Callable[[Member], Client], salma: Member, member: Callable[..., Member], at: datetime
) -> None:
    talk = heard(1, at).conversation
    youssef = member("operator")
    shown(sign_in(salma), "conversation_news", talk.pk, writing="1")
    assert salma.name in shown(sign_in(youssef), "conversation_news", talk.pk)
    assert salma.name not in shown(sign_in(salma), "conversation_news", talk.pk)


def test_new_words_are_announced_without_touching_what_is_typed(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    first = heard(1, at)
    client = sign_in(salma)
    quiet = shown(client, "conversation_news", first.conversation_id, since=str(first.pk))
    heard(1, at + MINUTE, words="Elle est malade")
    fresh = shown(client, "conversation_news", first.conversation_id, since=str(first.pk))
    assert "button" not in quiet
    assert "button" in fresh
    assert "textarea" not in fresh


def test_steps_around_a_conversation(
    sign_in: Callable[[Member], Client], salma: Member, member: Callable[..., Member], at: datetime
) -> None:
    talk = heard(1, at).conversation
    youssef, client = member("operator"), sign_in(salma)

    def post(name: str, **said: object) -> None:
        assert client.post(reverse(name, args=[talk.pk]), said).status_code == 302

    post("conversation_assign", to=youssef.pk)
    post("conversation_note", words="Déjà appelée hier")
    post("conversation_mark", mark="never", reason="le mari lit")
    talk.refresh_from_db()
    assert talk.assigned_to == youssef
    assert Note.objects.get().text == "Déjà appelée hier"
    assert ContactMark.objects.get(lifted_at=None).reason == "le mari lit"
    page = shown(client, "conversation", talk.pk)
    assert "Ne jamais écrire" in page
    post("conversation_mark", lift="never")
    assert not ContactMark.objects.filter(lifted_at=None).exists()
    post("conversation_aside", reason="")
    talk.refresh_from_db()
    assert talk.state == "waiting", "without a reason nothing is set aside"
    post("conversation_aside", reason="Erreur de numéro")
    talk.refresh_from_db()
    assert talk.state == "set_aside"


def test_a_known_telephone_is_proposed_and_confirmed_by_a_hand(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    amina = factories.person(by=salma, given_name="Amina", telephone="0600000001")
    talk = heard(1, at).conversation
    client = sign_in(salma)
    assert "Amina" in shown(client, "conversation", talk.pk)
    assert Conversation.objects.get().person is None
    client.post(reverse("conversation_person", args=[talk.pk]), {"person": amina.pk})
    assert Conversation.objects.get().person == amina
    assert [each.channel for each in amina.identities.all()] == ["whatsapp"]


def test_a_voice_note_is_played_and_written_down(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    note = Attached(kind=Kind.VOICE, name="n.ogg", content=sounds.opus())
    talk = heard(1, at, words="", kind=Kind.VOICE, attached=(note,)).conversation
    client = sign_in(salma)
    assert "<audio controls" in shown(client, "conversation", talk.pk)
    media = Media.objects.get()
    client.post(reverse("media_words", args=[media.pk]), {"words": "عافاكم راجلها كيضربها"})
    assert Report.objects.get().words == "عافاكم راجلها كيضربها"
    assert "عافاكم راجلها كيضربها" in shown(client, "conversation", talk.pk)


def test_what_is_doubtful_waits_apart_until_somebody_makes_it_a_report(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    spam = heard(1, at, words="PROMO -50 % sur bit.ly/xyz cliquez ici")
    client = sign_in(salma)
    assert "PROMO" not in shown(client, "inbox")
    assert "Lien raccourci" in shown(client, "inbox", tray="apart")
    client.post(reverse("heard_report", args=[spam.pk]))
    assert Report.objects.count() == 1
    assert "PROMO" in shown(client, "inbox")


def test_only_who_may_sees_it_as_it_arrived(
    sign_in: Callable[[Member], Client], salma: Member, member: Callable[..., Member], at: datetime
) -> None:
    said = heard(1, at, raw={"messages": [{"id": "wamid.X"}]})
    assert sign_in(salma).get(reverse("heard_raw", args=[said.pk])).status_code == 403
    assert "wamid.X" in shown(sign_in(member("head")), "heard_raw", said.pk)
    assert ReadRecord.objects.filter(subject="heard_raw", subject_id=said.pk).exists()


def test_the_head_turns_acknowledgements_off(
    sign_in: Callable[[Member], Client], member: Callable[..., Member], at: datetime
) -> None:
    client = sign_in(member("head"))
    assert "WhatsApp" in shown(client, "channels")
    client.post(reverse("channels"), {"code": "whatsapp", "acknowledges": "no"})
    heard(1, at)
    assert not Reply.objects.exists()


def test_a_sealed_conversation_is_not_there(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    talk = heard(1, at).conversation
    Report.objects.update(level="sealed", compartment="violence")
    client = sign_in(salma)
    assert "Fatima" not in shown(client, "inbox", tray="all")
    assert client.get(reverse("conversation", args=[talk.pk])).status_code == 404
    assert client.get(reverse("conversation", args=[2**70])).status_code == 404


def test_the_telephone_finds_its_conversation(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    heard(1, at)
    heard(2, at, words="Un homme est tombé du toit")
    client = sign_in(salma)
    assert "Fatima 2" not in shown(client, "inbox", q="06 00 00 00 01")
    assert "Fatima 1" in shown(client, "inbox", q="06 00 00 00 01")
    assert "Fatima 2" in shown(client, "inbox", q="toit")


def test_an_answer_that_failed_is_on_its_writers_desk(
    sign_in: Callable[[Member], Client], salma: Member, at: datetime
) -> None:
    talk = heard(1, at).conversation
    said = actions.reply(conversation=talk, words="Nous venons", by=actor_of(salma), at=at)
    actions.note_failed(said=said, code="131026", words="Undeliverable", by=actor_of(salma), at=at)
    client = sign_in(salma)
    assert "Nous venons" in shown(client, "day")
    page = shown(client, "conversation", talk.pk)
    assert "Undeliverable" in page
    client.post(reverse("reply_settle", args=[said.pk, "let-go"]), {"reason": "Appelée"})
    assert Reply.objects.get(pk=said.pk).state == "let_go"


def test_outside_the_window_the_composer_offers_templates(
    sign_in: Callable[[Member], Client], salma: Member, wire: Wire, at: datetime
) -> None:
    talk = heard(1, at).conversation
    wire.window = timedelta(seconds=1)
    client = sign_in(salma)
    page = shown(client, "conversation", talk.pk)
    assert '<textarea id="id_words"' not in page
    assert "Vous pouvez nous joindre" in page
    address = reverse("conversation_reply", args=[talk.pk])
    assert client.post(address, {"template": "call_us", "key": "a"}).status_code == 400
    client.post(address, {"template": "call_us", "value": "0523 00 00 00", "key": "a"})
    assert Reply.objects.get(topic="answer").text == "Vous pouvez nous joindre au 0523 00 00 00."


def test_the_composer_counts_text_messages_as_the_operator_does(
    sign_in: Callable[[Member], Client], salma: Member, wire: Wire, at: datetime
) -> None:
    wire.count = TextMessages().terms(None, at).count
    talk = heard(1, at).conversation
    client = sign_in(salma)
    assert 'id="parts"' in shown(client, "conversation", talk.pk)

    def told(words: str) -> str:
        answer = client.post(reverse("conversation_parts", args=[talk.pk]), {"words": words})
        return str(answer.content.decode())

    assert told("Nous venons ce soir.") == "1 SMS, encore 140 signes"
    assert told("سنأتي" * 20) == "2 SMS, encore 34 signes"
    assert told(" ") == ""
    wire.count = None
    assert told("Nous venons") == ""
