"""A delivery signed together with its moment: an old one cannot be brought again."""

from datetime import datetime

from django.http import HttpRequest

from jaras.channels.base.arriving import NotTaken
from jaras.channels.base.signatures import hmac_sha256, same

MINUTES = 5
HEADERS = "X-Timestamp,X-Signature"


def require_stamped(request: HttpRequest, body: bytes, *, key: str, headers: str, at: datetime) -> None:
    """HMAC-SHA256 over `timestamp.body`, in hexadecimal digits; raises `NotTaken`."""
    stamp_name, _comma, signature_name = headers.partition(",")
    stamp = request.headers.get(stamp_name.strip(), "")
    given = request.headers.get(signature_name.strip(), "").strip().lower().removeprefix("sha256=")
    if not same(given, hmac_sha256(key, stamp.encode("utf-8", "replace") + b"." + body)):
        raise NotTaken(403, "The signature is not that of this delivery.")
    if not stamp.isdecimal() or len(stamp) > 12 or abs(at.timestamp() - int(stamp)) > MINUTES * 60:
        raise NotTaken(403, f"The timestamp is not within {MINUTES} minutes of our clock.")
