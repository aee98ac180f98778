"""Loopback doors for outside programs: one to the house as many visitors, one to a page that is weak."""

import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import randrange
from socketserver import StreamRequestHandler, TCPServer, ThreadingTCPServer
from urllib.parse import parse_qs, urlsplit

HOST = "127.0.0.1"


@contextmanager
def many_visitors(port: int) -> Iterator[int]:
    """The port of a door to another port, through which each connection comes from another visitor."""

    class Door(StreamRequestHandler):
        def handle(self) -> None:
            visitor = f"127.{randrange(1, 255)}.{randrange(256)}.{randrange(1, 255)}"
            with socket.create_connection((HOST, port), timeout=60, source_address=(visitor, 0)) as house:
                asking = threading.Thread(target=_copy, args=(self.connection, house), daemon=True)
                asking.start()
                _copy(house, self.connection)

    with _served(ThreadingTCPServer((HOST, 0), Door)) as opened:
        yield opened


def _copy(one: socket.socket, other: socket.socket) -> None:
    try:
        while piece := one.recv(1 << 16):
            other.sendall(piece)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        return


@contextmanager
def weak_page() -> Iterator[int]:
    """What every scanner must find: words shown as they came, a number put into a statement as it came."""

    class Weak(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            said = '<a href="/?id=1&words=yes">one</a>' + asked.get("words", "")
            try:
                with closing(sqlite3.connect(":memory:")) as rows:
                    rows.execute("CREATE TABLE kept AS SELECT 1 AS id, 'one' AS name")
                    found = rows.execute(f"SELECT name FROM kept WHERE id = {asked.get('id', '1')}")
                    said += str(found.fetchall())
            except sqlite3.Error as error:
                said += f"sqlite3.OperationalError: {error}"
            body = f"<html><body>{said}</body></html>".encode("utf-8", "replace")
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    with _served(ThreadingHTTPServer((HOST, 0), Weak)) as opened:
        yield opened


@contextmanager
def _served(server: TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, args=(0.1,))
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
