"""Measures one engine at one size; prints a JSON line."""

import argparse
import json
import os
import random
import re
import sys
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from bench.load import Measured, Request, drive
from bench.server import Served, serve

WARM, TURNS = 30, 200
HEAVY_CLIENTS = 16


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--turns", type=int, default=TURNS)
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jaras.config.settings")
    begun = time.monotonic()
    cookies = prepare(options.size)
    filled = time.monotonic() - begun
    with serve(options.port, "bench.bare:application", health="/cases") as bare:
        limit = measure(bare, bare_scenarios(options.size), options.turns)
    with serve(options.port, "jaras.config.wsgi:application", health="/health") as product:
        pages = measure(product, page_scenarios(product.port, options.size, cookies), options.turns)
    json.dump({"size": options.size, "filled_s": round(filled), "bare": limit, "pages": pages}, sys.stdout)
    return 0


def prepare(size: int) -> str:
    """A database with `size` reports and cases, an operator signed in; gives the cookies."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from django.utils import timezone

    from bench.population import Filler
    from jaras.governance import actions as governance
    from jaras.governance.models import actor_of
    from jaras.governance.queries import key_of
    from jaras.kernel.actor import NOBODY, SYSTEM
    from jaras.territory import actions as territory

    now = timezone.now()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    territory.load(by=SYSTEM, at=now)
    territory.choose(province_code="05.311", invented=True, by=SYSTEM, at=now)
    invitation = governance.invite(
        email="bench@example.org", name="Salma Bench", roles=["operator"], by=SYSTEM, at=now
    )
    member = governance.accept_invitation(
        token=key_of(invitation), name="Salma Bench", password="une-cloche-dans-la-nuit", by=NOBODY, at=now
    )
    governance.take_watch(by=actor_of(member), at=now)
    Filler(size, member).fill()
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; jaras_language=fr"


Scenario = tuple[str, Any]


def bare_scenarios(size: int) -> list[Scenario]:
    def create(number: int) -> Iterator[Request]:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        while True:
            yield "POST", "/call", headers, b"words=un+homme+a+froid&place_text=gare"

    return [
        ("list", lambda number: always("/cases", {})),
        ("file", lambda number: anywhere("/cases/{}", size, number, {})),
        ("create", create),
    ]


def page_scenarios(port: int, size: int, cookies: str) -> list[Scenario]:
    headers = {"Cookie": cookies, "Accept-Encoding": "br", "Host": f"localhost:{port}"}
    token, cookie = csrf(port, headers)
    posting = headers | {
        "Cookie": f"{cookies}; {cookie}",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": token,
        "Origin": f"http://localhost:{port}",
    }

    def take(number: int) -> Iterator[Request]:
        while True:
            body = f"words=Un+homme+%C3%A2g%C3%A9+a+froid&channel=TEL&key={uuid4().hex}"
            yield "POST", "/call", posting, body.encode()

    return [
        ("desk", lambda number: always("/desk", headers)),
        ("list", lambda number: always("/cases", headers)),
        ("list filtered", lambda number: always("/cases?commune=05.311.01.09&order=opened", headers)),
        ("file", lambda number: anywhere("/cases/{}", size, number, headers)),
        ("search", lambda number: always("/search?q=quartier+17+rue+100", headers)),
        ("create", take),
    ]


def csrf(port: int, headers: dict[str, str]) -> tuple[str, str]:
    """The token of the call form with its cookie."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/call", headers=headers | {"Accept-Encoding": "identity"})
    answer = connection.getresponse()
    page = answer.read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
    if found is None:
        raise SystemExit(f"The call form answered {answer.status} without its token.")
    return found.group(1), cookie


def always(path: str, headers: dict[str, str]) -> Iterator[Request]:
    while True:
        yield "GET", path, headers, None


def anywhere(path: str, size: int, seed: int, headers: dict[str, str]) -> Iterator[Request]:
    chance = random.Random(seed)
    while True:
        pk = chance.randrange(1, size)
        yield "GET", path.format(pk + (pk % 50 == 0)), headers, None


def measure(served: Served, scenarios: list[Scenario], turns: int) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    memory = served.memory_mb()
    for name, requests in scenarios:
        drive(served.port, requests, clients=2, each=WARM)
        for clients in (1, HEAVY_CLIENTS):
            cpu = served.cpu_seconds()
            found = drive(served.port, requests, clients=clients, each=max(turns // clients, 20))
            rows[f"{name}, {clients} clients"] = row(found, served.cpu_seconds() - cpu)
    return {"rows": rows, "memory_mb": [round(memory), round(served.memory_mb())]}


def row(found: Measured, cpu: float) -> dict[str, float]:
    answers = len(found.times_ms)
    return {
        "median_ms": round(found.median_ms, 2),
        "p95_ms": round(found.p95_ms, 2),
        "per_cpu_second": round(answers / cpu) if cpu else 0,
        "kb": round(found.bytes_sent / answers / 1024, 1),
        "failures": found.failures,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
