"""Clients on loopback: how long each answer took, how large it was, how many failed."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Request = tuple[str, str, dict[str, str], bytes | None]


@dataclass
class Measured:
    """Answers of one scenario: milliseconds, bytes on the wire, failures."""

    times_ms: list[float] = field(default_factory=list)
    bytes_sent: int = 0
    failures: int = 0
    seconds: float = 0.0

    @property
    def median_ms(self) -> float:
        return statistics.median(self.times_ms)

    @property
    def p95_ms(self) -> float:
        return sorted(self.times_ms)[int(len(self.times_ms) * 0.95)]


def drive(port: int, requests: Callable[[int], Iterator[Request]], *, clients: int, each: int) -> Measured:
    """`clients` connections that stay open, each asking `each` times in turn."""
    result, lock = Measured(), threading.Lock()

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        times: list[float] = []
        size = failures = 0
        for (method, path, headers, body), _turn in zip(requests(number), range(each), strict=False):
            begun = time.perf_counter()
            try:
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
                content = answer.read()
            except (OSError, http.client.HTTPException):
                failures += 1
                connection.close()
                continue
            times.append((time.perf_counter() - begun) * 1000)
            size += len(content)
            failures += answer.status >= 400
        with lock:
            result.times_ms += times
            result.bytes_sent += size
            result.failures += failures

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result.seconds = time.perf_counter() - begun
    return result
