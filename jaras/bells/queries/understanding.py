"""What a member's answer by letter says, by its first words; whatever is not sure is not understood."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from unicodedata import normalize

from jaras.kernel.folding import fold


class Meant(StrEnum):
    """What somebody wants who writes back."""

    YES = "yes"
    NO = "no"
    DONE = "done"
    RING = "ring"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Understood:
    """Its words are the reason of a no, how one sees that it is done, what a new bell promises."""

    meant: Meant
    words: str = ""
    due: date | None = None


# A word alone, or with what follows it behind a comma, a colon, a dash, a stop.
_YES = (
    r"oui|yes|ok|d'accord|d accord|j'accepte|accepte|i accept|accepted|je prends"
    r"|نعم|موافق|موافقه|اقبل|واخا|iyeh|wakha"
)
_NO = r"non|no|je refuse|refuse|i decline|declined|لا|ارفض|اعتذر|lla"
_DONE = r"fait|c'est fait|c est fait|done|it is done|termine|تم|تم الانجاز|انجز|منجز|safi"
_RING = r"cloche|bell|جرس"
_FIRST = re.compile(
    rf"\s*(?:(?P<ring>{_RING})\s*[:：]|(?P<yes>{_YES})|(?P<no>{_NO})|(?P<done>{_DONE}))(?P<rest>(?:[\s,;:.!،؛–—-].*)?)$",
    re.DOTALL,
)
_LEADING = re.compile(r"^[\s,;:.!،؛–—-]+")
_DATE = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?\b")
_TODAY = re.compile(r"\b(aujourd'hui|aujourd hui|ce soir|today|tonight|اليوم|الليله)\b")
_TOMORROW = re.compile(r"\b(demain|tomorrow|غدا|بكره|ghedda|ghda)\b")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
LOOKED_AT = 300
SHORT = 40  # what follows a yes: longer may be a condition, somebody reads it


def understood(words: str, *, today: date) -> Understood:
    """A yes with a condition is no yes: somebody reads it."""
    said = _MARKS.sub("", normalize("NFC", words)).strip()
    found = _FIRST.match(fold(said).replace("’", "'"))
    if found is None:
        return Understood(Meant.UNKNOWN, said)
    rest = _LEADING.sub("", said[found.start("rest") :]).strip()
    line = rest.split("\n")[0].strip() if not said[found.start("rest") :].startswith("\n") else ""
    if found["ring"]:
        what = rest.split("\n")[0].strip()
        return (
            Understood(Meant.RING, what, _due(fold(what), today)) if what else Understood(Meant.UNKNOWN, said)
        )
    if found["done"]:
        return Understood(Meant.DONE, rest or said)
    if found["no"]:
        return Understood(Meant.NO, rest)
    sure = len(line) <= SHORT and not _conditional(rest[:LOOKED_AT])
    return Understood(Meant.YES) if sure else Understood(Meant.UNKNOWN, said)


def _conditional(rest: str) -> bool:
    return re.search(r"\b(mais|si|sauf|but|if|unless|لكن|ولكن|اذا|بشرط)\b", fold(rest)) is not None


def _due(folded: str, today: date) -> date:
    """The day that it names, else tomorrow: the answer says which was understood."""
    if _TODAY.search(folded):
        return today
    if not _TOMORROW.search(folded) and (found := _DATE.search(folded)) is not None:
        day, month, year = int(found[1]), int(found[2]), int(found[3] or today.year)
        try:
            named = date(year, month, day)
            if named < today and not found[3]:
                named = date(year + 1, month, day)
        except ValueError:
            return today + timedelta(days=1)
        if named >= today:
            return named
    return today + timedelta(days=1)
