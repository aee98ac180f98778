"""Thirty-two operators want one place at one instant, a thousand times: one has it, the others are told."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from jaras.ops.postgres import temporary
from proof._house import House, house
from proof._saying import ended

OPERATORS, ROUNDS = 32, 1000

CONTEST = """
import json, multiprocessing, random, time
import django
django.setup()
from collections import Counter
from datetime import timedelta
from django.db import OperationalError, connection, connections
from django.utils import timezone
from jaras.governance.models import Member, actor_of
from jaras.kernel.actor import SYSTEM
from jaras.partners import actions
from jaras.partners.models import Occupancy

OPERATORS, ROUNDS = {operators}, {rounds}
at = timezone.now()
house = actions.register(name_fr="Dar", kind="shelter", poles=["ACC"], by=SYSTEM, at=at)
service = actions.add_service(organisation=house, code="ACC-HEB", always_open=True, by=SYSTEM, at=at)
site = actions.add_site(organisation=house, name_fr="Dar", by=SYSTEM, at=at)
units = []
for part in range(0, ROUNDS, 200):
    names = [f"Lit {{part + number}}" for number in range(min(200, ROUNDS - part))]
    units += actions.add_units(site=site, labels=names, service=service, kind="bed", by=SYSTEM, at=at)
by = actor_of(Member.objects.first())
many = multiprocessing.get_context("fork")
start, end = many.Barrier(OPERATORS + 1), many.Barrier(OPERATORS + 1)
answers = many.SimpleQueue()


def hold(unit):
    now = timezone.now()
    try:
        actions.hold(unit=unit, until=now + timedelta(hours=2), by=by, at=now)
    except actions.Taken:
        return "taken"
    except OperationalError as error:
        if "database is locked" not in str(error):
            raise
        time.sleep(random.random() / 200)
        return hold(unit)
    return "held"


def operator():
    random.seed()
    if connection.vendor == "sqlite":  # its own waiting sleeps ever longer: a thousand rounds, an hour
        connection.cursor().execute("PRAGMA busy_timeout = 0")
    for unit in units:
        start.wait()
        try:
            answer = hold(unit)
        except Exception as error:
            answer = f"{{type(error).__name__}}: {{error}}"
        answers.put(answer)
        end.wait()
    connection.close()


connections.close_all()
operators = [many.Process(target=operator) for _operator in range(OPERATORS)]
for each in operators:
    each.start()
told = []
for _round in units:
    start.wait()
    told.append(Counter(answers.get() for _operator in operators))
    end.wait()
for each in operators:
    each.join()
rows = Counter(Occupancy.objects.values_list("unit_id", flat=True))
print(json.dumps({{
    "answers": dict(sum(told, Counter())),
    "rounds": sum(each == {{"held": 1, "taken": OPERATORS - 1}} for each in told),
    "rows": sorted(Counter(rows.values()).items()),
    "units": len(rows),
}}))
"""


def main() -> int:
    """Both engines at once: each has one writer at a time, the machine two processors."""
    with temporary() as cluster, ThreadPoolExecutor(2) as threads:
        proofs = [
            threads.submit(prove, engine, url)
            for engine, url in (("SQLite", ""), ("PostgreSQL", cluster.url))
        ]
        problems = [problem for each in proofs for problem in each.result()]
    return ended("places", problems)


def prove(engine: str, database: str) -> list[str]:
    with house(database=database, members=1) as cell:
        began = time.monotonic()
        found = contest(cell)
        took = time.monotonic() - began
    print(f"{engine}: {found['rounds']} of {ROUNDS} rounds had one winner, {OPERATORS - 1} clear answers")
    print(f"  {took:.0f} s, {took * 1000 / ROUNDS / OPERATORS:.1f} ms for one answer")
    return list(judged(engine, found))


def judged(engine: str, found: dict[str, Any]) -> Iterator[str]:
    other = Counter(found["answers"]) - Counter(held=ROUNDS, taken=ROUNDS * (OPERATORS - 1))
    if found["rounds"] != ROUNDS or other:
        yield f"{engine}: {found['rounds']} of {ROUNDS} rounds as they should be; answers beside: {other}"
    if found["rows"] != [[1, ROUNDS]]:
        yield f"{engine}: some place has two living rows, or none: {found['rows']}"


def contest(cell: House) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(cell.run(CONTEST.format(operators=OPERATORS, rounds=ROUNDS)))
    return answer


if __name__ == "__main__":
    sys.exit(main())
