"""A messenger in memory for the tests: it reads what it is given, keeps what it sends."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from jaras.conversations import rules
from jaras.conversations.rules import Attached, Incoming, Kind, NotFetched, Read, Told, Unreadable
from jaras.conversations.rules.reading import _known as readers
from jaras.kernel import transports
from jaras.kernel.transports import NotSent, Outbound, Receipt, Template, Terms
from jaras.kernel.transports.registry import _known as ways

CALL_US = {"fr": "Vous pouvez nous joindre au {{1}}.", "ar": "اتصلوا بنا: {{1}}", "en": "Call {{1}}."}
TEMPLATES = (Template("call_us", {"fr": "Appeler", "ar": "اتصال", "en": "Call"}, CALL_US, values=1),)


@dataclass
class Wire:
    """A messenger in memory: both a reader and a way out."""

    channel: str = "whatsapp"
    ready: bool = True
    sent: list[Outbound] = field(default_factory=list)
    fault: NotSent | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    window: timedelta | None = None
    count: Callable[[str], tuple[int, int]] | None = None

    def read(self, body: bytes, said: Mapping[str, str]) -> Read:
        try:
            told = json.loads(body)
        except ValueError as wrong:
            raise Unreadable("json") from wrong
        if "status" in told:
            at = datetime.fromisoformat(told["at"])
            return Read(told=(Told(external_id=told["id"], went=told["status"], at=at),))
        at = datetime.fromisoformat(told["at"])
        words = Incoming(
            external_id=told["id"], address=told["from"], at=at, kind=Kind.TEXT, words=told["text"]
        )
        return Read(said=(words,))

    def fetch(self, attached: Attached) -> bytes:
        if attached.ref not in self.files:
            raise NotFetched("slow", again=timedelta(minutes=1))
        return self.files[attached.ref]

    def send(self, message: Outbound) -> Receipt:
        if self.fault is not None:
            raise self.fault
        self.sent.append(message)
        return Receipt(f"ours-{len(self.sent)}")

    def terms(self, heard_at: datetime | None, at: datetime) -> Terms:
        if self.window is not None and heard_at is not None:
            until = heard_at + self.window
            return Terms(until=until, open=at < until, words_later=True, limit=400, templates=TEMPLATES)
        return Terms(limit=400, count=self.count)


@contextmanager
def strung(line: Wire) -> Iterator[Wire]:
    """While the tests use it, it takes the place of what was registered."""
    before = dict(readers), dict(ways)
    rules.register(line, report_channel="WHATSAPP")
    transports.register(line)
    try:
        yield line
    finally:
        readers.clear()
        readers.update(before[0])
        ways.clear()
        ways.update(before[1])
