"""A calendar kept on a real CalDAV server (Radicale): written, ticked there, taken away."""

import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.utils import timezone

from jaras.bells import actions as bells
from jaras.bells.models import Bell
from jaras.bells.rules import BellState
from jaras.calendars import actions, jobs
from jaras.calendars.models import CalendarAccount, CalendarCopy
from jaras.calendars.rules import AccountState
from jaras.governance.models import Member, actor_of
from jaras.kernel.refusal import Refused
from tests import factories

pytestmark = pytest.mark.django_db
LOGIN, SECRET = "salma", "une-cloche"  # nosec B105
HEADERS = {"Authorization": "Basic " + b64encode(f"{LOGIN}:{SECRET}".encode()).decode()}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("radicale")
    (folder / "users").write_text(f"{LOGIN}:{SECRET}\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {
        "server-hosts": f"127.0.0.1:{port}",
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": str(folder / "users"),
        "auth-htpasswd-encryption": "plain",
        "auth-delay": "0",
        "storage-filesystem-folder": str(folder / "kept"),
    }
    command = [sys.executable, "-m", "radicale", *(f"--{name}={value}" for name, value in told.items())]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            for _turn in range(150):
                try:
                    httpx.get(f"http://127.0.0.1:{port}/", timeout=1)
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/{LOGIN}"
        finally:
            running.terminate()
            running.wait(timeout=20)


@pytest.fixture
def calendar(server: str, settings: Any, request: pytest.FixtureRequest) -> str:
    settings.MODE = "demo"  # which may reach its own machine
    address = f"{server}/{abs(hash(request.node.name))}/"
    httpx.request("MKCALENDAR", address, headers=HEADERS).raise_for_status()
    return address


def connect(who: Member, address: str, *, secret: str = SECRET) -> CalendarAccount:
    return actions.connect(address=address, login=LOGIN, secret=secret, by=actor_of(who), at=timezone.now())


def ring(who: Member, **more: Any) -> Bell:
    given: dict[str, Any] = {
        "what": "Rappeler le foyer",
        "due_at": timezone.now() + timedelta(days=2),
        "role": "PIVOT",
    }
    return bells.ring(**(given | more), who=who, by=actor_of(who), at=timezone.now())


def stands(address: str) -> dict[str, str]:
    """What a client that is not ours finds there."""
    body = (
        '<C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
        "<prop><C:calendar-data/></prop>"
        '<C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>'
    )
    found = httpx.request("REPORT", address, content=body, headers=HEADERS | {"Depth": "1"})
    pages = found.text.split("<href>")[1:]
    return {page.split("</href>")[0].rsplit("/", 1)[1]: page for page in pages}


def test_a_bell_is_written_there_changed_taken_away(calendar: str) -> None:
    salma = factories.member()
    account, bell = connect(salma, calendar), ring(salma)
    jobs.keep(account.pk)
    (name,) = stands(calendar)
    assert name == f"jaras-bell-{bell.pk}.ics"
    assert "Rappeler le foyer" in stands(calendar)[name]
    bells.start(bell=bell, by=actor_of(salma), at=timezone.now())
    jobs.keep(account.pk)
    assert "IN-PROCESS" in stands(calendar)[name]
    bells.finish(
        bell=Bell.objects.get(pk=bell.pk), evidence="Il a dit oui", by=actor_of(salma), at=timezone.now()
    )
    jobs.keep(account.pk)
    assert stands(calendar) == {}
    assert not CalendarCopy.objects.exists()


def test_what_is_ticked_there_is_done_here(calendar: str) -> None:
    salma = factories.member()
    account, bell = connect(salma, calendar), ring(salma)
    jobs.keep(account.pk)
    (name,) = stands(calendar)
    there = httpx.get(calendar + name, headers=HEADERS).text
    done = there.replace("STATUS:NEEDS-ACTION", "STATUS:COMPLETED\r\nDESCRIPTION:Le foyer a dit oui")
    httpx.put(calendar + name, content=done.encode(), headers=HEADERS).raise_for_status()
    jobs.keep(account.pk)
    bell.refresh_from_db()
    assert (bell.state, bell.evidence) == (BellState.DONE, "Le foyer a dit oui")
    assert stands(calendar) == {}


def test_what_they_took_away_there_stays_away_until_it_changes(calendar: str) -> None:
    salma = factories.member()
    account, bell = connect(salma, calendar), ring(salma)
    jobs.keep(account.pk)
    (name,) = stands(calendar)
    httpx.delete(calendar + name, headers=HEADERS).raise_for_status()
    jobs.keep(account.pk)
    assert stands(calendar) == {}
    bells.start(bell=bell, by=actor_of(salma), at=timezone.now())
    jobs.keep(account.pk)
    assert name in stands(calendar)


def test_where_the_server_refuses_us_nothing_is_tried_until_its_owner_looks(calendar: str) -> None:
    salma = factories.member()
    ring(salma)
    account = connect(salma, calendar, secret="faux")  # nosec B106
    jobs.keep(account.pk)
    account.refresh_from_db()
    assert (account.state, account.fault) == (AccountState.BROKEN, "refused")
    connect(salma, calendar)
    jobs.keep(account.pk)
    assert len(stands(calendar)) == 1
    account.refresh_from_db()
    assert (account.state, account.fault) == (AccountState.FOLLOWED, "")


def test_nobody_keeps_a_calendar_inside_the_house(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MODE = "production"
    salma = factories.member()
    for address in (
        "https://127.0.0.1:9/cal/",
        "http://cal.example.org/",
        "https://a:b@cal.example.org/",
        "x",
    ):
        with pytest.raises(Refused):
            connect(salma, address)
    ring(salma)
    account = connect(salma, "https://localhost.localdomain:9/cal/")
    monkeypatch.setattr("socket.getaddrinfo", lambda *_a, **_k: [(0, 0, 0, "", ("10.0.0.7", 9))])
    jobs.keep(account.pk)
    account.refresh_from_db()
    assert account.fault == "private", "asked again once it is known where the name leads"
