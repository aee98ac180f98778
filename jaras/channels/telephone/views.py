"""Where a switchboard tells of its calls."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from jaras.channels.base.arriving import body_of, endpoint, kept
from jaras.channels.base.stamped import HEADERS, require_stamped


@endpoint("telephone", "POST", needs=("key",))
def events(request: HttpRequest, known: Mapping[str, str]) -> HttpResponse:
    """One event, or a list of them, signed."""
    body, at = body_of(request), timezone.now()
    require_stamped(request, body, key=known["key"], headers=known.get("headers") or HEADERS, at=at)
    return kept("telephone", body, {"at": at.isoformat()})
