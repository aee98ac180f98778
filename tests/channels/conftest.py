"""Channels that are set up, with a Graph that answers on this machine."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.channels.graph import Graph, about_the_file, answering

WHATSAPP = {"app_secret": "secret-w", "verify_token": "word-w", "phone_number_id": "111", "token": "key-w"}
FACEBOOK = {"app_secret": "secret-f", "verify_token": "word-f", "page_id": "222", "token": "key-f"}


@pytest.fixture(scope="session")
def _server() -> Iterator[Graph]:
    with answering() as graph:
        yield graph


@pytest.fixture
def graph(_server: Graph, settings: Any) -> Graph:
    """Both channels of Meta speak to it; it has heard nothing yet."""
    fresh = Graph(address=_server.address, about=about_the_file(_server.address))
    vars(_server).update(vars(fresh))
    there = {"graph": _server.address}
    settings.CHANNELS = {"whatsapp": WHATSAPP | there, "facebook": FACEBOOK | there}
    settings.MODE = "demo"
    return _server
