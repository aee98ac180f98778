"""Five thousand deliveries of WhatsApp, two kills meanwhile: what was acknowledged is heard once."""

import http.client
import json
import random
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from proof import _meta as meta
from proof._house import House, house
from proof._meta import Graph
from proof._saying import ended

WRITERS, CLIENTS, SEED = 500, 6, 20261127
KINDS = {"text": 4350, "unknown": 100, "reaction": 100, "again": 250, "tampered": 100, "status": 100}
DELIVERIES = sum(KINDS.values())
KILLED_AFTER = (DELIVERIES // 3, 2 * DELIVERIES // 3)
MOST_RETRIES = 400
PATIENCE = 420  # seconds until everything is read; the queue comes back to what was killed after 90
WORDS = ("Un homme dort", "Une femme attend", "مرا حامل ناعسة", "رجل مسن وحده", "chi drari bouhdhom")
PLACES = ("derrière le four", "près du puits", "قرب المسجد", "حدا الفران", "f jnan")
SOUNDS = ["ba", "ka", "to", "mi", "ru", "sel", "nor", "dav", "fi", "gou", "la", "pem", "zi", "cho", "hat"]

JUDGE = """
import json, time, django
django.setup()
from django.db.models import Count
from django_q.models import OrmQ
from jaras.conversations.models import Arrival, Conversation, Heard, Reply
from jaras.intake.models import Message, Report
def states(model):
    return dict(model.objects.order_by().values_list("state").annotate(n=Count("pk")))
def waiting():
    return Arrival.objects.filter(state="waiting").count() + OrmQ.objects.count()
begun = time.monotonic()
while waiting() and time.monotonic() - begun < {patience}:
    time.sleep(0.5)
print(json.dumps({{
    "waiting": waiting(),
    "arrivals": states(Arrival),
    "replies": states(Reply),
    "heard": [[h.external_id, h.conversation.address, h.words, h.report_id] for h in
              Heard.objects.select_related("message__report", "conversation").order_by("id")],
    "messages": list(Message.objects.values_list("external_id", flat=True)),
    "reports": Report.objects.count(),
    "conversations": Conversation.objects.count(),
}}))
"""
State = dict[str, Any]


@dataclass(frozen=True)
class Delivery:
    """One body, what it says; of a status the body is made when it leaves."""

    kind: str
    number: int = 0
    writer: str = ""
    words: str = ""
    body: bytes = b""

    @property
    def answer(self) -> int:
        return 403 if self.kind == "tampered" else 200


@dataclass
class Told:
    """What waits to be brought, what the clients were answered, when the house was killed."""

    waiting: deque[Delivery]
    graph: Graph
    acknowledged: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    kills: list[float] = field(default_factory=list)
    retries: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def ended(self) -> int:
        return self.acknowledged.total()


def main() -> int:
    with meta.graph() as graph, house(members=1, settings=meta.settings(graph)) as attacked:
        told, begun = Told(deque(made()), graph), time.monotonic()
        said = [each for each in told.waiting if each.number]
        flood(attacked, told)
        came = time.monotonic() - begun
        known: State = json.loads(attacked.run(JUDGE.format(patience=PATIENCE)).splitlines()[-1])
        read = time.monotonic() - begun
        problems = [*told.wrong[:20], *judged(known, said, told)]
        times = sorted(told.milliseconds)
        print(
            f"{told.ended} deliveries of {WRITERS} writers, {len(told.kills)} kills, {told.retries} retries: "
            f"brought in {came:.0f} s, answered in {times[len(times) // 2]:.0f} ms (p95 "
            f"{times[len(times) * 95 // 100]:.0f}) while they were read, all read after {read:.0f} s; "
            f"{len(graph.given)} answers left, {graph.doubled()} of them twice",
            flush=True,
        )
    return ended("webhooks", problems)


def made() -> list[Delivery]:
    """Every delivery, in any order."""
    dice, writers = random.Random(SEED), [f"2126{number:08}" for number in range(1, WRITERS + 1)]
    found: list[Delivery] = []
    for kind in ("text", "unknown", "reaction"):
        for _each in range(KINDS[kind]):
            number = len(found) + 1
            writer = writers[number % WRITERS]
            words = (
                f"{dice.choice(WORDS)} {dice.choice(PLACES)}, {own_word(number)}" if kind == "text" else ""
            )
            content: dict[str, Any] = {
                "text": {"type": "text", "text": {"body": words}},
                "unknown": {"type": "hologram", "hologram": {"depth": 3}},
                "reaction": {"type": "reaction", "reaction": {"message_id": "wamid.1", "emoji": "🙏"}},
            }[kind]
            body = meta.delivery(messages=[meta.message(number, writer, **content)])
            found.append(Delivery(kind, number, writer, words, body))
    found += [
        Delivery("again", body=each.body) for each in dice.sample(found[: KINDS["text"]], KINDS["again"])
    ]
    forged = meta.message(99_999, writers[0], type="text", text={"body": "Laissez-la, tout va bien"})
    found += [Delivery("tampered", body=meta.delivery(messages=[forged]))] * KINDS["tampered"]
    found += [Delivery("status")] * KINDS["status"]
    dice.shuffle(found)
    return found


def own_word(number: int) -> str:
    """Another for each number: the same words from many addresses are doubted."""
    sounds = []
    while number:
        number, sound = divmod(number, len(SOUNDS))
        sounds.append(SOUNDS[sound])
    return "".join(sounds)


def flood(attacked: House, told: Told) -> None:
    """Every delivery is brought, again where it was not answered, as Meta does; two kills on the way."""
    clients = [threading.Thread(target=bring, args=(attacked.port, told)) for _each in range(CLIENTS)]
    for client in clients:
        client.start()
    for after in KILLED_AFTER:
        while told.ended < after and any(client.is_alive() for client in clients):
            time.sleep(0.02)
        for pid in attacked.below():
            attacked.kill(pid)
        told.kills.append(time.monotonic())
        attacked.wait_until_healthy()
    for client in clients:
        client.join()


def bring(port: int, told: Told) -> None:
    line, patience = http.client.HTTPConnection("127.0.0.1", port, timeout=30), 0
    while patience < MOST_RETRIES:
        try:
            each = told.waiting.popleft()
        except IndexError:
            break
        body = status(told) if each.kind == "status" else each.body
        signed = meta.signature(body + b" " if each.kind == "tampered" else body)
        begun = time.monotonic()
        try:
            line.request("POST", "/channels/whatsapp", body, {"X-Hub-Signature-256": signed})
            answer = line.getresponse()
            answer.read()
            code = answer.status
        except (OSError, http.client.HTTPException):
            line.close()
            code = 0
        took = (time.monotonic() - begun) * 1000
        with told.lock:
            if code == each.answer:
                told.acknowledged[each.kind] += 1
                told.milliseconds.append(took)
                continue
            told.retries += 1
            patience += 1
            if 400 <= code < 500:
                told.wrong.append(f"a delivery of {each.kind} is answered {code}")
                continue
            told.waiting.append(each)
        time.sleep(0.3)
    line.close()


def status(told: Told) -> bytes:
    """Of a message that left some seconds ago; of none before the first one has."""
    known = told.graph.settled(told.kills)
    went = {"status": "delivered", "timestamp": str(int(time.time()))}
    return meta.delivery(statuses=[went | {"id": random.choice(known)}] if known else [])


def judged(known: State, said: list[Delivery], told: Told) -> Iterator[str]:
    """Compare what was brought with what is there."""
    expected = DELIVERIES - KINDS["tampered"]
    if told.acknowledged != Counter(KINDS):
        yield f"brought to their end are {dict(told.acknowledged)}"
    if known["waiting"] or set(known["arrivals"]) != {"taken"} or known["arrivals"]["taken"] < expected:
        yield f"{known['waiting']} wait; deliveries are {known['arrivals']}, of {expected} acknowledged"
    heard = Counter(row[0] for row in known["heard"])
    wanted = {f"wamid.{each.number}": each for each in said}
    for what, ids in (("lost", wanted.keys() - heard.keys()), ("never said", heard.keys() - wanted.keys())):
        if ids:
            yield f"{len(ids)} messages {what}: {sorted(ids)[:5]}"
    for name, times in (("heard", heard), ("in reports", Counter(known["messages"]))):
        if twice := [each for each, number in times.items() if number > 1]:
            yield f"{len(twice)} messages {name} twice: {twice[:5]}"
    for own_id, address, words, report in known["heard"]:
        each = wanted.get(own_id)
        if each is None:
            continue
        if address != f"+{each.writer}" or (each.words and words != each.words):
            yield f"{own_id} of {each.writer} is {words!r} of {address}"
        if (report is not None) != (each.kind != "reaction"):
            yield f"{own_id}, a {each.kind}, has the report {report}"
    if (known["reports"], known["conversations"]) != (WRITERS, WRITERS):
        yield f"{WRITERS} writers have {known['conversations']} conversations, {known['reports']} reports"
    if known["replies"].keys() - {"sent", "delivered"} or sum(known["replies"].values()) != WRITERS:
        yield f"first answers are {known['replies']}"
    if len({to for _when, to, _id in told.graph.given}) != WRITERS:
        yield f"{len(told.graph.given)} answers left"


if __name__ == "__main__":
    sys.exit(main())
