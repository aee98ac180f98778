"""What is known of the number that calls, as far as whoever answers may see."""

from dataclasses import dataclass

from jaras.conversations import queries as conversations
from jaras.conversations.models import Conversation
from jaras.conversations.rules.states import ConversationsVerb
from jaras.intake.models import Report
from jaras.kernel import telephones
from jaras.kernel.actor import Actor
from jaras.people.models import Person

MOST, LONGEST = 6, 40


@dataclass(frozen=True)
class History:
    """Who it may be, what they reported before, what was exchanged with them."""

    number: str
    persons: list[Person]
    reports: list[Report]
    conversations: list[Conversation]


def history(typed: str, actor: Actor) -> History | None:
    """Nothing where no number is given."""
    number = telephones.normalised(typed[:LONGEST]) if typed else ""
    if not number.startswith("+"):
        return None
    reports = Report.objects.visible_to(actor).filter(pk__in=telephones.exactly("report", number))
    persons = Person.objects.visible_to(actor).filter(pk__in=telephones.exactly("person", number))
    talks = conversations.of_number(number, actor) if actor.can(ConversationsVerb.READ) else []
    return History(
        number=number,
        persons=list(persons.order_by("pk")[:MOST]),
        reports=list(reports.order_by("-received_at", "-id")[:MOST]),
        conversations=talks,
    )
