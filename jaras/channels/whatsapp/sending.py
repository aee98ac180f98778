"""What leaves by WhatsApp: words within a day of theirs, afterwards a template."""

from datetime import datetime, timedelta
from typing import Any

from jaras.channels.base.configuration import configured, values
from jaras.channels.base.sending import posted
from jaras.channels.base.wire import each, word
from jaras.channels.whatsapp.templates import filled, offered
from jaras.kernel.transports import NotSent, Outbound, Receipt, Terms

WINDOW = timedelta(hours=24)
LIMIT = 4096
# Too much at once, or Meta's own trouble: how long to wait. What is not here is final.
THROTTLED = {
    "2": timedelta(minutes=5),  # the service itself
    "4": timedelta(minutes=15),  # calls of the app
    "80007": timedelta(minutes=15),  # calls of the account
    "130429": timedelta(minutes=2),  # messages a second
    "131016": timedelta(minutes=5),  # the service itself
    "131048": timedelta(hours=1),  # held back as suspected spam
    "131056": timedelta(minutes=2),  # to this one person
    "131057": timedelta(minutes=30),  # the account is being looked after
    "133004": timedelta(minutes=5),  # the server itself
    "133016": timedelta(hours=1),  # registrations of the number
}


class Transport:
    channel = "whatsapp"

    @property
    def ready(self) -> bool:
        return configured(self.channel)

    def terms(self, heard_at: datetime | None, at: datetime) -> Terms:
        until = None if heard_at is None else heard_at + WINDOW
        why = "never_heard" if until is None else "" if at < until else "window_closed"
        return Terms(until=until, open=not why, words_later=True, limit=LIMIT, why=why, templates=offered())

    def send(self, message: Outbound) -> Receipt:
        ours = values(self.channel)
        if not self.ready:
            raise NotSent("not_set_up")
        payload = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **_recipient(message.to),
            **_content(message),
        }
        address = f"{ours['graph']}/{ours['phone_number_id']}/messages"
        answer = posted(address, payload, ours["token"], throttled=THROTTLED)
        return Receipt(next((word(sent, "id") for sent in each(answer, "messages")), ""))


def _recipient(address: str) -> dict[str, str]:
    """An opaque id in `to` would be answered 200 and dropped: it has a field of its own."""
    digits = address.removeprefix("+")
    return {"to": digits} if digits.isdecimal() else {"recipient": address}


def _content(message: Outbound) -> dict[str, Any]:
    if message.template:
        template = filled(message.template, message.language, message.values)
        if template is None:
            raise NotSent("no_such_template", words=message.template)
        return {"type": "template", "template": template}
    if len(message.text) > LIMIT:
        raise NotSent("too_long")
    return {"type": "text", "text": {"body": message.text, "preview_url": False}}
