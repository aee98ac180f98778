"""Deploys as docs/deploy.md says: a wheel in an environment of its own, real, behind nginx with TLS."""

import base64
import hmac
import os
import re
import ssl
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from jaras.ops.postgres import free_port
from jaras.ops.repository import repository_root
from proof._proxy import NAME, Proxy, proxy
from proof._saying import ended, said, tell

ORIGIN = f"https://{NAME}"
APPLICATION = "/account/second/application/add/"
PASSWORD = "une-cloche-dans-la-nuit"
FOUNDER = {
    "cell_name_fr": "Cellule de l'essai",
    "cell_name_ar": "خلية التجربة",
    "name": "Fondatrice",
    "email": "fondatrice@example.org",
    "password": PASSWORD,
    "password_again": PASSWORD,
}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="jaras-deploy-") as name:
        jaras = installed(Path(name))
        port = free_port()
        with proxy(to=port) as front, served(jaras, Path(name) / "data", port) as data:
            problems = [*visited(front, port, data), *examined(jaras, data)]
    return ended("deploy", problems)


def installed(folder: Path) -> Path:
    """The wheel of this clone with the locked packages; its command."""
    root, uv, python = repository_root(), Path(sys.executable).with_name("uv"), folder / "venv/bin/python"
    for line in (
        [uv, "build", "--quiet", "--wheel", "--offline", "--no-build-isolation", "--out-dir", folder, root],
        [uv, "venv", "--quiet", "--python", sys.executable, folder / "venv"],
        [uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", "requirements.lock"],
    ):
        subprocess.run([str(word) for word in line], cwd=root, check=True)
    [wheel] = folder.glob("*.whl")
    install = [str(uv), "pip", "install", "--quiet", "--python", str(python), "--no-deps", str(wheel)]
    subprocess.run(install, check=True)
    return folder / "venv/bin/jaras"


def environment(data: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("JARAS_")}
    return clean | {"JARAS_DATA": str(data), "JARAS_MODE": "real", "JARAS_ORIGIN": ORIGIN, "DATABASE_URL": ""}


@contextmanager
def served(jaras: Path, data: Path, port: int) -> Iterator[Path]:
    process = subprocess.Popen(
        [str(jaras), "run", "--port", str(port)],
        env=environment(data),
        cwd=jaras.parent,
        stdout=said(),
        stderr=subprocess.STDOUT,
    )
    try:
        deadline = time.monotonic() + 120
        while not _healthy(port):
            if process.poll() is not None or time.monotonic() > deadline:
                tell()
                raise SystemExit("The deployed copy did not start: read what it says above.")
            time.sleep(0.3)
        yield data
    finally:
        process.terminate()
        process.wait(timeout=10)


def _healthy(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200
    except httpx.TransportError:
        return False


class Visitor:
    """A browser that knows the name of the site, while everything is on loopback."""

    def __init__(self, front: Proxy) -> None:
        self.front = front
        trust = ssl.create_default_context(cafile=str(front.certificate))
        self.client = httpx.Client(verify=trust, headers={"Host": NAME}, timeout=60)

    def ask(self, method: str, path: str, **more: object) -> httpx.Response:
        url = f"https://127.0.0.1:{self.front.secure}{path}"
        request = self.client.build_request(method, url, **more)  # type: ignore[arg-type]
        request.extensions["sni_hostname"] = NAME
        return self.client.send(request)

    def post(
        self, path: str, fields: dict[str, str] | Callable[[str], dict[str, str]], *, origin: str = ORIGIN
    ) -> httpx.Response:
        """The fields, or what makes them out of the page that asks for them."""
        page = self.ask("GET", path).text
        fields = fields(page) if callable(fields) else fields
        [token, *_] = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        headers = {"Origin": origin, "Referer": f"{origin}{path}"}
        return self.ask("POST", path, data={"csrfmiddlewaretoken": token, **fields}, headers=headers)


def visited(front: Proxy, port: int, data: Path) -> Iterator[str]:
    """What a founder meets, then what a stranger tries."""
    visitor = Visitor(front)
    plain = httpx.get(f"http://127.0.0.1:{front.plain}/x", headers={"Host": NAME})
    yield from expect("plain HTTP leads to HTTPS", plain.headers.get("location"), f"{ORIGIN}/x")
    direct = httpx.get(f"http://127.0.0.1:{port}/", headers={"Host": NAME})
    yield from expect("the port of Jaras leads to HTTPS", direct.headers.get("location"), f"{ORIGIN}/")
    yield from expect("no key, no founding", visitor.ask("GET", "/setup?key=wrong").status_code, 403)
    key = (data / "setup.key").read_text().strip()
    yield from expect("the key opens", visitor.ask("GET", f"/setup?key={key}").status_code, 302)
    founded = visitor.post("/setup?territory=05.311", FOUNDER)
    yield from expect("the cell is founded", founded.status_code, 302)
    yield from expect("only once", visitor.ask("GET", "/setup").status_code, 404)
    credentials = {"login": FOUNDER["email"], "password": PASSWORD}
    foreign = visitor.post("/account/login/", credentials, origin="https://elsewhere.example")
    yield from expect("a post from another origin", foreign.status_code, 403)
    entered = visitor.post("/account/login/", credentials)
    yield from expect("the founder enters", entered.status_code, 302)
    yield from cookies_are_sealed(entered)
    closed = visitor.ask("GET", "/members/").headers.get("location")
    yield from expect("nothing opens before the second step", closed, "/account/second/due/")
    placed = visitor.post(APPLICATION, code_shown)
    yield from expect("the second step is in place", placed.status_code, 302)
    page = visitor.ask("GET", "/members/")
    yield from expect("the founder works", page.status_code, 200)
    age = page.headers.get("strict-transport-security", "")
    yield from expect("a year of HTTPS", age.startswith("max-age=31536000"), True)
    for sheet in re.findall(r'href="(/static/[^"]+\.css)"', page.text):
        style = visitor.ask("GET", sheet, headers={"Accept-Encoding": "br"})
        found = (style.status_code, style.headers.get("content-encoding"))
        yield from expect(f"{sheet} is there, small", found, (200, "br"))
    # The largest register may pass (40 MB), nothing larger.
    large = visitor.ask("POST", "/account/login/", content=b"x" * 50_000_000)
    yield from expect("a body of 50 MB", large.status_code, 413)
    stranger = httpx.get(f"http://127.0.0.1:{port}/", headers={"Host": "evil.example"})
    yield from expect("another name", stranger.status_code, 400)


def code_shown(page: str) -> dict[str, str]:
    """What an application of codes shows (RFC 6238) for the key on the page; one about to end is let go."""
    if (left := 30 - time.time() % 30) < 5:
        time.sleep(left)
    secret = "".join(re.findall(r'class="code-typed" dir="ltr">(\w+)<', page))
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, "sha1")
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return {"code": f"{number % 1_000_000:06d}"}


def cookies_are_sealed(answer: httpx.Response) -> Iterator[str]:
    for cookie in answer.headers.get_list("set-cookie"):
        name, needed = cookie.partition("=")[0], ["Secure", "SameSite=Lax"]
        if "jaras_session" in name:
            needed.append("HttpOnly")
        yield from expect(f"the cookie {name}", [word for word in needed if word not in cookie], [])


def examined(jaras: Path, data: Path) -> Iterator[str]:
    """Once it was copied, the doctor finds it well; its backup comes back."""
    for words in (["check"], ["backup", str(data.with_name("kept.jaras"))], ["doctor"]):
        done = subprocess.run([str(jaras), *words], env=environment(data), check=False)
        yield from expect(f"jaras {words[0]}", done.returncode, 0)
    kept, back = data.with_name("kept.jaras"), data.with_name("back")
    line = [str(jaras), "restore", str(kept), "--data", str(back)]
    refused = subprocess.run(line, env=environment(data), check=False, capture_output=True)
    yield from expect("no restore without the keys", (refused.returncode, back.exists()), (1, False))
    line += ["--keys", str(data / "keys" / "master.json")]
    yield from expect("jaras restore", subprocess.run(line, env=environment(data), check=False).returncode, 0)


def expect(what: str, found: object, wanted: object) -> Iterator[str]:
    print(f"  {'✓' if found == wanted else '✗'} {what}", flush=True)
    if found != wanted:
        yield f"{what}: {found!r} instead of {wanted!r}"
