"""Text messages leave by the gateway that the settings choose."""

import re
from datetime import datetime, timedelta
from secrets import token_hex

from jaras.channels.base.configuration import configured, in_demo, values
from jaras.channels.sms import gateway, kannel
from jaras.channels.sms.parts import SIXTEEN_BITS, parts, size
from jaras.kernel.posting import post
from jaras.kernel.transports import NotSent, Outbound, Receipt, Terms

GATEWAYS = {"kannel": kannel.asked, "gateway": gateway.asked}
NEEDED = {
    "kannel": ("from", "kannel_url", "kannel_user", "kannel_password", "kannel_secret"),
    "gateway": ("from", "gateway_url"),
}
NUMBER = re.compile(r"\+\d{8,15}", re.ASCII)
MOST_PARTS = 6
LATER = (408, 425, 429)  # a gateway asks us to come back
SOON = timedelta(minutes=2)


class TextMessages:
    """One way out, with two gateways behind it."""

    channel = "sms"

    @property
    def ready(self) -> bool:
        by = values(self.channel).get("by", "")
        return by in GATEWAYS and configured(self.channel, *NEEDED[by])

    def send(self, message: Outbound) -> Receipt:
        if NUMBER.fullmatch(message.to) is None:
            raise NotSent("not_a_number")
        known, ours = values(self.channel), token_hex(12)  # gateways name no id, or one of their own
        asked = GATEWAYS[known["by"]](message, known, ours)
        answer = post(asked.address, asked.body, asked.headers, demo=in_demo(), own=True)
        if answer.taken:
            return Receipt(ours, parts(message.text))
        if answer.status is not None and 400 <= answer.status < 500 and answer.status not in LATER:
            raise NotSent(str(answer.status), words=answer.words)
        raise NotSent(answer.fault or str(answer.status), words=answer.words, again=SOON)

    def terms(self, heard_at: datetime | None, at: datetime) -> Terms:
        return Terms(limit=MOST_PARTS * SIXTEEN_BITS[1], count=_counted)


def _counted(words: str) -> tuple[int, int]:
    """Messages, places left in the last one."""
    found = size(words)
    return found.parts, found.left
