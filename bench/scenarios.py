"""What the clients ask of the bare views, then of the pages, with what must be in each answer."""

import json
import random
import re
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Any
from uuid import uuid4

from bench.load import Request, ask
from jaras.channels.base.signatures import hmac_sha256

Requests = Callable[[int], Iterator[Request]]
Scenario = tuple[str, Requests]
LINES = 50
OF_DEMO = "demo-whatsapp-app-secret"
FORM = "application/x-www-form-urlencoded"


def lines(mark: str) -> Callable[[str], bool]:
    """Whether the page has its fifty lines, each of them with words of a report."""
    return lambda page: page.count(mark) >= LINES and page.count("Signalement ") >= LINES


def fifty(mark: str) -> Callable[[str], bool]:
    return lambda page: page.count(mark) >= LINES


def holding(*words: str) -> Callable[[str], bool]:
    return lambda page: all(word in page for word in words)


def bare(size: int) -> list[Scenario]:
    def create(_number: int) -> Iterator[Request]:
        body = b"words=Un+homme+a+froid&place_text=gare"
        headers = {"Content-Type": FORM}
        while True:
            request = Request(
                path="/call", method="POST", headers=headers, body=body, right=lambda page: page == "ok"
            )
            yield request

    return [
        ("list", always(Request(path="/cases", right=lines("<tr>")))),
        ("file", anywhere("/cases/{}", size, {})),
        ("create", create),
    ]


def pages(port: int, size: int, cookies: str, needs: list[str]) -> list[Scenario]:
    headers = {"Cookie": cookies, "Accept-Encoding": "br", "Host": f"localhost:{port}"}
    token, cookie = csrf(port, headers)
    posting = headers | {
        "Cookie": f"{cookies}; {cookie}",
        "Content-Type": FORM,
        "X-CSRFToken": token,
        "Origin": f"http://localhost:{port}",
    }

    def take(_number: int) -> Iterator[Request]:
        while True:
            key = uuid4().hex
            body = f"words=Un+homme+%C3%A2g%C3%A9+a+froid&channel=TEL&place=gare&key={key}".encode()
            yield Request(
                path="/call",
                method="POST",
                headers=posting,
                body=body,
                right=holding("Un homme âgé a froid", "/suivre", key),
            )

    def hold(seed: int) -> Iterator[Request]:
        """Of two thousand places, half are taken: the answer leads back to the board either way."""
        chance = random.Random(seed)
        while True:
            path = f"/places/units/{chance.randrange(1, 2001)}/hold/"
            yield Request(path=path, method="POST", headers=posting, body=b"hours=2", status=302)

    def proposal(seed: int) -> Iterator[Request]:
        chance = random.Random(seed)
        while True:
            yield Request(path=chance.choice(needs), headers=headers, right=holding("Association "))

    def get(path: str, right: Callable[[str], bool]) -> Requests:
        return always(Request(path=path, headers=headers, right=right))

    return [
        (
            "desk",
            get("/desk", lines('class="row')),
        ),
        ("list", get("/cases/", lines('<li class="row"'))),
        ("list filtered", get("/cases/?commune=05.311.01.09&order=opened", lines('<li class="row"'))),
        ("file", anywhere("/cases/{}/", size, headers)),
        (
            "diagnosis form",
            anywhere("/cases/{}/diagnosis/new/", size, headers, right=asked_in_full, one_in=8),
        ),
        ("my day", get("/day/", holding('class="card card-lamp"', '<li class="row"'))),
        ("bells", get("/bells/?show=all", fifty('class="row"'))),
        ("bells past", get("/bells/?show=past", fifty('class="row"'))),
        ("search", get("/search?q=quartier+17+rue+100", holding("quartier 17"))),
        ("search common", get("/search?q=sig", holding("Signalement "))),
        ("take", take),
        ("places", get("/places/", lambda page: page.count('class="spot spot-') >= 400)),
        ("place held", hold),
        ("whom to ask", proposal),
        ("webhook", delivered),
    ]


def figures(port: int, cookies: str, partner: list[str]) -> list[Scenario]:
    """What the head of the cell reads, then the pages of the partner, who has a link alone."""
    headers = {"Cookie": cookies, "Accept-Encoding": "br", "Host": f"localhost:{port}"}
    behind = "/figures/interventions/behind/?tag=pole:MED"
    mine = {name: headers[name] for name in ("Accept-Encoding", "Host")}

    def asked(seed: int) -> Iterator[Request]:
        chance = random.Random(seed)
        while True:
            yield Request(
                path=chance.choice(partner), headers=mine, right=holding('name="do" value="accept"')
            )

    return [
        ("board", always(Request(path="/figures/", headers=headers, right=holding('class="bars"')))),
        ("behind", always(Request(path=behind, headers=headers, right=fifty('<li class="row"')))),
        ("partner", asked),
    ]


def delivered(_number: int) -> Iterator[Request]:
    """What WhatsApp brings, signed, each message another: the answer says that it is kept."""
    while True:
        message: dict[str, Any] = {
            "from": "212600000001",
            "id": f"wamid.{uuid4().hex}",
            "timestamp": "1795000000",
        }
        message |= {"type": "text", "text": {"body": "Un homme âgé a froid près de la gare"}}
        change = {"field": "messages", "value": {"messaging_product": "whatsapp", "messages": [message]}}
        told = {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}
        body = json.dumps(told).encode()
        proof = f"sha256={hmac_sha256(OF_DEMO, body)}"
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": proof}
        yield Request(
            path="/channels/whatsapp",
            method="POST",
            headers=headers,
            body=body,
            right=lambda page: page == "Kept.",
        )


def csrf(port: int, headers: dict[str, str]) -> tuple[str, str]:
    """The token of the call form with its cookie."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/call", headers=headers | {"Accept-Encoding": "identity"})
    answer = connection.getresponse()
    page = answer.read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
    if found is None or not cookie:
        raise SystemExit(f"The call form answered {answer.status} without its token.")
    return found.group(1), cookie


def always(request: Request) -> Requests:
    def requests(_number: int) -> Iterator[Request]:
        while True:
            yield request

    return requests


def of_case(pk: int) -> Callable[[str], bool]:
    return holding(f"Signalement {pk}:")


def asked_in_full(_pk: int) -> Callable[[str], bool]:
    """Whether the form has its twelve domains of six chips."""
    return lambda page: page.count('<details class="domain"') == 12 and page.count('name="level_') == 72


def anywhere(
    path: str,
    size: int,
    headers: dict[str, str],
    *,
    right: Callable[[int], Callable[[str], bool]] = of_case,
    one_in: int = 1,
) -> Requests:
    """Files all over the table, those that are restricted left out; of eight, the second is followed."""

    def requests(seed: int) -> Iterator[Request]:
        chance = random.Random(seed)
        while True:
            pk = chance.randrange(1, size)
            pk = pk // one_in * one_in + 1 if one_in > 1 else pk + (pk % 50 == 0)
            yield Request(path=path.format(pk), headers=headers, right=right(pk))

    return requests


def weight(port: int, cookies: str) -> dict[str, float]:
    """What a browser fetches for the first screen of the desk, compressed, without fonts; in kB."""
    headers = {"Cookie": cookies, "Accept-Encoding": "br", "Host": f"localhost:{port}"}
    connection = HTTPConnection("127.0.0.1", port)
    desk = ask(connection, Request(path="/desk", headers=headers))
    found = re.findall(r'(?:href|src|hx-get)="(/static/[^"#]+|/desk/\d+)(?:#[^"]*)?"', desk.page())
    opened = [path for path in dict.fromkeys(found) if path.startswith("/static/")]
    opened += [path for path in dict.fromkeys(found) if path.startswith("/desk/")][:1]  # the report beside
    parts = {path: len(ask(connection, Request(path=path, headers=headers)).content) for path in opened}
    total = len(desk.content) + sum(parts.values())
    return {"first_screen_kb": round(total / 1024, 1), "desk_kb": round(len(desk.content) / 1024, 1)}
