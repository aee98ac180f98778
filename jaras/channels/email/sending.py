"""The letters of the house; those of a conversation leave within its thread."""

from dataclasses import replace
from datetime import datetime

from jaras.channels.email.answering import headers_of
from jaras.kernel.transports import Outbound, Receipt, Terms
from jaras.kernel.transports.mail import Mail

REPLY = "reply"  # the kind of row of an answer in a conversation
ANSWERABLE = (REPLY, "bell_message")  # whoever writes back to them is known by the thread
WITHOUT_SUBJECT = {"ar": "رسالة"}


class Letters:
    """The kernel's own way, with what a mail program needs to see one thread."""

    channel = "email"

    def __init__(self) -> None:
        self.plain = Mail()

    @property
    def ready(self) -> bool:
        return self.plain.ready

    def send(self, message: Outbound) -> Receipt:
        if message.about[0] in ANSWERABLE:
            subject = message.subject or WITHOUT_SUBJECT.get(message.language, "Message")
            headers = {**message.headers, **headers_of(message)}
            message = replace(message, subject=subject, headers=headers)
        return self.plain.send(message)

    def terms(self, heard_at: datetime | None, at: datetime) -> Terms:
        return self.plain.terms(heard_at, at)
