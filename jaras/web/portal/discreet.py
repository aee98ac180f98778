"""How every public page answers: nothing remembered by the browser, nothing told to other sites."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from jaras.web.shell.permission import View, public

P = ParamSpec("P")


def discreet(view: View[P]) -> View[P]:
    """Open to anybody, without any cookie: no right comes from the browser, so none can be borrowed."""

    @wraps(view)
    def answered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    exempt: Callable[[View[P]], View[P]] = csrf_exempt
    return public(exempt(answered))
