"""A program that holds a token."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from jaras.governance import actions as governance
from jaras.governance.models import Member, actor_of

Call = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def call(client: Client, at: datetime) -> Callable[[Member], Call]:
    """`call(member)("get", "/reports")`: status and answer, asked with a fresh token of this member."""

    def as_member(member: Member) -> Call:
        _row, secret = governance.create_token(name="test", by=actor_of(member), at=at)

        def ask(method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, Any]]:
            data = body if isinstance(body, (str, bytes)) else json.dumps(body)
            answer = getattr(client, method)(
                f"/api/v1{path}",
                **({"data": data, "content_type": "application/json"} if method == "post" else {}),
                headers={"authorization": f"Bearer {secret}", **headers},
            )
            return answer.status_code, answer.json()

        return ask

    return as_member
