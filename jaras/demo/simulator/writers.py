"""The invented people of the simulator, each with one way to write."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

WITH_FILES = {"whatsapp": "image/*,audio/*", "comment": "image/*", "messenger": "image/*,audio/*"}
WITH_FILES |= {"email": "image/*,audio/*,.pdf", "telephone": "audio/*"}
SPOKEN = ("whatsapp", "messenger", "email", "telephone")


@dataclass(frozen=True)
class Writer:
    """Who writes, by what, how the channel calls them."""

    key: str
    channel: str  # comment, messenger: the two doors of a Facebook page
    name: str
    number: str = ""
    user: str = ""
    address: str = ""
    says: str = ""
    examples: tuple[str, ...] = ()

    @property
    def house_channel(self) -> str:
        """What the inbox calls it."""
        return {"comment": "facebook", "messenger": "facebook"}.get(self.channel, self.channel)

    @property
    def digits(self) -> str:
        return self.number.removeprefix("+")

    @property
    def files(self) -> str:
        """Which files may be sent, as a field of a form says it."""
        return WITH_FILES.get(self.channel, "")

    @property
    def speaks(self) -> bool:
        return self.channel in SPOKEN

    @property
    def hears(self) -> bool:
        """Whether anything comes back by this way."""
        return self.channel != "telephone"

    @property
    def may_refuse(self) -> bool:
        return self.channel not in ("telephone", "email")


@cache
def writers() -> dict[str, Writer]:
    rows = yaml.safe_load(Path(__file__).with_name("writers.yaml").read_text(encoding="utf-8"))
    made = (Writer(**row | {"examples": tuple(row.get("examples", ()))}) for row in rows)
    return {each.key: each for each in made}


def writer_at(*addresses: str) -> Writer | None:
    """Whose telephone this number, id or mailbox is."""
    known = {*addresses} - {""}
    for each in writers().values():
        if known & {each.number, each.digits, each.user, each.address}:
            return each
    return None
