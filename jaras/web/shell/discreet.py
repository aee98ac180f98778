"""How every public page answers: nothing remembered by the browser, nothing told to other sites."""

from functools import wraps
from typing import ParamSpec

from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from jaras.web.shell.permission import View, public
from jaras.web.shell.request import Request

P = ParamSpec("P")


def discreet(view: View[P]) -> View[P]:
    """Open to anybody, without any cookie: no right comes from the browser, so none can be borrowed."""

    @wraps(view)
    def answered(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return public(csrf_exempt(answered))
