"""The simulator stands in the demo alone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from jaras.web.shell.permission import permission, public
from jaras.web.shell.request import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]


def of_demo(view: View[P]) -> View[P]:
    """Elsewhere it is not there."""

    @wraps(view)
    def checked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if settings.MODE != "demo":
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def for_members(view: View[P]) -> View[P]:
    return of_demo(permission()(view))


def for_programs(view: View[P]) -> View[P]:
    """Like the real ones: no session, a key that the view looks at."""
    return of_demo(csrf_exempt(public(view)))
