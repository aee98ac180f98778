"""One request to one address outside: no redirect, no way into a private network, never long."""

import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from ipaddress import ip_address
from threading import Timer
from time import monotonic

from jaras.kernel.addresses import may_reach, parts

STEP, WHOLE = 5, 15  # seconds: of one step, of everything
FETCHING = 40  # seconds: of a whole file
READ = 800  # bytes of the answer
LONGEST = 4000  # characters of an address: those of files carry their own signature


@dataclass(frozen=True)
class Answer:
    """What a try brought."""

    milliseconds: int
    status: int | None = None
    fault: str = ""
    words: str = ""
    content: bytes = b""  # of what was fetched
    etag: str = ""  # by which the other side knows what stands there

    @property
    def taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class _Refused(Exception):
    """Every address behind this name lies where nothing is sent."""


class _TooLarge(Exception):
    """More came than was asked for."""


def post(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    demo: bool,
    most: int = READ,
    own: bool = False,
) -> Answer:
    """The answer, its first `most` bytes as words, or why there was none; it never raises.

    An `own` address is one that the environment of this copy names: a gateway of the house may lie inside.
    """
    answer = _tried("POST", address, body, headers, demo=demo, own=own, seconds=WHOLE, most=most, whole=False)
    return replace(answer, words=answer.content.decode("utf-8", "replace"), content=b"")


def fetch(address: str, headers: Mapping[str, str], *, demo: bool, most: int, own: bool = False) -> Answer:
    """A whole file of `most` bytes at most, or why there is none; it never raises."""
    return _tried("GET", address, None, headers, demo=demo, own=own, seconds=FETCHING, most=most, whole=True)


def exchange(
    method: str, address: str, body: bytes | None, headers: Mapping[str, str], *, demo: bool, most: int
) -> Answer:
    """One request of whatever kind, its whole answer; it never raises."""
    return _tried(method, address, body, headers, demo=demo, own=False, seconds=WHOLE, most=most, whole=True)


def _tried(
    method: str,
    address: str,
    body: bytes | None,
    headers: Mapping[str, str],
    *,
    demo: bool,
    own: bool,
    seconds: int,
    most: int,
    whole: bool,
) -> Answer:
    begun = monotonic()
    status, fault, content, etag = None, "", b"", ""
    try:
        with _asked(method, address, body, headers, demo=demo, own=own, seconds=seconds) as answer:
            content = _read(answer, most, whole=whole)
            status, etag = answer.status, answer.headers.get("ETag", "")
    except _Refused:
        fault = "private"
    except _TooLarge:
        fault = "too_large"
    except TimeoutError:
        fault = "slow"
    except ssl.SSLError:
        fault = "certificate"
    except socket.gaierror:
        fault = "no_such_name"
    except (OSError, ValueError, http.client.HTTPException):
        fault = "unreachable"
    spent = int((monotonic() - begun) * 1000)
    if fault == "unreachable" and spent >= seconds * 1000:
        fault = "slow"
    return Answer(milliseconds=spent, status=status, fault=fault, content=content, etag=etag)


@contextmanager
def _asked(
    method: str,
    address: str,
    body: bytes | None,
    headers: Mapping[str, str],
    *,
    demo: bool,
    own: bool,
    seconds: int,
) -> Iterator[http.client.HTTPResponse]:
    where = parts(address, longest=LONGEST)
    if where is None:
        raise ValueError(address)
    ip = _resolved(where.host, where.port, demo=demo, own=own)
    connection: http.client.HTTPConnection = http.client.HTTPConnection(where.host, where.port)
    line = socket.create_connection((ip, where.port), timeout=STEP)
    late = Timer(seconds, lambda: _hang_up(line))
    late.daemon = True
    late.start()
    try:
        if where.scheme == "https":
            trusted = ssl.create_default_context()
            line = trusted.wrap_socket(line, server_hostname=where.host)
        connection.sock = line
        host = where.host if ":" not in where.host else f"[{where.host}]"
        port = "" if where.port in (80, 443) else f":{where.port}"
        connection.request(method, where.path, body, {"Host": host + port, **headers, "Connection": "close"})
        yield connection.getresponse()
    finally:
        late.cancel()
        connection.close()


def _read(answer: http.client.HTTPResponse, most: int, *, whole: bool) -> bytes:
    """What came; a whole file is neither longer than allowed nor cut on its way."""
    content = answer.read(most + 1 if whole else most)
    if whole and len(content) > most:
        raise _TooLarge
    if whole and answer.length:
        raise http.client.IncompleteRead(content, answer.length)
    return content


def _resolved(host: str, port: int, *, demo: bool, own: bool) -> str:
    """The address behind the name, checked after it is known: the connection goes to that very one."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    known = [str(row[4][0]) for row in found]
    if not known or not (own or all(may_reach(ip_address(ip), demo=demo) for ip in known)):
        raise _Refused
    return known[0]


def _hang_up(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
