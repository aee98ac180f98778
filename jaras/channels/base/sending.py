"""What is posted to Meta's Graph, by the ways of its channels alone."""

import json
from collections.abc import Mapping
from datetime import timedelta

from jaras.channels.base.configuration import in_demo
from jaras.channels.base.graph import MOST, headers, named, patience, said
from jaras.channels.base.wire import Said, inner, word
from jaras.kernel.posting import post
from jaras.kernel.transports import NotSent


def posted(address: str, payload: Said, token: str, *, throttled: Mapping[str, timedelta]) -> Said:
    """What Graph answers; raises `NotSent`, again where one of these codes or its state asks for patience."""
    sent = headers(token) | {"Content-Type": "application/json"}
    # The settings name Graph: a house may speak to it through a gateway of its own.
    answer = post(address, json.dumps(payload).encode(), sent, demo=in_demo(), most=MOST, own=True)
    if answer.taken:
        return said(answer.words.encode())
    error = inner(said(answer.words.encode()), "error")
    code, subcode = word(error, "code"), word(error, "error_subcode")
    words = word(inner(error, "error_data"), "details") or word(error, "message")
    raise NotSent(
        f"{code}/{subcode}" if subcode else code or named(answer),
        words=words,
        again=throttled.get(code) or patience(answer),
    )
