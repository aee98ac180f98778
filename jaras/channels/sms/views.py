"""Where gateways deliver text messages, tell what became of ours."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jaras.channels.base.arriving import NotTaken, body_of, endpoint, kept, plain
from jaras.channels.base.signatures import same
from jaras.channels.base.stamped import HEADERS, require_stamped
from jaras.channels.sms.kannel import fields, without_secret


@endpoint("sms", "GET", "POST", needs=("kannel_secret",))
def kannel(request: HttpRequest, known: Mapping[str, str]) -> HttpResponse:
    """Somebody's text message."""
    return _from_kannel(request, known, "kannel")


@endpoint("sms", "GET", "POST", needs=("kannel_secret",))
def report(request: HttpRequest, known: Mapping[str, str]) -> HttpResponse:
    """What became of one of ours."""
    return _from_kannel(request, known, "report")


def _from_kannel(request: HttpRequest, known: Mapping[str, str], form: str) -> HttpResponse:
    """Kept as the bytes of the query; the answer is empty, for Kannel would send it to who wrote."""
    query = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    if not same(fields(query).get("secret", b"").decode("utf-8", "replace"), known["kannel_secret"]):
        raise NotTaken(403, "The secret is not the one of this gateway.")
    kept("sms", without_secret(query), {"form": form, "at": timezone.now().isoformat()})
    return plain(200, "")


@endpoint("sms", "POST", needs=("webhook_key",))
def webhook(request: HttpRequest, known: Mapping[str, str]) -> HttpResponse:
    """A delivery of any other gateway, signed."""
    body, at = body_of(request), timezone.now()
    headers = known.get("webhook_headers") or HEADERS
    require_stamped(request, body, key=known["webhook_key"], headers=headers, at=at)
    said = {"form": "webhook", "at": at.isoformat(), "content_type": request.headers.get("Content-Type", "")}
    return kept("sms", body, said)
