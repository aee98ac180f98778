"""Kills server and worker while reports are written: nothing acknowledged is lost, nothing is half there."""

import http.client
import random
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from jaras.ops.postgres import Cluster, temporary
from proof._house import House, house
from proof._saying import ended

SECONDS, WRITERS, KILL_EVERY_S = 48.0, 6, 3.0
WORDS = "Un homme âgé a froid près de la gare routière, message {key}."

JUDGE = """
import json, django
django.setup()
from django.db.models import Count
from jaras.intake.models import Assessment, Message, Report
from jaras.kernel import counters
from jaras.kernel.models import EventRecord, SearchEntry, Transition
from jaras.outreach.models import Answer
from django_q.models import OrmQ
keys = {m.external_id.split(":", 1)[1]: m.report_id for m in Message.objects.all()}
reports = set(Report.objects.values_list("pk", flat=True))
def one_each(rows, name):
    return {row[name]: row["n"] for row in rows.values(name).annotate(n=Count("pk")) if row["n"] != 1}
kept = {}
for row in Report.objects.values("level", "state", "urgency").annotate(n=Count("pk")).order_by():
    kept[f"{row['level']}:{row['state']}:{row['urgency']}"] = row["n"]
received = EventRecord.objects.filter(name="ReportReceived")
print(json.dumps({
    "keys": keys,
    "without message": sorted(reports - set(keys.values())),
    "assessments": one_each(Assessment.objects.all(), "report_id"),
    "without assessment": sorted(reports - set(Assessment.objects.values_list("report_id", flat=True))),
    "events": one_each(received, "subject_id"),
    "without event": sorted(reports - set(received.values_list("subject_id", flat=True))),
    "transitions": one_each(Transition.objects.filter(subject="report"), "subject_id"),
    "search": one_each(SearchEntry.objects.filter(subject="report"), "subject_id"),
    "counters": {k: v for k, v in counters.read("reports").items() if v} == kept,
    "unsent": Answer.objects.filter(mail_wanted=True, mailed_at=None).count(),
    "waiting jobs": OrmQ.objects.count(),
}))
"""


@dataclass
class Written:
    """What the clients were told."""

    acknowledged: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    retries: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def main() -> int:
    """Both engines at once: each house waits most of its time for what was killed to come back."""
    with temporary(options=("max_connections=60",)) as cluster, ThreadPoolExecutor(2) as threads:
        proofs = (
            threads.submit(prove, "SQLite", database="", cluster=None),
            threads.submit(prove, "PostgreSQL", database=cluster.url, cluster=cluster),
        )
        problems = [problem for each in proofs for problem in each.result()]
    return ended("crash", problems)


def prove(engine: str, *, database: str, cluster: Cluster | None) -> list[str]:
    with house(database=database, members=WRITERS) as attacked:
        written, kills = Written(), 0
        with writing(attacked, written):
            kills = hurt(attacked, cluster)
        attacked.wait_until_healthy()
        problems = judge(attacked, written)
        print(
            f"{engine}: {len(written.acknowledged)} reports acknowledged through {kills} kills and "
            f"{written.retries} retries; {len(problems)} problems",
            flush=True,
        )
        return [f"{engine}: {problem}" for problem in problems]


@contextmanager
def writing(attacked: House, written: Written) -> Iterator[None]:
    """Clients that send reports until the block ends, each again and again until it is acknowledged."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=write, args=(attacked, token, number, written, stop))
        for number, token in enumerate(attacked.tokens)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def write(attacked: House, token: str, number: int, written: Written, stop: threading.Event) -> None:
    turn = 0
    while not stop.is_set():
        turn += 1
        key = f"{number}-{turn}"
        words, email = WORDS.format(key=key), f"{key}@example.org"  # of one address few are answered in a day
        body = {"words": words, "channel": "PARTENAIRE", "reporter_email": email}
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        for _attempt in range(200):
            try:
                status, answer = attacked.ask("POST", "/api/v1/reports", body, headers)
            except (OSError, http.client.HTTPException):
                status, answer = 0, None
            with written.lock:
                if status == 201:
                    written.acknowledged[key] = answer["report"]["id"]
                    break
                if 400 <= status < 500:
                    written.refused.append(f"{key}: {status} {answer}")
                    break
                written.retries += 1
            time.sleep(0.1)


def hurt(attacked: House, cluster: Cluster | None) -> int:
    """Kill something under the supervisor again and again; take PostgreSQL's power once."""
    chance, kills, begun = random.Random(7), 0, time.monotonic()
    database_fell = cluster is None
    while (elapsed := time.monotonic() - begun) < SECONDS:
        # On a slow machine, what is killed again before it serves proves nothing.
        attacked.wait_until_healthy()
        time.sleep(KILL_EVERY_S)
        if not database_fell and elapsed > SECONDS / 2 and cluster is not None:
            cluster.stop(at_once=True)
            time.sleep(1)
            cluster.start()
            database_fell = True
            continue
        alive = sorted(attacked.below())
        if alive:
            attacked.kill(chance.choice(alive))
            kills += 1
    return kills


def judge(attacked: House, written: Written) -> list[str]:
    """Compare what clients were told with what is there, once the queue is empty."""
    import json

    found = {}
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        found = json.loads(attacked.run(JUDGE).splitlines()[-1])
        if not found["unsent"] and not found["waiting jobs"]:
            break
        time.sleep(3)
    problems = list(written.refused)
    commands = " ".join(attacked.below().values())
    living = ("jaras.ops.server", "jaras.ops.queue")
    problems += [f"{name} is dead" for name in living if name not in commands]
    if len(written.acknowledged) < 20:
        problems.append(f"only {len(written.acknowledged)} reports were written: nothing was proved")
    lost = {key: pk for key, pk in written.acknowledged.items() if found["keys"].get(key) != pk}
    if lost:
        problems.append(f"acknowledged, then lost or doubled: {lost}")
    for name in ("without message", "assessments", "without assessment", "events", "without event"):
        if found[name]:
            problems.append(f"half-written records, {name}: {found[name]}")
    for name in ("transitions", "search"):
        if found[name]:
            problems.append(f"not exactly one of {name}: {found[name]}")
    if not found["counters"]:
        problems.append("the counters differ from the rows")
    if found["unsent"] or found["waiting jobs"]:
        problems.append(f"jobs did not resume: {found['unsent']} unsent, {found['waiting jobs']} waiting")
    return problems


if __name__ == "__main__":
    sys.exit(main())
