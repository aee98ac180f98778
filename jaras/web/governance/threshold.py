"""Between a member and their pages: the lock of an idle screen, the second step that their roles ask for.

Nothing typed is lost. A form sent after the lock is kept sealed until whoever sent it proves who they are, on
the same address; a script keeps what was not sent yet. What polls by itself does not count as a gesture.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from jaras.governance.actions import note_seen
from jaras.governance.models import Member, actor_of
from jaras.governance.roles import door_of
from jaras.governance.rules import STOPPED, Standing
from jaras.web.governance import held, waiting
from jaras.web.governance.asked_here import standing_here
from jaras.web.governance.forms import ConfirmWebAuthnForm, ReauthenticateForm
from jaras.web.shell.permission import ANYBODY

LOCKED = 423
SEEN_EVERY = timedelta(minutes=1)
PASSWORD, CREDENTIAL, KEPT = "unlock_password", "unlock_credential", "unlock_kept"  # nosec B105 - names of fields
MOVED = "X-Jaras-Moved"
# Pages of allauth that show something of an account; the others are the door itself.
OF_AN_ACCOUNT = ("mfa_", "account_change_password", "account_reauthenticate")
THE_DOOR = {"mfa_authenticate", "mfa_login_webauthn", "account_awake", "account_unlock", "account_lock"}
# What is open while the second step is not in place.
TO_PUT_IT_IN_PLACE = {
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "second_step_due",
    "second_step_later",
}
ONCE_SHUT = {"second_step_due"}  # the password alone puts nothing in place any more
# What a page asks by itself, again and again.
BY_ITSELF = {"desk_news", "watch", "register_progress"}

Answer = Callable[[HttpRequest], HttpResponse]


class Threshold:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        if not _guarded(view, name) or not isinstance(request.user, Member):
            return None
        at = timezone.now()
        request.locks_after = door_of(tuple(request.user.roles)).locks_after  # type: ignore[attr-defined]
        if is_locked(request, at=at):
            return _ask(request, at=at)
        if name not in BY_ITSELF:
            seen(request, at=at)
        return _lead_to_second_step(request, name, at=at) or _resume(request)


def is_locked(request: HttpRequest, *, at: datetime) -> bool:
    assert isinstance(request.user, Member)  # nosec B101 - for the checker of types
    return at - _seen_at(request, at) >= door_of(tuple(request.user.roles)).locks_after


def seen(request: HttpRequest, *, at: datetime, every: timedelta = SEEN_EVERY) -> None:
    """A hand moved: the lock waits anew."""
    assert isinstance(request.user, Member)  # nosec B101 - for the checker of types
    if at - _seen_at(request, at) >= every:
        request.session.seen_at = at  # type: ignore[attr-defined]
        note_seen(session=request.session.row_key, by=actor_of(request.user), at=at)  # type: ignore[attr-defined]


def proved(request: HttpRequest) -> Any:
    """The form with which whoever sits there proves who they are; valid, or with its error."""
    if CREDENTIAL in request.POST:
        return ConfirmWebAuthnForm(user=request.user, data={"credential": request.POST[CREDENTIAL]})
    return ReauthenticateForm(user=request.user, data={"password": request.POST.get(PASSWORD, "")})


def locked_page(request: HttpRequest, *, kept: str = "", form: Any = None) -> HttpResponse:
    keys = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN).exists()
    context = {
        "member": request.user,
        "kept": kept,
        "errors": [text for texts in form.errors.values() for text in texts] if form else [],
        "js_data": {"request_options": begin_authentication(request.user)} if keys else None,
        "demo_password": settings.DEMO_PASSWORD if settings.MODE == "demo" else "",
    }
    return render(request, "governance/locked.html", context, status=LOCKED)


def _ask(request: HttpRequest, *, at: datetime) -> HttpResponse | None:
    if request.headers.get("HX-Request"):
        return HttpResponse(
            status=LOCKED
        )  # the page that asks is still there: its script asks for the password
    if request.method != "POST":
        return locked_page(request)
    if PASSWORD not in request.POST and CREDENTIAL not in request.POST:
        return locked_page(request, kept=held.keep(request))
    form, kept = proved(request), request.POST.get(KEPT, "")
    if not form.is_valid():
        return locked_page(request, kept=kept, form=form)
    seen(request, at=at)
    if kept and held.bring_back(request, kept):
        return None  # as if the lock had not been there
    return HttpResponseRedirect(request.get_full_path())


def _lead_to_second_step(request: HttpRequest, name: str, *, at: datetime) -> HttpResponse | None:
    """Whoever must hold a second step and holds none finds the way to one; what they sent waits for them."""
    assert isinstance(request.user, Member)  # nosec B101 - for the checker of types
    began_at = request.session.began_at or at  # type: ignore[attr-defined]
    standing = standing_here(request, request.user, began_at=began_at, at=at)
    request.second_step = standing  # type: ignore[attr-defined]
    if standing not in STOPPED or name in (ONCE_SHUT if standing is Standing.SHUT else TO_PUT_IT_IN_PLACE):
        return None
    if name in BY_ITSELF:
        return HttpResponse(status=204)  # whoever puts it in place is not called away by what a page polls
    there = reverse("second_step_due")
    if request.headers.get("HX-Request"):
        response = HttpResponse(headers={"HX-Redirect": there})
    else:
        response = HttpResponseRedirect(there)
    waiting.keep(request, response, kept=held.keep(request) if request.method == "POST" else "")
    return response


def _resume(request: HttpRequest) -> HttpResponse | None:
    """What was sent before the second step was in place comes back as it was."""
    if request.method != "POST" or KEPT not in request.POST:
        return None
    if held.bring_back(request, request.POST[KEPT]):
        return None
    return HttpResponseRedirect(request.get_full_path())


def _guarded(view: Any, name: str) -> bool:
    if name in THE_DOOR:
        return False
    permission = getattr(view, "permission", None)
    return name.startswith(OF_AN_ACCOUNT) if permission is None else permission != ANYBODY


def _seen_at(request: HttpRequest, at: datetime) -> datetime:
    found: datetime = request.session.seen_at or at  # type: ignore[attr-defined]
    return found
