"""Serves Jaras on this machine, its worker beside it."""

import argparse
import fcntl
import http.client
import os
import socket
import subprocess  # nosec B404 - started by name, never through a shell
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from jaras.ops import place, prepared
from jaras.ops.place import Place, Refusal
from jaras.ops.supervise import Child, Supervisor

HOST = "127.0.0.1"


def main(argv: list[str]) -> int:
    options = parser().parse_args(argv)
    where = place.chosen(options)
    port: int = options.port
    os.environ["JARAS_PORT"] = str(port)
    if options.territory:
        os.environ["JARAS_TERRITORY"] = options.territory
    where.enter()
    require_free(port)
    with served_once(where, port):
        if options.setup:
            prepare(where)
        children = [server(port, workers=options.workers, threads=options.threads)]
        if options.worker:
            children.append(worker(yields=True))
        children.append(learning())
        if os.environ.get("JARAS_MAIL_LISTEN"):
            children.append(mail())
        return Supervisor(children).run(when_started=lambda: announce(where, port))


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(prog="jaras run", description=__doc__)
    place.add_arguments(result)
    result.add_argument("--port", type=int, default=int(os.environ.get("JARAS_PORT", "8000")))
    result.add_argument("--territory", help="HCP code of the province (default: 05.311, Khouribga)")
    result.add_argument("--workers", type=int, default=2, help="server processes (default: %(default)s)")
    result.add_argument("--threads", type=int, default=2, help="threads in each (default: %(default)s)")
    result.add_argument("--no-worker", dest="worker", action="store_false", help="it runs elsewhere")
    result.add_argument("--no-setup", dest="setup", action="store_false", help="serve what is prepared")
    return result


def prepare(where: Place) -> None:
    """In a process of its own, so that the supervisor stays small."""
    if prepared.is_fresh(where):
        return
    command = [sys.executable, "-P", "-m", "jaras.ops.cli", "setup"]
    code = subprocess.run(command, check=False).returncode  # nosec B603 - our own words, no shell
    if code:
        raise SystemExit(code)
    prepared.remember(where)


def server(port: int, *, workers: int, threads: int) -> Child:
    command = ["jaras.ops.server", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", "--http", "1"]
    command += ["--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "3"]
    command += ["--log-level", "warning", "jaras.config.wsgi:application"]
    return Child(name="server", command=command)


def worker(*, yields: bool = False) -> Child:
    return Child(name="worker", command=["jaras.ops.queue"], yields=yields)


def learning() -> Child:
    """Triage learns beside the service; until it has, the signs speak alone."""
    return Child(name="learning", command=["jaras.ops.cli", "learn"], once=True)


def mail() -> Child:
    """Where the letters to the cell arrive."""
    return Child(name="letter box", command=["jaras.ops.cli", "mail"])


def require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Refusal(f"Port {port} needs root: choose one above 1023 with --port.") from None
        except (OSError, OverflowError):
            raise Refusal(
                f"Port {port} is already taken: stop the program that uses it, or choose another, "
                f"for example --port {port + 1 if port < 65535 else 8000}."
            ) from None


@contextmanager
def served_once(where: Place, port: int) -> Iterator[None]:
    """Two servers on one data folder would run every job twice."""
    path = where.data / "served.lock"
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Refusal(
                f"The folder {where.data} is already served ({lock.read().strip()}): "
                "give the second copy its own with --data."
            ) from None
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, port {port}")
        lock.flush()
        yield


def announce(where: Place, port: int) -> bool:
    """Once /health answers, say where to go."""
    if not healthy(port):
        return False
    address = os.environ.get("JARAS_ORIGIN") or f"http://localhost:{port}"
    print(f"\nJaras is at {address}", flush=True)
    if where.mode == place.DEMO:
        print(logins(), flush=True)
    key = where.data / "setup.key"
    if key.exists():
        print(
            f"Open it the first time with its key: {address}/setup?key={key.read_text().strip()}", flush=True
        )
    return True


def logins() -> str:
    """Whom to be in the demo, one of each role."""
    from django.conf import settings

    from jaras.demo.stories import members

    lines = [f"  {row['email']:<22} {', '.join(row['roles']):<14} {row['name']}" for row in members()]
    return "\n".join(["", f"Demo logins, password {settings.DEMO_PASSWORD}", *lines])


def healthy(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        connection.request("GET", "/health", headers={"Host": "localhost"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
