"""The pages nobody asks for by name: health, preferences, errors."""

import errno
import sys
from collections.abc import Sequence
from http import HTTPStatus

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from jaras.governance.actions import change_preferences
from jaras.governance.actions.account import THEMES
from jaras.web.shell.middleware import LANGUAGES
from jaras.web.shell.permission import public
from jaras.web.shell.preferences import keep
from jaras.web.shell.request import Request


@public
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """200 once the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@public
@require_POST
def preferences(request: Request) -> HttpResponseRedirect:
    """Keep the language or the theme, for the browser, for the member too, then go back."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("home")
    response = HttpResponseRedirect(back)
    language = _one_of(LANGUAGES, request.POST.get("language"))
    theme = _one_of(THEMES, request.POST.get("theme"))
    keep(response, language=language, theme=theme)
    if request.actor.member_id and (language is not None or theme is not None):
        change_preferences(language=language, theme=theme, by=request.actor, at=timezone.now())
    return response


def _one_of(allowed: Sequence[str], value: str | None) -> str | None:
    return value if value in allowed else None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "shell/400.html", status=HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "shell/403.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "shell/404.html", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """The database away or the disk full is a clear page, never a bare 500."""
    error = sys.exc_info()[1]
    away = isinstance(error, OperationalError) or getattr(error, "errno", None) == errno.ENOSPC
    status = HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.INTERNAL_SERVER_ERROR
    return render(request, f"shell/{status.value}.html", status=status)
