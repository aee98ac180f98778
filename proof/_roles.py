"""The interface attacked as each role, every answer searched for what that role may not know."""

import json
import os
import subprocess
import sys
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jaras.ops.repository import repository_root
from proof._house import House

EXAMPLES, NUMBERS = "15", 45
KINDS = ("reports", "cases", "referrals", "interventions")
# Each stands in one hidden story and nowhere else.
RESTRICTED, SEALED = "zanbaqrestreint", "yasaminescelle"
# Who may read which: the head restricted stories, the holder of a compartment what is sealed in it.
OPEN = {"head": {RESTRICTED}, "keeper": {SEALED}}

CAST = """
import json, django
django.setup()
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone
from jaras.cases import actions as cases
from jaras.governance import actions, queries
from jaras.governance.models import Member, actor_of
from jaras.governance.roles import roles
from jaras.governance.rules import GovernanceVerb
from jaras.intake import actions as intake
from jaras.kernel.actor import NOBODY, SYSTEM
from jaras.partners import actions as partners
from jaras.people import actions as people
now = timezone.now()
writer = actor_of(Member.objects.order_by("pk").first())
house = partners.register(name_fr="Dar de l'essai", kind="association", poles=[], by=SYSTEM, at=now)
for number in range(3):
    person = people.register(given_name={restricted!r}, family_name=f"Essai {{number}}", by=writer, at=now)
    case = cases.open_case(persons=[person], summary={restricted!r}, by=writer, at=now)
    cases.set_level(case=case, level="restricted", by=SYSTEM, at=now)
    person = people.register(given_name={sealed!r}, family_name=f"Essai {{number}}", by=writer, at=now)
    words = {sealed!r} + f" dort ici ce soir, {{number}}"
    report = intake.take(channel="TEL", words=words, by=writer, at=now).report
    intake.open_case(report=report, persons=[person], by=writer, at=now)
    intake.seal(report=report, compartment="violence", by=SYSTEM, at=now, reason="essai")
tokens = {{}}
for code in roles().codes():
    invitation = actions.invite(email=f"{{code}}@example.org", name=code, roles=[code], by=SYSTEM, at=now,
                                **({{"organisation": house}} if code == "partner" else {{}}),
                                **({{"pole": "MED"}} if code == "pole_lead" else {{}}))
    member = actions.accept_invitation(token=queries.key_of(invitation), name=code,
                                       password="une-cloche-dans-la-nuit", by=NOBODY, at=now)
    TOTP.activate(member, generate_totp_secret())  # else the keys of some roles are silent
    actor = actor_of(member)
    if actor.can(GovernanceVerb.TOKENS):
        tokens[code] = actions.create_token(name="proof", by=actor, at=now)[1]
    else:
        tokens[code] = ""
invitation = actions.invite(email="keeper@example.org", name="Keeper", roles=["operator"], by=SYSTEM, at=now)
keeper = actions.accept_invitation(token=queries.key_of(invitation), name="Keeper",
                                   password="une-cloche-dans-la-nuit", by=NOBODY, at=now)
keeper = actions.give_compartments(member=keeper, codes=["violence"], by=SYSTEM, at=now)
tokens["keeper"] = actions.create_token(name="proof", by=actor_of(keeper), at=now)[1]
print(json.dumps(tokens))
"""


def every_role(attacked: House) -> Iterator[str]:
    """No 500 whoever asks, no hidden word in an answer to whom it is hidden from."""
    tokens: dict[str, str] = json.loads(
        attacked.run(CAST.format(restricted=RESTRICTED, sealed=SEALED)).splitlines()[-1]
    )
    searched = 0
    for role, token in tokens.items():
        answers = _walked(attacked, token)
        if role != "keeper":
            with tempfile.TemporaryDirectory(prefix="jaras-har-") as folder:
                har = Path(folder) / "answers.har"
                yield from _attack(attacked, role, token, har)
                answers += _answers(har)
        searched += len(answers)
        read = {word for word in (RESTRICTED, SEALED) if any(word in body for _address, body in answers)}
        for word in read - OPEN.get(role, set()):
            leaks = sorted({address for address, body in answers if word in body})
            yield f"{role} reads {word} at {', '.join(leaks[:5])}"
        # Whoever may read the word does: otherwise the search would find no leak either.
        for word in OPEN.get(role, set()) - read:
            yield f"{role} does not find {word}, which this role may read: nothing was searched"
    print(f"roles: {len(tokens) - 1} roles, {searched} answers searched", flush=True)


def _walked(attacked: House, token: str) -> list[tuple[str, str]]:
    """Every list, every number that could be somebody's."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    paths = [f"/api/v1/{kind}" for kind in KINDS]
    paths += [f"/api/v1/{kind}/{number}" for kind in KINDS for number in range(1, NUMBERS)]
    return [(f"GET {path}", _words(attacked.ask("GET", path, headers=headers)[1])) for path in paths]


def _words(answer: Any) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else json.dumps(answer)
    return text.lower()


def _attack(attacked: House, role: str, token: str, har: Path) -> Iterator[str]:
    command = [
        str(Path(sys.executable).parent / "schemathesis"), "run",
        f"http://127.0.0.1:{attacked.port}/api/v1/openapi.json",
        "--phases", "examples,fuzzing", "--checks", "not_a_server_error", "--max-examples", EXAMPLES,
        "--seed", "7", "--no-color",
        "--report", "har", "--report-har-path", str(har),
        *(["--header", f"Authorization: Bearer {token}"] if token else []),
    ]  # fmt: skip
    environment = os.environ | {"NO_PROXY": "127.0.0.1"}
    done = subprocess.run(
        command, cwd=repository_root(), env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode != 0:
        yield f"{role}: schemathesis: {done.stdout[-2000:]} {done.stderr[-500:]}"


def _answers(har: Path) -> list[tuple[str, str]]:
    """Each address that was asked, with what it answered."""
    found: list[tuple[str, str]] = []
    for entry in json.loads(har.read_text(encoding="utf-8"))["log"]["entries"]:
        content = entry["response"]["content"]
        text = content.get("text", "")
        if content.get("encoding") == "base64":
            text = b64decode(text).decode("utf-8", "replace")
        found.append((f"{entry['request']['method']} {entry['request']['url']}", text.lower()))
    return found
