"""The door of the open directory: anybody, not too often, in the language that was asked for."""

from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from jaras.api.problems import told_by
from jaras.kernel import limits
from jaras.kernel.limits import Limit
from jaras.kernel.refusal import Refused
from jaras.kernel.visitor import visitor

# A mirror of two thousand services, whole, in both languages, passes; a flood waits.
READINGS = (Limit(300, timedelta(minutes=10)), Limit(5000, timedelta(days=1)))
SCOPE = "open-directory"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class TooMany(Exception):
    """This visitor read more than one who mirrors the directory would."""


def admitted(request: HttpRequest) -> bool:
    """Counts one reading, chooses the language of its answer.

    The standard has no place for two languages in one object: each language is a document of its own. So that
    it has an address that can be kept and shared, `language` decides; without it, what the reader's program
    prefers (`Accept-Language`), else French.
    """
    at, who = timezone.now(), visitor(request)
    language = request.GET.get("language")
    if language in LANGUAGES:
        translation.activate(language)
    elif language is not None:
        raise Refused(_("Ask for one of these languages: fr, ar, en."), field="language")
    if limits.reached(SCOPE, who, READINGS, at=at):
        raise TooMany
    limits.note(SCOPE, who, at=at)
    return True


class OpenDirectory(NinjaAPI):
    """Every answer says its language."""

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        response = super().create_temporal_response(request)
        response["Content-Language"] = translation.get_language()
        patch_vary_headers(response, ("Accept-Language",))
        return response


def opened() -> OpenDirectory:
    """The interface without its routes."""
    api = OpenDirectory(
        title="Jaras: open directory",
        version="3.0",
        description="Organisations, services, places of the province in the Human Services Data "
        "Specification (Open Referral) 3.0. `language` is fr, ar or en.",
        auth=admitted,
        docs_url=None,
        urls_namespace="hsds",
    )
    told_by(api)

    @api.exception_handler(TooMany)
    def too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
        sentence = _("Too many requests: go on in ten minutes.")
        answer = {"detail": sentence, "field": ""}
        return api.create_response(request, answer, status=HTTPStatus.TOO_MANY_REQUESTS)

    return api
