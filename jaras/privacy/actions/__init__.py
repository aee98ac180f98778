"""Every write under the law on personal data."""

from jaras.privacy.actions.asking import ask, ask_on_page
from jaras.privacy.actions.authorising import authorise, end_authorisation
from jaras.privacy.actions.consents import join_consents, keep_strictest, note_consent
from jaras.privacy.actions.forgetting import forget, forget_due
from jaras.privacy.actions.holding import end_hold, hold, hold_as_before
from jaras.privacy.actions.identity import note_identity_number
from jaras.privacy.actions.photographs import keep_photograph, remove_photograph
from jaras.privacy.actions.requests import answer, check_identity, note_copy, refuse

__all__ = [
    "answer",
    "ask",
    "ask_on_page",
    "authorise",
    "check_identity",
    "end_authorisation",
    "end_hold",
    "forget",
    "forget_due",
    "hold",
    "hold_as_before",
    "join_consents",
    "keep_photograph",
    "keep_strictest",
    "note_consent",
    "note_copy",
    "note_identity_number",
    "refuse",
    "remove_photograph",
]
