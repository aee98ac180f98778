"""A visitor without script or cookie, a form they were given a minute ago."""

from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jaras.kernel.actor import SYSTEM
from jaras.territory import actions as territory
from jaras.territory.models import Installation
from jaras.web.portal import keys
from tests import factories

WORDS = "Il faudrait un banc dans le jardin public"  # no peril, whatever the hour
PERIL = "Il ne respire plus, il est en train de mourir, vite"


class Fields(HTMLParser):
    """The hidden fields and the text areas of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "input" and named.get("type") == "hidden":
            self.values[str(named["name"])] = named.get("value") or ""
        self._area = str(named["name"]) if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] = self.values.get(self._area, "") + data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        self._area = ""


def fields(response: Any) -> dict[str, str]:
    return Fields(response.content.decode()).values


def older_key(minutes: int = 1, doubt: str = "") -> str:
    return keys.fresh(timezone.now() - timedelta(minutes=minutes), doubt).signed()


@pytest.fixture
def installation(db: None) -> Installation:
    factories.commune()
    factories.commune("05.311.01.09", name_fr="Oued Zem", name_ar="وادي زم")
    return territory.choose(province_code="05.311", invented=True, by=SYSTEM, at=factories.JOINED)


@pytest.fixture
def visitor(installation: Installation) -> Client:
    """The test's own check of CSRF is on: these pages need no cookie to be safe."""
    return Client(enforce_csrf_checks=True, headers={"accept-language": "fr"})


Send = Callable[..., Any]


@pytest.fixture
def send(visitor: Client) -> Send:
    """Post the form; files are given as bytes."""

    def sent(*, voice: bytes | None = None, photo: bytes | None = None, **typed: Any) -> Any:
        form = {"key": older_key(), "words": WORDS, "anonymous": "1"} | typed
        files = {
            name: SimpleUploadedFile(f"{name}.bin", content)
            for name, content in (("voice", voice), ("photo", photo))
            if content is not None
        }
        return visitor.post("/signaler", form | files)

    return sent


@pytest.fixture
def code_of(visitor: Client) -> Callable[[Any], str]:
    """The code on the page to which a sent form leads."""

    def read(response: Any) -> str:
        return _code(visitor.get(response["Location"]))

    return read


def _code(page: Any) -> str:
    found = str(page.content.decode()).partition("data-code>")[2].partition("</bdi>")[0]
    return found.replace("<span>", "").replace("</span>", "").replace("<wbr>", "")
