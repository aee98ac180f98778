"""What allauth tells of signing in, written into the log of the house."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as second
from django.utils import timezone

from jaras.governance.actions import note_sign_in
from jaras.governance.models import Member, actor_of
from jaras.governance.rules import SignInChange

TOLD = {
    account.user_logged_in: SignInChange.SIGNED_IN,
    account.password_changed: SignInChange.PASSWORD_CHANGED,
    account.password_reset: SignInChange.PASSWORD_RESET,
    second.authenticator_added: SignInChange.FACTOR_ADDED,
    second.authenticator_removed: SignInChange.FACTOR_REMOVED,
    second.authenticator_reset: SignInChange.RECOVERY_CODES_MADE,
}


def listen() -> None:
    for signal, what in TOLD.items():
        signal.connect(_writer(what), weak=False, dispatch_uid=f"jaras.{what}")


def _writer(what: SignInChange) -> Any:
    def write(*, user: Member, **_rest: Any) -> None:
        note_sign_in(what=what, by=actor_of(user), at=timezone.now())

    return write
