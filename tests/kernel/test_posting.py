"""Files fetched from a real server on this machine: whole, not too large, or not at all."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from jaras.kernel.posting import fetch, post

SOUND = bytes(range(256)) * 8


class Shelf(BaseHTTPRequestHandler):
    """Gives its file to whoever shows the key; another one it breaks off; it echoes what is sent."""

    def do_GET(self) -> None:
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", "/sound")
            self.end_headers()
            return
        known = self.headers["Authorization"] == "Bearer key"
        self.send_response(200 if known else 401)
        self.send_header("Content-Length", str(len(SOUND)))
        self.end_headers()
        self.wfile.write(SOUND[:100] if self.path == "/cut" else SOUND)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def shelf() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


KEY = {"Authorization": "Bearer key"}


def test_a_file_comes_whole(shelf: str) -> None:
    answer = fetch(f"{shelf}/sound?{'signature=' * 100}", KEY, demo=True, most=len(SOUND))
    assert (answer.status, answer.fault, answer.content) == (200, "", SOUND)


@pytest.mark.parametrize(
    ("path", "most", "demo", "fault"),
    [
        ("/sound", len(SOUND) - 1, True, "too_large"),
        ("/cut", len(SOUND), True, "unreachable"),
        ("/sound", len(SOUND), False, "private"),
    ],
)
def test_a_file_is_refused_rather_than_broken(
    shelf: str, path: str, most: int, demo: bool, fault: str
) -> None:
    answer = fetch(shelf + path, KEY, demo=demo, most=most)
    assert (answer.fault, answer.content) == (fault, b"")


def test_a_gateway_of_the_house_may_lie_inside(shelf: str) -> None:
    assert fetch(f"{shelf}/sound", KEY, demo=False, own=True, most=len(SOUND)).content == SOUND


def test_nobody_is_followed_elsewhere(shelf: str) -> None:
    answer = fetch(f"{shelf}/away", KEY, demo=True, most=100)
    assert (answer.status, answer.taken) == (302, False)


def test_as_much_of_an_answer_is_read_as_was_asked(shelf: str) -> None:
    said = ("جرس " * 500).encode()
    assert len(post(shelf, said, {}, demo=True).words.encode()) == 800
    assert post(shelf, said, {}, demo=True, most=len(said)).words == said.decode()
