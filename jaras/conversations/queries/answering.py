"""What may be answered, how it leaves, where the software stays silent."""

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from jaras.cases.models import Case
from jaras.conversations.lists import POLICIES, channels, languages
from jaras.conversations.models import Channel, Conversation, Heard, Reply
from jaras.conversations.rules import Kind
from jaras.intake.rules.sensitive import SENSITIVE_GROUPS
from jaras.kernel import telephones, transports
from jaras.kernel.coded import read_policy
from jaras.kernel.folding import fold
from jaras.kernel.keys import ring
from jaras.kernel.models import Dispatch, Level
from jaras.people import queries as people
from jaras.people.models import Person

A_DAY = timedelta(days=1)
SHORTEST = 12  # letters: shorter words are the same everywhere


def can_answer(channel: str) -> bool:
    """Whether answers leave by this channel at all."""
    return channel in transports.transports()


def terms(conversation: Conversation, *, at: datetime) -> transports.Terms:
    """What the channel allows now."""
    way = transports.transports().get(conversation.channel)
    return way.terms(conversation.heard_at, at) if way is not None else transports.Terms(open=False)


def outbound(said: Reply) -> transports.Outbound:
    """An answer as the gate takes it."""
    conversation = said.conversation
    return transports.Outbound(
        channel=conversation.channel,
        to=conversation.address,
        text=said.text,
        subject=str(conversation.context.get("subject", "")),
        neutral=said.neutral,
        topic=said.topic,
        about=("reply", said.pk),
        language=answers_in(conversation.language),
        heard_at=conversation.heard_at,
        pressing=said.pressing,
        template=said.template,
        values=tuple(said.values),
        context=conversation.context,
    )


def cited(channel: str, answers: Sequence[str]) -> Conversation | None:
    """The conversation of the first of these messages that is an answer of ours."""
    if not answers:
        return None
    lines = Dispatch.objects.filter(channel=channel, about="reply", external_id__in=answers)
    ours = dict(lines.order_by("id").values_list("external_id", "about_id"))
    first = next((ours[each] for each in answers if each in ours), None)
    return Conversation.objects.filter(replies=first).first() if first is not None else None


def acknowledges(channel: str) -> bool:
    """What an administrator chose, else what the list says."""
    chosen = Channel.objects.filter(code=channel).values_list("acknowledges", flat=True).first()
    if chosen is not None:
        return chosen
    item = channels().get(channel)
    return bool(item and item["acknowledges"])


def why_silent(conversation: Conversation) -> str:
    """Why the software says nothing by itself to this address: they asked so, somebody could be in danger.

    What holds where their words answer a message of ours holds for them.
    """
    both = [each for each in (conversation, conversation.cited) if each is not None]
    if any(each.silent == "asked" for each in both):
        return "asked"
    return "risk" if any(at_risk(person) for each in both for person in maybe(each)) else ""


def maybe(conversation: Conversation) -> list[Person]:
    """Whose address it is, as far as the house knows; for the software, whoever may see them."""
    found: dict[int, Person] = {}
    if conversation.person is not None:
        found[conversation.person.pk] = conversation.person
    code = {"facebook": "messenger"}.get(conversation.channel, conversation.channel)
    for person in people.behind(code, conversation.address):
        found.setdefault(person.pk, person)
    if conversation.address.startswith("+"):
        ids = telephones.exactly("person", conversation.address)
        for person in Person.objects.filter(pk__in=ids, merged_into=None):
            found.setdefault(person.pk, person)
    return list(found.values())


def at_risk(person: Person) -> bool:
    """Somebody noted how they may be reached, protects them, or fears for them."""
    if person.contact_safety or person.level != Level.ORDINARY:
        return True
    if not SENSITIVE_GROUPS.isdisjoint(person.target_groups):
        return True
    cases = Case.objects.filter(parties__person=person).order_by()
    return cases.exclude(level=Level.ORDINARY).exists()


def answers_in(language: str) -> str:
    """In which of the languages of the house whoever writes so reads its answers."""
    item = languages().get(language)
    code = str(item["answers"]) if item else settings.LANGUAGE_CODE
    return {"ary": "ar", "ary-Latn": "fr"}.get(code, code)


def apart_from() -> int:
    """The weight from which doubtful words wait apart."""
    return int(read_policy(POLICIES / "doubts.yaml")["apart"])


def is_apart(doubt: int) -> bool:
    return doubt >= apart_from()


def words_digest(words: str) -> str:
    """Keyed: the same words are found again, nobody reads them out of it."""
    plain = " ".join(fold(words).split())
    if len(plain) < SHORTEST:
        return ""
    return hmac.new(ring.ring().lookup, f"words:{plain}".encode(), sha256).hexdigest()[:20]


def same_from_others(conversation: Conversation, digest: str, *, at: datetime) -> int:
    """How many other addresses sent these very words within a day."""
    if not digest:
        return 0
    rows = Heard.objects.filter(digest=digest, at__gt=at - A_DAY).exclude(conversation=conversation.pk)
    return rows.order_by().values("conversation").distinct().count()


def report_channel(channel: str) -> str:
    """The code under which reports of this channel are counted, where no adapter says it."""
    return str(channels()[channel]["report"])


def kind_in_words(kind: str) -> str:
    """What stands in a report where nothing was written, in the language of the register."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            Kind.LOCATION: _("A position was sent, without words"),
            Kind.BUTTON: _("A button was pressed"),
            Kind.CALL: _("A call"),
            Kind.REACTION: _("A reaction, without words"),
            Kind.REMOVED: _("Public words were taken back"),
        }.get(Kind(kind), _("A message of a kind that cannot be shown here"))
