"""What a form carries instead of a session: signed, short-lived, readable by nobody else."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.core import signing
from django.utils.crypto import salted_hmac

from jaras.intake.rules import tracking

FORM, SLIP, PASS = "jaras.portal.form", "jaras.portal.slip", "jaras.portal.pass"
SLIP_LASTS = timedelta(minutes=15)
PASS_LASTS = timedelta(minutes=15)


@dataclass(frozen=True)
class Key:
    """One form that was handed out: `doubt` says why it was handed out a second time."""

    secret: str
    issued_at: datetime
    doubt: str = ""

    @property
    def external_id(self) -> str:
        """What the register keeps of it: enough to know a replay, not enough to find the code."""
        return sha256(self.secret.encode()).hexdigest()[:40]

    @property
    def code(self) -> str:
        """The tracking code of this form: only the key of this copy with the form's own secret make it."""
        seed = salted_hmac("jaras.portal.code", self.secret, algorithm="sha256").digest()
        return tracking.code_from(seed)

    def signed(self) -> str:
        return signing.dumps([self.secret, int(self.issued_at.timestamp()), self.doubt], salt=FORM)


def fresh(at: datetime, doubt: str = "") -> Key:
    return Key(token_urlsafe(16), at, doubt)


def read(signed: str) -> Key | None:
    """The key of a form that we made; it has no end, for a form may stay open all night."""
    value = _loads(signed, FORM)
    if value is None:
        return None
    secret, issued, doubt = value
    return Key(secret, datetime.fromtimestamp(issued, UTC), doubt)


def slip(key: Key, not_kept: list[tuple[str, str]]) -> str:
    """What leads from the sent form to its code, once: no code is in it."""
    return signing.dumps([key.secret, not_kept], salt=SLIP)


def read_slip(signed: str) -> tuple[Key, list[tuple[str, str]]] | None:
    value = _loads(signed, SLIP, SLIP_LASTS)
    if value is None:
        return None
    return Key(value[0], datetime.min.replace(tzinfo=UTC)), [(field, code) for field, code in value[1]]


def pass_for(tracking_digest: str) -> str:
    """What lets somebody who gave the code add to the report for a quarter of an hour."""
    return signing.dumps(tracking_digest, salt=PASS)


def read_pass(signed: str) -> str | None:
    value = _loads(signed, PASS, PASS_LASTS)
    return None if value is None else str(value)


def _loads(signed: str, salt: str, lasts: timedelta | None = None) -> Any:
    try:
        return signing.loads(signed, salt=salt, max_age=lasts)
    except (signing.BadSignature, ValueError):
        return None
