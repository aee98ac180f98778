"""What is sealed is answered as what does not exist: the same status, page, number of queries."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jaras.cases.actions.sealing import share
from jaras.kernel.actor import SYSTEM
from jaras.kernel.models import Level
from tests.access import walk
from tests.access.world import HOLDER, NONE, World, build

OUTSIDERS = (
    "operator",
    "field",
    "referent",
    "pole_lead",
    "head",
    "partner",
    "committee",
    "administrator",
    "dpo",
)
# Each answer has its own words of these: they say nothing of what was asked.
OWN = re.compile(rb'(csrf[a-z]*" value="|"X-CSRFToken": ?")[^"]+|nonce[-=]"?[A-Za-z0-9+/=_-]+')


@pytest.fixture
def sealed(db: None, settings: Any, at: Any) -> World:
    """The world in which what was restricted is sealed."""
    settings.MODE = "real"
    world = build()
    share(world.restricted, Level.SEALED, "violence", by=SYSTEM, at=world.restricted.moved_at)
    return world


def apart(world: World) -> Iterator[tuple[str, str, str]]:
    """Each address of something sealed with the same of nothing."""
    for address in walk.addresses(world):
        if "restricted" not in address.example and "sealed" not in address.example:
            continue
        # Of a person within a request the person is hidden, the request is not.
        hidden = [name for name, value in address.arguments.items() if isinstance(value, int)]
        hidden = ["person_pk"] if "person_pk" in hidden else hidden
        missing = {**address.arguments, **dict.fromkeys(hidden, NONE)}
        yield address.row, address.path, reverse(address.name, kwargs=missing)


def answered(browser: Client, path: str) -> tuple[Any, ...]:
    """The status, the page, how many queries; whatever it changed is undone."""
    cache.clear()
    connection.queries_log.clear()
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        response = browser.get(path)
        if response.status_code == walk.METHOD_NOT_ALLOWED:
            response = browser.post(path)
        content = OWN.sub(b"", response.getvalue()) if not response.streaming else b"streamed"
        transaction.set_rollback(True)
    return response.status_code, content.replace(path.encode(), b"HERE"), len(asked)


def test_it_is_answered_as_what_does_not_exist(sealed: World) -> None:
    browsers = walk.walkers(sealed)
    told = []
    for row, path, missing in apart(sealed):
        for who in OUTSIDERS:
            if who == "dpo" and path.startswith("/accesses/"):
                continue  # who reads the journal is told of every number, of no word
            there, nowhere = answered(browsers[who], path), answered(browsers[who], missing)
            if there != nowhere:  # a session writes once a minute that it is still used: not twice in a row
                there, nowhere = answered(browsers[who], path), answered(browsers[who], missing)
            if there != nowhere:
                told.append(f"{row}, {who}: {there[0]} in {there[2]} queries, {nowhere[0]} in {nowhere[2]}")
    assert not told, "\n".join(told)


def test_its_holder_opens_it(sealed: World) -> None:
    browser = walk.walkers(sealed)[HOLDER]
    for path in (f"/cases/{sealed.restricted.pk}/", f"/reports/{sealed.sealed_report.pk}"):
        assert browser.get(path).status_code == 200
