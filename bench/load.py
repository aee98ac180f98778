"""Clients on loopback: how long each answer took, how large it was, whether it was right."""

import gzip
import http.client
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import brotli


def anything(_page: str) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a client asks, with what must be in the answer."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    right: Callable[[str], bool] = anything
    status: int = 200


@dataclass(frozen=True)
class Answer:
    """What came back; it is read only after the clocks have stopped."""

    request: Request
    status: int
    encoding: str
    content: bytes

    def is_right(self) -> bool:
        return self.status == self.request.status and self.request.right(self.page())

    def page(self) -> str:
        unpack: Callable[[bytes], bytes]
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(self.encoding, bytes)
        return unpack(self.content).decode()


@dataclass
class Measured:
    """Answers of one scenario: milliseconds, bytes on the wire, failures."""

    times_ms: list[float] = field(default_factory=list)
    bytes_sent: int = 0
    failures: int = 0
    first_wrong: str = ""

    @property
    def median_ms(self) -> float:
        return statistics.median(self.times_ms)

    @property
    def p95_ms(self) -> float:
        return sorted(self.times_ms)[int(len(self.times_ms) * 0.95)]

    def add(self, answer: Answer) -> None:
        self.bytes_sent += len(answer.content)
        if not answer.is_right():
            self.failures += 1
            said = f"{answer.request.path} answered {answer.status}: {answer.page()[:200]}"
            self.first_wrong = self.first_wrong or said


def ask(connection: http.client.HTTPConnection, request: Request) -> Answer:
    connection.request(request.method, request.path, request.body, request.headers)
    response = connection.getresponse()
    content = response.read()
    return Answer(request, response.status, response.getheader("Content-Encoding", ""), content)


def drive(port: int, requests: Callable[[int], Iterator[Request]], *, clients: int, each: int) -> Measured:
    """`clients` connections that stay open, each asking `each` times in turn."""
    result, lock = Measured(), threading.Lock()
    answers: list[Answer] = []

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for request, _turn in zip(requests(number), range(each), strict=False):
            begun = time.perf_counter()
            try:
                answer = ask(connection, request)
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                with lock:
                    result.failures += 1
                    result.first_wrong = result.first_wrong or f"{request.path}: {error!r}"
                continue
            took = (time.perf_counter() - begun) * 1000
            with lock:
                result.times_ms.append(took)
                answers.append(answer)
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for answer in answers:
        result.add(answer)
    return result
