"""How a delivery is taken: who may bring it, how large it may be, kept before it is answered."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from jaras.channels.base.configuration import configured, values
from jaras.conversations.actions import keep_arrival
from jaras.kernel.actor import SYSTEM

View = Callable[[HttpRequest, Mapping[str, str]], HttpResponse]
MEGABYTE = 1024 * 1024


class NotTaken(Exception):
    """A delivery is refused, in a sentence."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def endpoint(
    channel: str, *methods: str, needs: tuple[str, ...] = ()
) -> Callable[[View], Callable[[HttpRequest], HttpResponse]]:
    """Open to any program that proves who it is; without the values it needs the channel is not there."""

    def decorate(view: View) -> Callable[[HttpRequest], HttpResponse]:
        @wraps(view)
        def answered(request: HttpRequest) -> HttpResponse:
            if not configured(channel, *needs):
                return plain(404, "This channel is not set up here.")
            try:
                return view(request, values(channel))
            except NotTaken as refused:
                return plain(refused.status, refused.words)

        opened = csrf_exempt(require_http_methods(methods)(answered))
        opened.permission = "anybody"  # type: ignore[attr-defined]
        return opened

    return decorate


def body_of(request: HttpRequest) -> bytes:
    """The bytes as they came, up to the limit of every upload."""
    if "Transfer-Encoding" in request.headers:  # its end is not known to what reads requests here
        raise NotTaken(411, "Say how long the delivery is, in Content-Length.")
    body = request.read(settings.UPLOAD_LIMIT + 1)
    if len(body) > settings.UPLOAD_LIMIT:
        raise NotTaken(413, f"A delivery has {settings.UPLOAD_LIMIT // MEGABYTE} MB at most.")
    return body


def kept(channel: str, body: bytes, said: Mapping[str, str]) -> HttpResponse:
    """Taken: it is kept as it came before anybody is told so; the worker reads it."""
    keep_arrival(channel=channel, body=body, said=said, by=SYSTEM, at=timezone.now())
    return plain(200, "Kept.")


def plain(status: int, words: str) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
