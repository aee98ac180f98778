"""The engine of sessions: rows of governance, under the digest of what the browser holds."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from jaras.governance.models import Session


def digest(key: str) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()[:40]


class SessionStore(db.SessionStore):
    """Reading a session says when it was seen last: no other query is made for that."""

    seen_at: datetime | None = None
    began_at: datetime | None = None
    device = ""

    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    @property
    def row_key(self) -> str:
        return digest(self.session_key or "")

    def _get_session_from_db(self) -> Any:
        rows = Session.objects.filter(session_key=self.row_key, expire_date__gt=timezone.now())
        row = next(iter(rows), None)
        if row is None:
            self._session_key = None
            return None
        self.seen_at, self.began_at, self.device = row.seen_at, row.began_at, row.device
        return row

    def begin(self, device: str, at: datetime) -> None:
        """Somebody has just signed in here."""
        self.load_if_needed()
        self.began_at = self.seen_at = at
        self.device = device

    def load_if_needed(self) -> None:
        self._get_session()  # type: ignore[attr-defined]

    def exists(self, session_key: str) -> bool:
        return bool(Session.objects.filter(session_key=digest(session_key)).exists())

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        now = timezone.now()
        row.session_key = self.row_key
        row.member_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.device, row.began_at, row.seen_at = self.device, self.began_at or now, self.seen_at or now
        return row

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            Session.objects.filter(session_key=digest(key)).delete()
