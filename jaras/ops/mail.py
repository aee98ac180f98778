"""Takes the letters that people write to the cell."""

import argparse
from collections.abc import Mapping

from jaras.ops import place
from jaras.ops.place import Refusal


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras mail", description=__doc__)
    place.add_arguments(parser)
    place.chosen(parser.parse_args(argv)).enter()
    import django

    django.setup()
    from django.conf import settings

    from jaras.channels.email.listening import serve

    known = settings.CHANNELS["email"]
    host, _colon, port = known["listen"].rpartition(":")
    if not (host and port.isdecimal() and known["address"]):
        raise Refusal(
            "The letter box is not set up: JARAS_MAIL_LISTEN names where it listens (127.0.0.1:2525), "
            "JARAS_MAIL_ADDRESS to whom people write."
        )
    serve(host, int(port), known["address"], keep_anew)
    return 0


def keep_anew(content: bytes, said: Mapping[str, str]) -> None:
    """On a connection that is still good: between two letters a night may pass."""
    from django.db import close_old_connections

    close_old_connections()
    keep(content, said)


def keep(content: bytes, said: Mapping[str, str]) -> None:
    """In the database before the sender is told so."""
    from django.utils import timezone

    from jaras.conversations.actions import keep_arrival
    from jaras.kernel.actor import SYSTEM

    at = timezone.now()
    keep_arrival(channel="email", body=content, said={**said, "at": at.isoformat()}, by=SYSTEM, at=at)
