"""Meta as far as a house speaks to it: signed deliveries of WhatsApp, a Graph that takes answers."""

import hashlib
import hmac
import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from time import monotonic, time
from typing import Any

SECRET, NUMBER = "proof-app-secret", "100000000000001"


@dataclass
class Graph:
    """The ids given for what was posted, when, to whom."""

    address: str = ""
    given: list[tuple[float, str, str]] = field(default_factory=list)

    def settled(self, kills: list[float], *, within: float = 5) -> list[str]:
        """Ids of what the house has surely written down: its worker lived on for seconds."""
        known, at = list(self.given), monotonic()
        ends = [*kills, at]
        return [each for when, _to, each in known if not any(0 <= end - when < within for end in ends)]

    def doubled(self) -> int:
        """How many messages left more than once."""
        return sum(times - 1 for times in Counter(to for _when, to, _id in self.given).values())


@contextmanager
def graph() -> Iterator[Graph]:
    made, numbers, lock = Graph(), count(1), threading.Lock()

    class Taker(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                own_id = f"wamid.ours.{next(numbers)}"
                made.given.append((monotonic(), told["to"], own_id))
            sent = json.dumps({"messaging_product": "whatsapp", "messages": [{"id": own_id}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taker)
    made.address = f"http://127.0.0.1:{server.server_port}/v25.0"
    thread = threading.Thread(target=server.serve_forever, args=(0.1,))
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def settings(graph: Graph) -> dict[str, str]:
    return {
        "JARAS_GRAPH": graph.address,
        "JARAS_WHATSAPP_APP_SECRET": SECRET,
        "JARAS_WHATSAPP_VERIFY_TOKEN": "proof",
        "JARAS_WHATSAPP_PHONE_NUMBER_ID": NUMBER,
        "JARAS_WHATSAPP_TOKEN": "proof",
    }


def message(number: int, writer: str, **content: Any) -> dict[str, Any]:
    return {"from": writer, "id": f"wamid.{number}", "timestamp": str(int(time())), **content}


def delivery(**value: Any) -> bytes:
    metadata = {"display_phone_number": "212520000000", "phone_number_id": NUMBER}
    change = {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": metadata, **value}}
    told = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}
    return json.dumps(told, ensure_ascii=False).encode()


def signature(body: bytes) -> str:
    return f"sha256={hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}"
