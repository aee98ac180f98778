"""Ten thousand bad inputs on what anybody may reach, then every page that shows what was kept."""

import http.client
import json
import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import randrange
from urllib.parse import quote, urlencode

from proof._house import House

INPUTS, SENDERS, SEED = 10_000, 4, 20261126
OPENED = 150  # pages of reports in each language, beside every other page
KEY = re.compile(rb'name="key" value="([^"]+)"')
# What breaks encoders, templates, spreadsheets, queries, files.
PIECES = (
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ud83d",
    "\U0001f514",
    "é" * 40,
    "ﷺ",
    "ـ" * 60,
    "<script>",
    "</textarea>",
    "{{ 7*7 }}",
    "{% raw %}",
    "%(name)s",
    "%s%n",
    "{0.__class__}",
    "=cmd|'/c calc'!A1",
    "' OR 1=1 --",
    '";DROP TABLE x;--',
    "../../etc/passwd",
    "\\\\host\\x",
    "http://169.254.169.254/",
    "javascript:alert(1)",
    "\r\nSet-Cookie: a=b",
    "9" * 40,
    "-1",
    "1e999",
    "NaN",
    "null",
    "[]",
    "{}",
    "2026-02-30T25:61",
    "+212600000000",
    "٠٦١٢",
    "a" * 5000,
    "",
)
FIELDS = (
    "words",
    "commune",
    "place",
    "who",
    "name",
    "telephone",
    "email",
    "language",
    "kind",
    "key",
    "website",
    "code",
    "lang",
    "latitude",
    "longitude",
    "at",
    "wants_answer",
    "photo",
    "voice",
    "login",
    "password",
    "next",
    "csrfmiddlewaretoken",
)
ADDRESSES = (
    "/suivre",
    "/account/login/",
    "/account/password/reset/",
    "/preferences/",
    "/p/{}",
    "/signaler/recu/{}",
    "/invitation/{}/",
    "/api/v1/reports",
    "/api/v1/cases/{}",
    "/exports/{}/",
    "/{}",
    "/static/{}",
    "/cases/{}/",
)

KEPT = (
    "import django; django.setup(); from jaras.intake.models import Message; print(Message.objects.count())"
)
OPEN = """
import json, logging, django
django.setup()
logging.disable(logging.WARNING)  # pages that are refused are many, what breaks is told
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver
from jaras.governance.models import Member
from jaras.intake.models import Report
settings.ALLOWED_HOSTS += ["testserver"]
kept = list(Report.objects.exclude(state="draft").order_by("-id").values_list("id", flat=True)[:{opened}])
def plain(resolver, prefix):
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).removeprefix("^").removesuffix("$").removesuffix("/?")
        if isinstance(entry, URLResolver):
            yield from plain(entry, route)
        elif "<" not in route and "logout" not in route:
            yield route
pages = [*sorted(set(plain(get_resolver(), "/"))), *(f"/desk/{{pk}}" for pk in kept)]
answers = {{}}
for language in ("fr", "ar"):
    browser = Client(raise_request_exception=False)
    browser.force_login(Member.objects.order_by("id")[0], backend=settings.AUTHENTICATION_BACKENDS[0])
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for page in pages:
        answer = browser.get(page)
        answers[f"{{page}} ({{language}})"] = answer.status_code
        assert answer.headers["Content-Language"] == language, page
print(json.dumps(answers))
"""


@dataclass
class Told:
    """What the senders were answered."""

    statuses: dict[int, int] = field(default_factory=dict)
    acknowledged: int = 0
    failed: list[str] = field(default_factory=list)


def flood(attacked: House, inputs: int = INPUTS) -> Iterator[str]:
    """No 500, whatever was acknowledged is kept, no page breaks on it."""
    before = int(attacked.run(KEPT).splitlines()[-1])
    calm = _opened(attacked, 0)
    with ThreadPoolExecutor(SENDERS) as senders:
        shares = [inputs // SENDERS] * SENDERS
        told = list(senders.map(_send, [attacked] * SENDERS, range(SENDERS), shares))
    for each in told:
        yield from each.failed[:5]
    acknowledged = sum(each.acknowledged for each in told)
    kept = int(attacked.run(KEPT).splitlines()[-1]) - before
    if kept != acknowledged:
        yield f"{acknowledged} reports were acknowledged, {kept} are kept"
    pages = _opened(attacked, OPENED)
    for page, status in pages.items():
        # A page that an operator may not open is refused before as well.
        if status != calm.get(page, http.HTTPStatus.OK):
            yield f"after the flood {page} answers {status}"
    lists = sum(status == http.HTTPStatus.OK for status in calm.values())
    if not lists or not acknowledged:
        yield f"{lists} pages answered before the flood, {acknowledged} bad reports were taken: too few"
    statuses: dict[int, int] = {}
    for each in told:
        for status, times in each.statuses.items():
            statuses[status] = statuses.get(status, 0) + times
    counted = ", ".join(f"{times} × {status}" for status, times in sorted(statuses.items()))
    print(
        f"flood: {inputs} bad inputs ({counted}), {acknowledged} reports kept, "
        f"{lists} pages with {len(pages) - len(calm)} of reports opened, fr and ar",
        flush=True,
    )


def _opened(attacked: House, reports: int) -> dict[str, int]:
    """What every page without a number in its address answers, those of the last reports, fr then ar."""
    answers: dict[str, int] = json.loads(attacked.run(OPEN.format(opened=reports)).splitlines()[-1])
    return answers


def _send(attacked: House, sender: int, inputs: int) -> Told:
    dice, told = random.Random(SEED + sender), Told()
    for number in range(inputs):
        if number % 5 == 0:
            _report(attacked, dice, told)
        else:
            _ask(attacked, told, *_anything(dice))
    return told


def _report(attacked: House, dice: random.Random, told: Told) -> None:
    """The public form as a browser sends it, with the worst its fields can hold; again where it asks."""
    fields = {name: _text(dice) for name in FIELDS if name not in ("key", "website") and dice.random() < 0.5}
    fields["words"] = _text(dice)
    status, answer = _ask(attacked, told, "GET", "/signaler", b"", {})
    for _turn in range(3):
        found = KEY.search(answer)
        if status not in (200, 422) or found is None:
            break
        fields["key"] = found[1].decode()
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        status, answer = _ask(attacked, told, "POST", "/signaler", _form(fields), form)
    told.acknowledged += status == 303


def _anything(dice: random.Random) -> tuple[str, str, bytes, dict[str, str]]:
    address = dice.choice(ADDRESSES).format(
        quote(_text(dice)[:300].encode("utf-8", "surrogatepass"), safe="")
    )
    method = dice.choice(("GET", "GET", "POST", "POST", "PUT", "DELETE", "HEAD"))
    fields = {dice.choice(FIELDS): _text(dice) for _each in range(dice.randint(0, 6))}
    if method in ("GET", "HEAD"):
        return method, f"{address}?{_form(fields).decode()}"[:6000], b"", {}
    kind = dice.choice(
        ("application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x")
    )
    body = json.dumps(fields).encode() if "json" in kind else _form(fields)
    return method, address, body[: dice.choice((len(body), len(body) // 2))], {"Content-Type": kind}


def _text(dice: random.Random) -> str:
    return "".join(dice.choice(PIECES) for _each in range(dice.randint(1, 4)))


def _form(fields: dict[str, str]) -> bytes:
    return urlencode({name: text.encode("utf-8", "surrogatepass") for name, text in fields.items()}).encode()


def _ask(
    attacked: House, told: Told, method: str, path: str, body: bytes, headers: dict[str, str]
) -> tuple[int, bytes]:
    """The status with the answer; 0 where the server closes the connection."""
    # As many visitors as there are requests: limits count each apart.
    visitor = f"127.{randrange(1, 255)}.{randrange(256)}.{randrange(1, 255)}"
    connection = http.client.HTTPConnection(
        "127.0.0.1", attacked.port, timeout=60, source_address=(visitor, 0)
    )
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        status, content = answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        status, content = 0, b""
    finally:
        connection.close()
    told.statuses[status] = told.statuses.get(status, 0) + 1
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        told.failed.append(f"{method} {path[:200]} with {body[:200]!r} answers {status}")
    return status, content
