"""Each view states who may open it; a test refuses one that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase

from jaras.kernel.access import NotVisible
from jaras.web.shell.request import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]
ANYBODY, SIGNED_IN = "anybody", "signed in"


def public(view: View[P]) -> View[P]:
    """Open to anybody."""
    view.permission = ANYBODY  # type: ignore[attr-defined]
    return view


def permission(*verbs: str) -> Callable[[View[P]], View[P]]:
    """Open to whoever holds one of the verbs; without verbs, to every member.

    Visitors are sent to sign in; members without the verb get 403; what they may not see is not there.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def checked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.actor.member_id is None:
                return redirect_to_login(request.get_full_path())
            if verbs and not any(request.actor.can(verb) for verb in verbs):
                raise PermissionDenied
            try:
                return view(request, *args, **kwargs)
            except NotVisible as hidden:
                raise Http404 from hidden

        checked.permission = verbs or SIGNED_IN  # type: ignore[attr-defined]
        return checked

    return decorate
