"""One message to one address outside: no redirect, no way into a private network, never long."""

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from threading import Timer
from time import monotonic

from jaras.kernel.addresses import may_reach, parts

STEP, WHOLE = 5, 15  # seconds: of one step, of everything
READ = 800  # bytes of the answer


@dataclass(frozen=True)
class Answer:
    """What a try brought."""

    milliseconds: int
    status: int | None = None
    fault: str = ""
    words: str = ""

    @property
    def taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class _Refused(Exception):
    """Every address behind this name lies where nothing is sent."""


def post(address: str, body: bytes, headers: Mapping[str, str], *, demo: bool) -> Answer:
    """The answer, or why there was none; it never raises."""
    begun = monotonic()
    status, fault, words = None, "", ""
    try:
        status, words = _exchanged(address, body, headers, demo=demo)
    except _Refused:
        fault = "private"
    except TimeoutError:
        fault = "slow"
    except ssl.SSLError:
        fault = "certificate"
    except socket.gaierror:
        fault = "no_such_name"
    except (OSError, ValueError, http.client.HTTPException):
        fault = "unreachable"
    spent = int((monotonic() - begun) * 1000)
    if fault == "unreachable" and spent >= WHOLE * 1000:
        fault = "slow"
    return Answer(milliseconds=spent, status=status, fault=fault, words=words)


def _exchanged(address: str, body: bytes, headers: Mapping[str, str], *, demo: bool) -> tuple[int, str]:
    where = parts(address)
    if where is None:
        raise ValueError(address)
    ip = _resolved(where.host, where.port, demo=demo)
    connection: http.client.HTTPConnection = http.client.HTTPConnection(where.host, where.port)
    connection.sock = socket.create_connection((ip, where.port), timeout=STEP)
    late = Timer(WHOLE, _hang_up, [connection.sock])
    late.daemon = True
    late.start()
    try:
        if where.scheme == "https":
            trusted = ssl.create_default_context()
            connection.sock = trusted.wrap_socket(connection.sock, server_hostname=where.host)
        host = where.host if ":" not in where.host else f"[{where.host}]"
        port = "" if where.port in (80, 443) else f":{where.port}"
        connection.request("POST", where.path, body, {"Host": host + port, **headers, "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.read(READ).decode("utf-8", "replace")
    finally:
        late.cancel()
        connection.close()


def _resolved(host: str, port: int, *, demo: bool) -> str:
    """The address behind the name, checked after it is known: the connection goes to that very one."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    known = [str(row[4][0]) for row in found]
    if not known or not all(may_reach(ip_address(ip), demo=demo) for ip in known):
        raise _Refused
    return known[0]


def _hang_up(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
