"""Every message to a person passes the guard: nobody sends around it."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import JARAS, name_of, tree

# What hands a message to somebody outside, by the module it stands in.
SENDERS = {
    "django.core.mail": {"send_mail", "send_mass_mail", "get_connection", "mail_admins", "mail_managers"},
    "smtplib": {"SMTP", "SMTP_SSL", "LMTP"},
    "jaras.kernel.posting": {"post"},
    "jaras.channels.base.sending": {"posted"},
    "jaras.kernel.transports.registry": {"transports"},
}
# Where that is right: the gate, the ways behind it; webhooks speak to programs.
BEHIND_THE_GATE = {
    "kernel/posting.py",
    "kernel/transports/gate.py",
    "kernel/transports/push.py",
    "kernel/transports/__init__.py",
    "hooks/jobs/delivering.py",
    "demo/simulator/wire.py",  # it plays the other side: whatever it posts goes to this very copy
}


def _may(path: Path) -> bool:
    where = path.relative_to(JARAS).as_posix()
    return where in BEHIND_THE_GATE or (where.startswith("channels/") and path.name == "sending.py")


def _around(path: Path) -> list[str]:
    """What a file takes that sends, where it calls `send` of a letter or of a way itself."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            taken = SENDERS.get(node.module or "", set())
            found += [each.name for each in node.names if each.name in taken]
        elif isinstance(node, ast.Import):
            found += [each.name for each in node.names if each.name == "smtplib"]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if node.func.attr in ("send", "send_messages") and owner != "transports":
                found.append(f"{owner}.{node.func.attr}")
    return found


def test_no_module_sends_around_the_guard() -> None:
    mail = JARAS / "kernel" / "transports" / "mail.py"
    files = [path for path in sorted(JARAS.rglob("*.py")) if not _may(path) and path != mail]
    around = [f"{name_of(path)}: {each}" for path in files for each in _around(path)]
    assert not around, "\n".join([*around, "Send it by jaras.kernel.transports: the guard is asked there."])


@pytest.mark.parametrize(
    "written",
    [
        "from django.core.mail import send_mail",
        "import smtplib",
        "from jaras.kernel.posting import post",
        "from jaras.channels.base.sending import posted",
        "letter.send()",
        "connection.send_messages([letter])",
        "transports()['sms'].send(message)",
    ],
)
def test_the_test_sees_each_way_around(tmp_path: Path, written: str) -> None:
    path = tmp_path / "around.py"
    path.write_text(written)
    assert _around(path)
