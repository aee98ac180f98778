"""Meta's Graph: what is fetched from there, what its answers mean."""

from datetime import timedelta

from django.conf import settings

from jaras.channels.base.configuration import in_demo
from jaras.channels.base.wire import Said, inner, loaded, word
from jaras.conversations.rules import NotFetched, Unreadable
from jaras.kernel.posting import Answer, fetch

SOON, LATER = timedelta(minutes=1), timedelta(minutes=5)
MOST = 20_000  # bytes of an answer


def described(address: str, token: str) -> Said:
    """What Graph says of one of its objects; raises `NotFetched`."""
    answer = fetch(address, headers(token), demo=in_demo(), most=MOST)
    if not answer.taken:
        error = inner(said(answer.content), "error")
        raise NotFetched(word(error, "code") or named(answer), again=patience(answer))
    return said(answer.content)


def downloaded(address: str, key: str = "", *, again: timedelta | None = None) -> bytes:
    """A file, never over a line that others can read; raises `NotFetched`, again where that helps."""
    if not address.startswith("https://") and not in_demo():
        raise NotFetched("not_https")
    answer = fetch(address, headers(key), demo=in_demo(), most=settings.UPLOAD_LIMIT)
    if not answer.taken:
        raise NotFetched(named(answer), again=patience(answer) or (again if answer.status else None))
    return answer.content


def headers(token: str) -> dict[str, str]:
    return {"User-Agent": "Jaras"} | ({"Authorization": f"Bearer {token}"} if token else {})


def said(content: bytes) -> Said:
    try:
        return loaded(content)
    except Unreadable:
        return {}


def named(answer: Answer) -> str:
    return answer.fault or f"http_{answer.status}"


def patience(answer: Answer) -> timedelta | None:
    """Whether it is worth another try: nobody answered, too much was asked, or Graph itself is ill."""
    if answer.status is None:
        return None if answer.fault in ("private", "too_large") else LATER
    return LATER if answer.status == 429 or answer.status >= 500 else None
