"""What happens around every request: language, actor, compression."""

from collections.abc import Callable
from gzip import compress as gzip_compress

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import NOBODY, Actor

Answer = Callable[[HttpRequest], HttpResponse]
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)


class Compression:
    """Send pages small: Brotli where the browser takes it, else gzip."""

    SMALLEST = 600

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.streaming or response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if len(response.content) < self.SMALLEST or not _is_text(response["Content-Type"]):
            return response
        accepted = request.headers.get("Accept-Encoding", "")
        if "br" in accepted:
            response.content = brotli.compress(response.content, quality=4)
            response["Content-Encoding"] = "br"
        elif "gzip" in accepted:
            response.content = gzip_compress(response.content, compresslevel=5, mtime=0)
            response["Content-Encoding"] = "gzip"
        else:
            return response
        response["Content-Length"] = str(len(response.content))
        return response


def _is_text(content_type: str) -> bool:
    return content_type.startswith("text/") or "json" in content_type or "svg" in content_type


class Language:
    """The language the reader chose, else the member's, else the browser's, else French."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self.chosen(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if (
            request.GET.get("lang") == language
        ):  # a link of a public page: remembered until the browser closes
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", httponly=True, secure=settings.SECURE
            )
        return response

    def chosen(self, request: HttpRequest) -> str:
        if request.GET.get("lang") in LANGUAGES:
            return request.GET["lang"]
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if cookie in LANGUAGES:
            return cookie
        for part in request.headers.get("Accept-Language", "").split(","):
            language = part.split(";")[0].strip()[:2].lower()
            if language in LANGUAGES:
                return language
        return settings.LANGUAGE_CODE


class CurrentActor:
    """Puts `request.actor` there: the signed-in member, else nobody."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: self.actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def actor(self, request: HttpRequest) -> Actor:
        user = request.user
        return actor_of(user) if isinstance(user, Member) else NOBODY
