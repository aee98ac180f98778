"""How allauth behaves here: nobody signs up without an invitation, every sentence is ours."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from jaras.governance.rules import Standing
from jaras.kernel.transports import letter
from jaras.web.governance import devices, user_agents
from jaras.web.governance.attempts import TooMany, counted
from jaras.web.shell.preferences import keep

JUST_NOW = timedelta(minutes=5)
MISMATCH = _("This address with this password opens nothing here. Check both, or ask for a new password.")
WRONG_CODE = _("This code is not the right one. Wait for the next one, or use a recovery code.")
TOO_MANY = _("Too many attempts. Wait five minutes, then try again.")

# What is said after a change; signing in or out needs no words.
SAID: dict[str, Any] = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "mfa/messages/totp_activated.txt": _("Codes from your application are now asked when you sign in."),
    "mfa/messages/totp_deactivated.txt": _("Codes from your application are no longer asked."),
    "mfa/messages/recovery_codes_generated.txt": _("Here are new recovery codes; the former ones are void."),
    "mfa/messages/webauthn_added.txt": _("This key now opens your account."),
    "mfa/messages/webauthn_removed.txt": _("This key no longer opens your account."),
}


class Wrong(Exception):
    """This secret opens nothing."""


class MemberAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is suspended: ask an administrator."),
        "email_password_mismatch": MISMATCH,
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("This is not your password."),
        "invalid_login": MISMATCH,
        "invalid_password_reset": _("This address was used or is too old: ask for another one."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Attempts are counted by place with account; a wrong one stays counted."""
        try:
            with counted(request, step="password", account=str(credentials.get("email", ""))):
                user = super().authenticate(request, **credentials)
                if user is None:
                    raise Wrong
        except TooMany:
            raise self.validation_error("too_many_login_attempts") from None
        except Wrong:
            return None
        return user

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the gate, as every letter of the house."""
        request: Any = self.request
        said = {"request": request, "current_site": get_current_site(request), "email": email, **context}
        mail = self.render_mail(template_prefix, email, said)
        letter(mail, topic="account", about=("member", getattr(context.get("user"), "pk", None) or 0))

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Members have no user name."""

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """On a shared screen, language with light follow whoever signs in."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        keep(response, language=user.language, theme=user.theme)
        devices.remember(request, response, user)
        device = user_agents.in_words(request.headers.get("User-Agent", ""))
        request.session.begin(device, timezone.now())  # type: ignore[attr-defined]
        request.session.modified = True
        return response

    def is_reauthentication_required(self, app: str = "") -> bool:
        """Whoever came in a moment ago to put their first second step in place has just said who they are."""
        stopped = getattr(self.request, "second_step", None) in (Standing.DUE, Standing.ANEW)
        if app == "allauth.mfa" and stopped:
            began_at = self.request.session.began_at
            if began_at and timezone.now() - began_at < JUST_NOW:
                return False
        return bool(super().is_reauthentication_required(app=app))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a key or this device"),
        }
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [way | {"description": words.get(way["id"], way["description"])} for way in found]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("This second step cannot be removed."),
        "cannot_generate_recovery_codes": _("Recovery codes come with a second step: add one first."),
        "incorrect_code": WRONG_CODE,
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        from allauth.mfa.models import Authenticator

        number = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        if not number:
            return pgettext("passkey", "My key")
        return gettext("Key %(number)d") % {"number": number + 1}
