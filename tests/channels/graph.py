"""Meta's Graph as far as channels speak to it, on this machine: it writes down what it was asked."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

SOUND = b"OggS" + bytes(range(256)) * 40


@dataclass
class Graph:
    """What came, what is answered to the next post, the one file it holds."""

    address: str = ""
    status: int = 200
    answer: Any = None
    posted: list[tuple[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    file: bytes = SOUND
    file_status: int = 200

    def refuses(self, status: int, code: int, subcode: int | None = None, details: str = "") -> None:
        error: dict[str, Any] = {"message": f"(#{code}) No", "type": "OAuthException", "code": code}
        error |= {"error_subcode": subcode} if subcode else {}
        error |= {"error_data": {"details": details}} if details else {}
        self.status, self.answer = status, {"error": error}


def about_the_file(address: str) -> dict[str, Any]:
    return {
        "messaging_product": "whatsapp",
        "id": "media-1",
        "url": f"{address.removesuffix('/v25.0')}/file?signature=yes",
        "mime_type": "audio/ogg",
        "sha256": hashlib.sha256(SOUND).hexdigest(),
        "file_size": len(SOUND),
    }


@contextmanager
def answering() -> Iterator[Graph]:
    graph = Graph()

    class Taker(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            graph.posted.append((self.path, json.loads(body)))
            self.told(graph.status, graph.answer)

        def do_GET(self) -> None:
            if self.path == "/file?signature=yes":
                self.told(graph.file_status, graph.file)
            elif self.path == "/v25.0/media-1":
                self.told(200, graph.about)
            else:
                self.told(404, {"error": {"code": 100, "message": "Unsupported get request"}})

        def told(self, status: int, content: Any) -> None:
            graph.keys.append(self.headers["Authorization"])
            sent = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: the test reads what came."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taker)
    graph.address = f"http://127.0.0.1:{server.server_port}/v25.0"
    graph.about = about_the_file(graph.address)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield graph
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
