"""Meta's Graph: what is posted there, what is fetched, what its refusals mean."""

import json
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings

from jaras.channels.base.configuration import in_demo
from jaras.channels.base.wire import Said, inner, loaded, word
from jaras.conversations.rules import NotFetched, Unreadable
from jaras.kernel.posting import Answer, fetch, post
from jaras.kernel.transports import NotSent

SOON, LATER = timedelta(minutes=1), timedelta(minutes=5)
MOST = 20_000  # bytes of an answer


def posted(address: str, payload: Said, token: str, *, throttled: Mapping[str, timedelta]) -> Said:
    """What Graph answers; raises `NotSent`, again where one of these codes or its state asks for patience."""
    headers = _headers(token) | {"Content-Type": "application/json"}
    answer = post(address, json.dumps(payload).encode(), headers, demo=in_demo(), most=MOST)
    if answer.taken:
        return _said(answer.words.encode())
    error = inner(_said(answer.words.encode()), "error")
    code, subcode = word(error, "code"), word(error, "error_subcode")
    named = f"{code}/{subcode}" if subcode else code
    again = throttled.get(named) or throttled.get(code) or _patience(answer)
    words = word(inner(error, "error_data"), "details") or word(error, "message")
    raise NotSent(named or _named(answer), words=words, again=again)


def described(address: str, token: str) -> Said:
    """What Graph says of one of its objects; raises `NotFetched`."""
    answer = fetch(address, _headers(token), demo=in_demo(), most=MOST)
    if not answer.taken:
        error = inner(_said(answer.content), "error")
        raise NotFetched(word(error, "code") or _named(answer), again=_patience(answer))
    return _said(answer.content)


def downloaded(address: str, token: str = "", *, again: timedelta | None = None) -> bytes:
    """A file, never over a line that others can read; raises `NotFetched`, again where that helps."""
    if not address.startswith("https://") and not in_demo():
        raise NotFetched("not_https")
    headers = _headers(token) if token else {"User-Agent": "Jaras"}
    answer = fetch(address, headers, demo=in_demo(), most=settings.UPLOAD_LIMIT)
    if not answer.taken:
        raise NotFetched(_named(answer), again=_patience(answer) or (again if answer.status else None))
    return answer.content


def _headers(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "User-Agent": "Jaras"}


def _said(content: bytes) -> Said:
    try:
        return loaded(content)
    except Unreadable:
        return {}


def _named(answer: Answer) -> str:
    return answer.fault or f"http_{answer.status}"


def _patience(answer: Answer) -> timedelta | None:
    """Whether it is worth another try: nobody answered, too much was asked, or Graph itself is ill."""
    if answer.status is None:
        return None if answer.fault in ("private", "too_large") else LATER
    return LATER if answer.status == 429 or answer.status >= 500 else None
