"""A real Kannel on loopback, configured as the README of text messages says, with an operator behind it."""

import re
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from jaras.ops.postgres import free_port
from jaras.ops.repository import repository_root
from proof._installed import program

README = "jaras/channels/sms/README.md"
WRITTEN = "https://cellule.example"  # in the README, where the copy stands
REFUSED = "+212600000009"  # the operator takes nothing for this number
AROUND = """group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = {secret}
smsbox-port = {box}
smsbox-interface = 127.0.0.1
box-allow-ip = "127.0.0.1"
log-file = "{folder}/bearerbox.log"
dlr-storage = internal
store-type = spool
store-location = {folder}/spool

group = smsc
smsc = http
smsc-id = operator
system-type = generic
port = {arriving}
smsc-username = operator
smsc-password = {secret}
send-url = "http://127.0.0.1:{operator}/?from=%P&to=%p&text=%b&coding=%c&udh=%u"
status-success-regex = "^ID"
status-permfail-regex = "^NO"
generic-foreign-id-regex = "^ID ([0-9a-z]+)"

"""
OF_SMSBOX = """bearerbox-host = 127.0.0.1
bearerbox-port = {box}
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
log-file = "{folder}/smsbox.log"
"""


@dataclass
class Operator:
    """The other side of Kannel: what it took for a telephone, what it tells of it."""

    taken: list[dict[str, str]] = field(default_factory=list)
    arriving: int = 0
    secret: str = ""

    def brings(self, **told: Any) -> None:
        """A text message of somebody, or a report of delivery."""
        query = urlencode({"username": "operator", "password": self.secret, **told})
        with urllib.request.urlopen(f"http://127.0.0.1:{self.arriving}/?{query}", timeout=10) as answer:
            answer.read()

    def says(self, sender: str, words: str, udh: bytes = b"") -> None:
        text = words.encode("utf-16-be")
        more: dict[str, Any] = {"udh": udh} if udh else {}
        self.brings(**{"from": sender}, to="5050", text=text, charset="UTF-16BE", coding=2, **more)

    def delivered(self, taken: dict[str, str]) -> None:
        told = {"from": "5050", "to": taken["to"], "text": "stat:DELIVRD"}
        self.brings(**told, **{"dlr-mid": taken["id"], "dlr-mask": 1})

    def to(self, number: str) -> list[dict[str, str]]:
        return [each for each in self.taken if each["to"] == number]


@dataclass(frozen=True)
class Ports:
    """Those of one Kannel, known before the copy it speaks to is served."""

    admin: int = field(default_factory=free_port)
    box: int = field(default_factory=free_port)
    arriving: int = field(default_factory=free_port)
    sendsms: int = field(default_factory=free_port)


@contextmanager
def kannel(ports: Ports, *, to: int, secret: str) -> Iterator[Operator]:
    """Bearerbox with smsbox, in front of the copy on this port; gone at the end with their folder."""
    bearerbox, smsbox = program("bearerbox", "kannel"), program("smsbox", "kannel")
    operator = Operator(arriving=ports.arriving, secret=secret)
    with tempfile.TemporaryDirectory(prefix="jaras-kannel-") as name, _served(operator) as port:
        folder = Path(name)
        (folder / "spool").mkdir()
        values = {**vars(ports), "operator": port, "folder": folder, "secret": secret}
        configuration = folder / "kannel.conf"
        configuration.write_text(AROUND.format(**values) + documented(to, secret, values))
        boxes: list[subprocess.Popen[bytes]] = []
        try:
            for box in (bearerbox, smsbox):
                with (folder / "said").open("ab") as said:
                    boxes.append(subprocess.Popen([box, str(configuration)], stdout=said, stderr=said))
                time.sleep(2)  # smsbox looks once for bearerbox
            yield operator
        except BaseException:
            print((folder / "said").read_text(errors="replace")[-4000:])
            raise
        finally:
            for process in reversed(boxes):
                process.terminate()
                process.wait(timeout=30)


def documented(to: int, secret: str, values: dict[str, Any]) -> str:
    """What readers are told to write, with nothing changed but addresses, ports, passwords."""
    page = (repository_root() / README).read_text(encoding="utf-8")
    [block] = re.findall(r"```ini\n(.*?)```", page, re.DOTALL)
    changes = {
        WRITTEN: f"http://127.0.0.1:{to}",
        "SECRET": secret,
        "PASSWORD": secret,
        "http-queue-delay = 10": "http-queue-delay = 1",
        "group = smsbox\n": "group = smsbox\n" + OF_SMSBOX.format(**values),
    }
    for written, ours in changes.items():
        if written not in block:
            raise SystemExit(f"The Kannel block of {README} does not say {written!r} any more.")
        block = block.replace(written, ours)
    return str(block)


@contextmanager
def _served(operator: Operator) -> Iterator[int]:
    class Taker(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query, encoding="latin-1", keep_blank_values=True)
            told = {name: values[0] for name, values in query.items()}
            refused = told["to"] == REFUSED
            told["id"] = f"m{len(operator.taken)}"
            coded = told["text"].encode("latin-1")
            told["text"] = coded.decode("utf-16-be" if told["coding"] == "2" else "utf-8")
            if not refused:
                operator.taken.append(told)
            body = b"NO" if refused else f"ID {told['id']}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the proof reads `taken`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taker)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
