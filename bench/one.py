"""Measures one engine at one size; prints a JSON line."""

import argparse
import json
import os
import sys
import time
from typing import Any

from bench import scenarios
from bench.load import Measured, drive
from bench.scenarios import Scenario
from bench.server import Served, serve

WARM, TURNS = 30, 200
HEAVY_CLIENTS = 16
OPERATOR, HEAD = "operator@example.org", "head@example.org"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--turns", type=int, default=TURNS)
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jaras.config.settings")
    size, port, turns = options.size, options.port, options.turns
    begun = time.monotonic()
    cookies, of_head = prepare(size)
    filled = time.monotonic() - begun
    with serve(port, "bench.bare", settings="bench.bare_settings", health="/cases") as bare:
        limit = measure(bare, scenarios.bare(size), turns)
    with serve(port, "jaras.config.wsgi", settings="jaras.config.settings", health="/health") as product:
        asked = scenarios.figures(port, of_head, links()) + scenarios.pages(port, size, cookies, needs())
        pages = measure(product, asked, turns) | scenarios.weight(port, cookies)
        again = [asked_again(product, asked, turns) for _ in range(2)]
    pages["memory_mb"] += again
    json.dump({"size": size, "filled_s": round(filled), "bare": limit, "pages": pages}, sys.stdout)
    return 0


def prepare(size: int) -> tuple[str, str]:
    """A database with `size` reports and cases; the cookies of an operator, of the head of the cell."""
    import django

    django.setup()
    from django.core.management import call_command

    from jaras.governance.models import Member
    from jaras.ops.setup import migrate

    migrate()
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    # A folder that an earlier run filled is taken as it is.
    if not Member.objects.filter(email=HEAD).exists():
        found(size)
    return signed_in(OPERATOR), signed_in(HEAD)


def links() -> list[str]:
    from bench.given import links

    return links()


def needs() -> list[str]:
    from bench.given import needs

    return needs()


def signed_in(email: str) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from jaras.governance.models import Member
    from jaras.governance.sessions import SessionStore

    member = Member.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; jaras_language=fr"


def found(size: int) -> None:
    """The territory, an operator on watch, the rows, then the head of the cell."""
    from django.utils import timezone
    from django.utils.timezone import localdate

    from bench.given import Giver
    from bench.hanging import hang
    from bench.housing import directory, house
    from jaras.governance import actions as governance
    from jaras.governance.models import actor_of
    from jaras.kernel.actor import SYSTEM
    from jaras.privacy import actions as privacy
    from jaras.territory import actions as territory

    now = timezone.now()
    territory.load(by=SYSTEM, at=now)
    territory.choose(province_code="05.311", invented=True, by=SYSTEM, at=now)
    # Without it the diagnosis leaves two of its domains out.
    privacy.authorise(number="BENCH", granted_on=localdate(now), by=SYSTEM, at=now, invented=True)
    operator = joined(OPERATOR, "operator")
    governance.take_watch(by=actor_of(operator), at=now)
    Giver(size, operator).fill()
    house()
    directory()
    hang(operator)
    joined(HEAD, "head")


def joined(email: str, role: str) -> Any:
    from django.utils import timezone

    from jaras.governance import actions as governance
    from jaras.governance.queries import key_of
    from jaras.kernel.actor import NOBODY, SYSTEM

    now = timezone.now()
    invitation = governance.invite(email=email, name="Salma Bench", roles=[role], by=SYSTEM, at=now)
    return governance.accept_invitation(
        token=key_of(invitation), name="Salma Bench", password="une-cloche-dans-la-nuit", by=NOBODY, at=now
    )


def measure(served: Served, asked: list[Scenario], turns: int) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    memory = served.memory_mb()
    for name, requests in asked:
        drive(served.port, requests, clients=2, each=WARM)
        for clients in (1, HEAVY_CLIENTS):
            cpu = served.cpu_seconds()
            answers = drive(served.port, requests, clients=clients, each=max(turns // clients, 20))
            rows[f"{name}, {clients} clients"] = row(answers, served.cpu_seconds() - cpu)
            if answers.failures:
                print(f"{name}: {answers.first_wrong}", file=sys.stderr)
    return {"rows": rows, "memory_mb": [memory, served.memory_mb()]}


def asked_again(served: Served, asked: list[Scenario], turns: int) -> dict[str, int]:
    """The memory after everything was asked once more by many: it must not grow."""
    for _name, requests in asked:
        drive(served.port, requests, clients=HEAVY_CLIENTS, each=max(turns // HEAVY_CLIENTS, 20))
    return served.memory_mb()


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
