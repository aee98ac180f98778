"""What leaves by Messenger: an answer within a day, a person's answer within a week, afterwards nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

from jaras.channels.base.configuration import configured, values
from jaras.channels.base.sending import posted
from jaras.channels.base.wire import word
from jaras.kernel.transports import NotSent, Outbound, Receipt, Terms

ANSWER, HUMAN_ANSWER = timedelta(hours=24), timedelta(days=7)
LIMIT = 2000
# Too much at once, or Meta's own trouble: how long to wait. What is not here is final.
THROTTLED = {
    "2": timedelta(minutes=5),  # the service itself
    "4": timedelta(minutes=15),  # calls of the app
    "17": timedelta(minutes=15),  # calls of the user behind the token
    "32": timedelta(minutes=15),  # calls of the page
    "613": timedelta(minutes=5),  # messages a second
    "1200": timedelta(minutes=5),  # the service itself
    "80006": timedelta(minutes=15),  # messages of the page
}


class Transport:
    channel = "facebook"

    @property
    def ready(self) -> bool:
        return configured(self.channel)

    def terms(self, heard_at: datetime | None, at: datetime) -> Terms:
        if heard_at is None:
            return Terms(open=False, limit=LIMIT, why="never_heard")
        until = heard_at + HUMAN_ANSWER
        return Terms(until=until, open=at < until, limit=LIMIT, why="" if at < until else "window_closed")

    def send(self, message: Outbound) -> Receipt:
        if not self.ready:
            raise NotSent("not_set_up")
        if len(message.text) > LIMIT:
            raise NotSent("too_long")
        ours = values(self.channel)
        payload = {"recipient": _recipient(message), "message": {"text": message.text}, **_right(message)}
        address = f"{ours['graph']}/{ours['page_id']}/messages"
        return Receipt(word(posted(address, payload, ours["token"], throttled=THROTTLED), "message_id"))


def _recipient(message: Outbound) -> dict[str, Any]:
    """Public words are answered in private, once; whoever wrote privately is known by an id of the page."""
    for key in ("comment_id", "post_id"):
        if public := message.context.get(key):
            return {key: public}
    return {"id": message.to}


def _right(message: Outbound) -> dict[str, str]:
    """By what right it is sent: after a day a human being must have written it."""
    private = "id" in _recipient(message)
    if private and message.heard_at is not None and datetime.now(UTC) - message.heard_at >= ANSWER:
        return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    return {"messaging_type": "RESPONSE"}
