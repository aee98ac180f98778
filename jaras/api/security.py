"""Who calls the interface: the holder of a personal token."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from jaras.governance.actions import actor_of_token
from jaras.kernel.actor import Actor


class PersonalToken(HttpBearer):
    """`Authorization: Bearer …`: a token that a member made on their account page."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        actor = actor_of_token(secret=token, at=timezone.now())
        if actor.member_id is None:
            return None
        request.actor = actor  # type: ignore[attr-defined]
        return actor


def caller(request: HttpRequest) -> Actor:
    actor: Any = request.actor  # type: ignore[attr-defined]
    assert isinstance(actor, Actor)  # nosec B101 - for the checker of types
    return actor
