"""Text messages leave by the gateway that the settings choose."""

import re
from datetime import datetime

from jaras.channels.base.configuration import configured, values
from jaras.channels.sms import gateway, kannel
from jaras.channels.sms.parts import SIXTEEN_BITS
from jaras.kernel.transports import NotSent, Outbound, Receipt, Terms

GATEWAYS = {"kannel": kannel.send, "gateway": gateway.send}
NEEDED = {
    "kannel": ("from", "kannel_url", "kannel_user", "kannel_password", "kannel_secret"),
    "gateway": ("from", "gateway_url"),
}
NUMBER = re.compile(r"\+\d{8,15}")
MOST_PARTS = 6


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
        known = values(self.channel)
        return GATEWAYS[known["by"]](message, known)

    def terms(self, heard_at: datetime | None, at: datetime) -> Terms:
        return Terms(limit=MOST_PARTS * SIXTEEN_BITS[1])
