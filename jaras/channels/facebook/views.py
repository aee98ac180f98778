"""The address to which a Facebook page delivers."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from jaras.channels.base.arriving import endpoint, kept
from jaras.channels.base.subscription import challenged, signed_body


@endpoint("facebook", "GET", "POST")
def webhook(request: HttpRequest, ours: Mapping[str, str]) -> HttpResponse:
    if request.method == "GET":
        return challenged(request, ours["verify_token"])
    return kept("facebook", signed_body(request, ours["app_secret"]), {})
