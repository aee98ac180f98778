"""Attacks: the interface by its own description, addresses by counting, forms with rubbish."""

import http.client
import json
import os
import subprocess
import sys
from pathlib import Path

from jaras.ops.repository import repository_root
from proof._flood import flood
from proof._house import House, house
from proof._meta import graph, signature
from proof._meta import settings as meta
from proof._roles import every_role
from proof._saying import ended

EXAMPLES = "60"

CAST = """
import json, django
django.setup()
from django.utils import timezone
from jaras.care import actions as care
from jaras.governance import actions, queries
from jaras.governance.models import Member, actor_of
from jaras.intake import actions as intake
from jaras.kernel.actor import NOBODY, SYSTEM
from jaras.partners import actions as partners
now = timezone.now()
operator = actor_of(Member.objects.order_by("pk").first())
service = partners.add_service(organisation=partners.register(name_fr="Foyer", kind="association", poles=[],
                               by=SYSTEM, at=now), code="ACC-HEB", always_open=True, by=SYSTEM, at=now)
for number in range(30):
    words = f"Une personne seule, porte {number}"
    report = intake.take(channel="TEL", words=words, by=operator, at=now).report
    case = intake.open_case(report=report, by=operator, at=now)
    need = care.add_need(case=case, service="ACC-HEB", by=operator, at=now)
    if number % 2:
        care.refer(need=need, service=service, email="foyer@example.org",
                   said=care.Said(agreed="spoken"), by=operator, at=now)
    care.record(code="ACC-ALIM", case=case, state="planned" if number % 3 else "done", by=operator, at=now)
organisation = partners.register(name_fr="Association", kind="association", poles=[], by=SYSTEM, at=now)
invitation = actions.invite(email="clerk@example.org", name="A clerk", roles=["partner"],
                            organisation=organisation, by=SYSTEM, at=now)
clerk = actions.accept_invitation(token=queries.key_of(invitation), name="A clerk",
                                  password="une-cloche-dans-la-nuit", by=NOBODY, at=now)
print(json.dumps(actions.create_token(name="proof", by=actor_of(clerk), at=now)[1]))
"""
RUBBISH = (
    b"",
    b"\x00" * 1000,
    b"words=" + b"A" * 3_000_000,
    b"words=%00%ff%fe&commune=%ed%a0%80",
    b"&" * 5000,
    b"words=x" + b"&a=1" * 2000,
    b'--x\r\nContent-Disposition: form-data; name="photo"; filename="../../etc/passwd"\r\n\r\n'
    b"<svg/>\r\n--x--\r\n",
)
KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", "\x7f")
CHANNELS = ("/channels/whatsapp", "/channels/telephone", "/channels/sms/webhook", "/channels/sms/kannel")
SET_UP = {
    "JARAS_TELEPHONE_KEY": "proof",
    "JARAS_SMS_WEBHOOK_KEY": "proof",
    "JARAS_SMS_KANNEL_SECRET": "proof",
}
# What only the sender of a channel can bring: torn, in a wrong charset, deep, long.
DELIVERED = (
    *RUBBISH,
    b'{"object": "whatsapp_business_account", "entry": [{"changes"',
    '{"object": "أهلا"}'.encode("cp1256"),
    b'{"object": "whatsapp_business_account", "entry": ' + b"[" * 100_000,
    b'{"object": "whatsapp_business_account", "entry": [{"changes": [{"value": {"messages": [7, null]}}]}]}',
    b'{"object": "' + b"a" * 10 * 1024 * 1024 + b'"}',
)
KINDS_OF_THINGS = ("reports", "cases", "referrals", "interventions")
PATHS = (
    "/static/../../../../etc/passwd",
    "/static/%2e%2e/%2e%2e/secret.key",
    "/%00",
    "/reports/99999999999999999999999",
    "/cases/-1",
    "/api/v1/cases/99999999999999999999999",
    "/signaler?lang=%00",
    "/account/login/?next=//evil.example",
)


def main() -> int:
    with graph() as theirs, house(members=1, settings=SET_UP | meta(theirs)) as attacked:
        clerk = json.loads(attacked.run(CAST).splitlines()[-1])
        problems = [*every_role(attacked), *description(attacked), *enumeration(attacked, clerk)]
        problems += [*rubbish(attacked), *signed_rubbish(attacked)]
        problems += flood(attacked)
        attacked.wait_until_healthy()
    return ended("attack", problems)


def description(attacked: House) -> list[str]:
    """Schemathesis asks whatever the OpenAPI description allows, and what it does not."""
    command = [
        str(Path(sys.executable).parent / "schemathesis"),
        "run",
        f"http://127.0.0.1:{attacked.port}/api/v1/openapi.json",
        "--header",
        f"Authorization: Bearer {attacked.tokens[0]}",
        "--checks",
        "not_a_server_error,status_code_conformance,response_schema_conformance,content_type_conformance",
        "--max-examples",
        EXAMPLES,
        "--seed",
        "7",
        "--no-color",
    ]
    environment = os.environ | {"NO_PROXY": "127.0.0.1"}
    done = subprocess.run(
        command, cwd=repository_root(), env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode == 0:
        print(done.stdout[-600:])
        return []
    return [f"schemathesis: {done.stdout[-6000:]} {done.stderr[-1000:]}"]


def enumeration(attacked: House, clerk: str) -> list[str]:
    """A curious clerk of another organisation counts upwards through every id."""
    problems = []
    headers = {"Authorization": f"Bearer {clerk}"}
    for number in range(1, 40):
        for kind in KINDS_OF_THINGS:
            status, answer = attacked.ask("GET", f"/api/v1/{kind}/{number}", headers=headers)
            if status != http.HTTPStatus.NOT_FOUND:
                problems.append(f"the clerk reads {kind}/{number}: {status} {answer}")
    for kind in KINDS_OF_THINGS:
        status, answer = attacked.ask("GET", f"/api/v1/{kind}", headers=headers)
        if status != http.HTTPStatus.OK or answer["items"]:
            problems.append(f"the clerk lists {kind}: {status} {answer}")
    return problems


def rubbish(attacked: House) -> list[str]:
    """Nothing a stranger sends makes a 500, nor ends the server."""
    problems = []
    for path in (
        "/signaler",
        "/suivre",
        "/account/login/",
        "/api/v1/reports",
        "/api/v1/referrals",
        "/api/v1/interventions",
        *CHANNELS,
    ):
        for body in RUBBISH:
            for kind in KINDS:
                status = sent(attacked, "POST", path, body, {"Content-Type": kind})
                if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
                    problems.append(f"POST {path} with {body[:30]!r} as {kind!r} answers {status}")
    for path in PATHS:
        status = sent(attacked, "GET", path, b"", {})
        if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
            problems.append(f"GET {path} answers {status}")
    return problems


def signed_rubbish(attacked: House) -> list[str]:
    """Whatever comes with the right signature is kept, answered 200; longer than allowed it is refused."""
    problems = []
    for body in (*DELIVERED, b"a" * (12 * 1024 * 1024 + 1)):
        status = sent(attacked, "POST", CHANNELS[0], body, {"X-Hub-Signature-256": signature(body)})
        if status != (http.HTTPStatus.OK if body in DELIVERED else http.HTTPStatus.REQUEST_ENTITY_TOO_LARGE):
            problems.append(f"a signed delivery of {len(body)} bytes, {body[:60]!r}, is answered {status}")
    return problems


def sent(attacked: House, method: str, path: str, body: bytes, headers: dict[str, str]) -> int:
    """The status; 0 where the server closes the connection or the client may not even ask."""
    connection = http.client.HTTPConnection("127.0.0.1", attacked.port, timeout=30)
    try:
        connection.request(method, path, body, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException, ValueError):
        return 0
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
