"""One message to a member, by the way that they wish: on their devices, else by letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMessage

from jaras.alerts import queries
from jaras.alerts.jobs.telling import pushed, said_briefly
from jaras.alerts.rules import Channel
from jaras.governance.models import Member
from jaras.kernel import transports


@dataclass(frozen=True, kw_only=True)
class Message:
    """In the language of its reader; it names nobody, tells nothing of a file."""

    subject: str
    brief: str  # of a device, on which anybody may look
    body: str  # of a letter
    path: str  # of the page behind it
    tag: str  # the same again replaces it
    headers: Mapping[str, str] = field(default_factory=dict)


def tell(member: Member, message: Message, *, about: tuple[str, int]) -> None:
    """At night, or where no device takes it, a letter: a mailbox wakes nobody."""
    if queries.wishes_of(member).way == Channel.PUSH and _rang(member, message):
        return
    mail = EmailMessage(
        subject=message.subject,
        body=f"{message.body}\n\n{settings.ORIGIN}{message.path}\n",
        to=[member.email],
        headers={"Message-ID": f"<{message.tag}@jaras.invalid>"} | dict(message.headers),
    )
    transports.letter(mail, topic="promise", about=about)


def _rang(member: Member, message: Message) -> bool:
    said = said_briefly(message.subject, message.brief, tag=message.tag, url=message.path)
    try:
        return "" in [pushed(device, said, topic="promise") for device in queries.devices_of(member)]
    except transports.Held:
        return False
