"""The forms of signing in: allauth's rules, the house's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from jaras.governance.models import Member
from jaras.web.governance.attempts import TooMany, counted

LABELS: dict[str, Any] = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password, once more"),
    "code": _("Code of six digits, or a recovery code"),
    "name": _("Name of this key"),
    "passwordless": _("Sign in with this key alone, without e-mail address or password"),
}
LIMIT = 512


class Worded:
    """Labels of ours above the field, nothing inside it; a secret has a length that can be hashed."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField):
                field.validators.append(MaxLengthValidator(LIMIT))


class LoginForm(Worded, account.LoginForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(Worded, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(Worded, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(Worded, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class Counted:
    """Codes have budgets like passwords: hammering them elsewhere closes nobody's own device."""

    user: Member

    def clean_code(self) -> Any:
        try:
            with counted(context.request, step="code", account=self.user.email):
                return super().clean_code()  # type: ignore[misc]
        except TooMany:
            raise get_adapter().validation_error("too_many_login_attempts") from None


class AuthenticateForm(Counted, Worded, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class ConfirmForm(Counted, Worded, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateTOTPForm(Worded, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class AddWebAuthnForm(Worded, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    def clean(self) -> dict[str, Any]:
        with from_a_key():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class EditWebAuthnForm(Worded, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    pass


class FromAKey:
    """An answer that no key gives is refused like any wrong answer."""

    def clean_credential(self) -> Any:
        with from_a_key():
            return super().clean_credential()  # type: ignore[misc]


class AuthenticateWebAuthnForm(FromAKey, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class ConfirmWebAuthnForm(FromAKey, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class LoginWebAuthnForm(FromAKey, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    pass


@contextmanager
def from_a_key() -> Iterator[None]:
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as strange:
        raise forms.ValidationError(_("This is not the answer of a key. Try again.")) from strange
