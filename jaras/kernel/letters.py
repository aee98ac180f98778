"""Letters of a copy that has no mail server: files, each sealed, to be read with its keys."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as Letter
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from jaras.kernel.keys import derived

PURPOSE = "jaras.kernel.letters"
SUFFIX = ".letter"
MOMENT = "%Y%m%dT%H%M%S.%f"


class SealedFiles(BaseEmailBackend):
    """Keeps each letter in a file of its own, where another house would send it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{datetime.now(UTC):{MOMENT}}-{token_hex(4)}{SUFFIX}"
            body = message.message().as_bytes()
            partial = folder / f"{name}.part"
            partial.write_bytes(derived.sealed(body, purpose=PURPOSE, name=name))
            partial.rename(folder / name)
        return len(email_messages)


def kept(folder: Path, *, since: datetime | None = None) -> Iterator[Letter]:
    """The letters of this folder, opened, in the order in which they left."""
    first = f"{since.astimezone(UTC):{MOMENT}}" if since else ""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if path.name >= first:
            yield _opened(path)


def _opened(path: Path) -> Any:
    body = derived.opened(path.read_bytes(), purpose=PURPOSE, name=path.name)
    return message_from_bytes(body, policy=policy.default)
