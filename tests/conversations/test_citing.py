"""Who answers a message of ours from another address: heard, shown beside it, never taken for its reader."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from jaras.conversations import jobs, queries
from jaras.conversations.models import Conversation, Heard, Reply
from jaras.intake.models import Report
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.models import Level
from jaras.outreach import actions as outreach
from tests import factories
from tests.wires import Wire

Says = Callable[..., Heard]
HERS, ANOTHER = "+212600000001", "+212600000002"
FIRST, SECOND = "Une femme dort dehors devant la gare", "Elle est rentrée chez nous"


@pytest.fixture
def ours(says: Says, wire: Wire) -> str:
    """The id of an answer that left."""
    says(FIRST)
    jobs.send_reply(Reply.objects.get().pk)
    return "ours-1"


def by(address: str) -> Conversation:
    return next(each for each in Conversation.objects.all() if each.address == address)


def test_they_have_a_conversation_of_their_own_beside_the_other(
    says: Says, ours: str, salma: Actor, at: datetime
) -> None:
    says(SECOND, address=ANOTHER, answers=("elsewhere", ours))
    hers, another = by(HERS), by(ANOTHER)
    assert (another.cited, hers.cited) == (hers, None)
    assert queries.others(another, salma) == [hers]
    assert queries.others(hers, salma) == [another]
    assert [each.words for each in Report.objects.order_by("id")] == [FIRST, SECOND]


@pytest.mark.parametrize("level", [Level.ORDINARY, Level.RESTRICTED])
def test_what_is_answered_to_the_one_goes_to_no_other(
    says: Says, ours: str, at: datetime, level: Level
) -> None:
    Report.objects.update(level=level)
    says(SECOND, address=ANOTHER, answers=(ours,))
    told = by(HERS).report
    assert told is not None
    outreach.answer(report=told, words="Venez demain", by=SYSTEM, at=at)
    assert [each.conversation for each in Reply.objects.filter(topic="answer")] == [by(HERS)]


def test_their_words_stay_in_a_protected_file(says: Says, ours: str, salma: Actor, at: datetime) -> None:
    Report.objects.update(level=Level.SEALED, compartment="VIOLENCE")
    says(SECOND, address=ANOTHER, answers=(ours,))
    says("Vite", address=ANOTHER, when=at + timedelta(minutes=1))
    assert [each.text for each in Report.objects.get().messages.all()] == [FIRST, SECOND, "Vite"]
    assert by(ANOTHER).report is None
    assert not Conversation.objects.visible_to(salma).exists()
    assert Reply.objects.count() == 1, "nothing is said to them by itself"


def test_silence_that_was_asked_for_holds_for_them(says: Says, ours: str, at: datetime) -> None:
    says("Ne me répondez pas, il lit mes messages", when=at + timedelta(minutes=1))
    says(SECOND, address=ANOTHER, answers=(ours,))
    assert by(ANOTHER).silent == "asked"
    assert Reply.objects.count() == 1


def test_a_risk_that_is_known_holds_for_them(says: Says, ours: str) -> None:
    factories.person(given_name="Amina", telephone=HERS, contact_safety="le mari lit")
    says(SECOND, address=ANOTHER, answers=(ours,))
    assert by(ANOTHER).silent == "risk"


def test_two_who_answer_each_other_s_messages_are_heard(says: Says, ours: str, wire: Wire) -> None:
    says(SECOND, address=ANOTHER)
    jobs.send_reply(Reply.objects.order_by("-id")[0].pk)
    says("Oui", address=ANOTHER, answers=(ours,))
    says("Non", address=HERS, answers=("ours-2",))
    assert by(ANOTHER).cited == by(HERS)
    assert by(HERS).cited == by(ANOTHER)


def test_an_id_that_is_not_of_an_answer_cites_nothing(says: Says, ours: str) -> None:
    says("Merci", answers=(ours,))
    says(SECOND, address=ANOTHER, answers=("ours-2", "x" * 400))
    assert by(HERS).cited is None
    assert by(ANOTHER).cited is None
