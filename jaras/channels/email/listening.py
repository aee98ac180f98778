"""The mailbox of the cell as a server: takes letters to one address, relays nothing."""

import asyncio
import logging
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings

from jaras.channels.email.addresses import is_ours

Keep = Callable[[bytes, Mapping[str, str]], None]
logger = logging.getLogger(__name__)


class Mailbox:
    """Answers 250 once the letter is in the database, never before."""

    def __init__(self, ours: str, keep: Keep) -> None:
        self.ours, self.keep = ours, keep
        self.writer = ThreadPoolExecutor(max_workers=1)  # one connection to the database

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not is_ours(address, self.ours):
            return "550 5.1.1 Nobody of this name receives letters here."
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        sender = (envelope.mail_from or "").strip("<>")
        said = {"mail_from": sender, "rcpt_to": " ".join(envelope.rcpt_tos)}
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        try:
            await asyncio.get_running_loop().run_in_executor(self.writer, self.keep, content, said)
        except Exception:  # whatever it is, the sender must keep the letter
            logger.exception("A letter could not be kept: its sender is asked to try again")
            return "451 4.3.0 Not kept here: try again in a moment."
        return "250 2.0.0 Kept."


def serve(host: str, port: int, ours: str, keep: Keep) -> None:
    """Until the process is told to end."""
    asyncio.run(_serve(host, port, ours, keep))


async def _serve(host: str, port: int, ours: str, keep: Keep) -> None:
    mailbox, loop, over = Mailbox(ours, keep), asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, over.set)
    server = await loop.create_server(lambda: protocol(mailbox), host, port)
    async with server:
        await over.wait()


class Protocol(SMTP):
    line_length_limit = 1024 * 1024  # what the server of the domain took is not refused for a long line


def protocol(mailbox: Mailbox) -> Protocol:
    return Protocol(
        mailbox,
        data_size_limit=settings.UPLOAD_LIMIT,
        enable_SMTPUTF8=True,
        hostname=mailbox.ours.rpartition("@")[2],
        ident="ESMTP",
    )
