"""Each view states who may open it; a test refuses one that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
ANYBODY, SIGNED_IN = "anybody", "signed in"


def public(view: View[P]) -> View[P]:
    """Open to anybody."""
    view.permission = ANYBODY  # type: ignore[attr-defined]
    return view


def permission(*verbs: str) -> Callable[[View[P]], View[P]]:
    """Open to whoever holds one of the verbs; without verbs, to every member.

    Visitors are sent to sign in; members without the verb get 403.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            actor: Any = request.actor  # type: ignore[attr-defined]
            if actor.member_id is None:
                return redirect_to_login(request.get_full_path())
            if verbs and not any(actor.can(verb) for verb in verbs):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.permission = verbs or SIGNED_IN  # type: ignore[attr-defined]
        return checked

    return decorate
