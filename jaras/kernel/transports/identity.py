"""One keyed digest for one address, whichever channel writes to it."""

import hmac
from hashlib import sha256

from jaras.kernel import telephones
from jaras.kernel.keys import ring

BY_TELEPHONE = frozenset({"sms", "whatsapp", "telephone"})
MAIL = "email"


def normalised(channel: str, address: str) -> tuple[str, str]:
    """In which space an address is compared, how it is written there.

    A telephone is one address for a text message, a messenger, a call; an opaque id is its channel's own.
    """
    plain = address.strip()
    if channel == MAIL:
        return MAIL, plain.lower()
    if channel in BY_TELEPHONE:
        number = telephones.normalised(plain)
        if number.startswith("+"):
            return "telephone", number
    return channel, plain


def identity(channel: str, address: str) -> str:
    """Forty signs that nobody turns back into the address without the keys of the copy."""
    space, written = normalised(channel, address)
    return hmac.new(ring.ring().lookup, f"reach:{space}:{written}".encode(), sha256).hexdigest()[:40]
