"""How Meta subscribes to an address of ours, signs what it delivers there."""

from django.http import HttpRequest, HttpResponse

from jaras.channels.base.arriving import NotTaken, body_of, plain
from jaras.channels.base.signatures import hmac_sha256, same


def challenged(request: HttpRequest, verify_token: str) -> HttpResponse:
    """The challenge goes back to whoever knows the word that we chose."""
    asked = request.GET
    if asked.get("hub.mode") != "subscribe" or not same(asked.get("hub.verify_token", ""), verify_token):
        raise NotTaken(403, "The verify token is another one.")
    return plain(200, asked.get("hub.challenge", ""))


def signed_body(request: HttpRequest, app_secret: str) -> bytes:
    """The bytes as they came, if the app itself signed them."""
    body = body_of(request)
    given = request.headers.get("X-Hub-Signature-256", "")
    if not same(given, f"sha256={hmac_sha256(app_secret, body)}"):
        raise NotTaken(403, "The signature is not that of our app.")
    return body
