"""Whether a machine or a flood is at the door; a life in danger always passes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from jaras.intake import queries as intake
from jaras.kernel import limits
from jaras.kernel.limits import Limit
from jaras.web.portal.keys import Key

HONEYPOT, TOO_FAST, NO_KEY, TOO_MANY = "honeypot", "too_fast", "no_key", "too_many"
SLOWEST_MACHINE = timedelta(seconds=2)  # nobody reads and fills the form faster
# Many people share one address behind a mobile operator: generous, yet far below a flood.
REPORTS = (Limit(12, timedelta(minutes=10)), Limit(80, timedelta(days=1)))
MESSAGES = (Limit(15, timedelta(minutes=10)), Limit(100, timedelta(days=1)))
RIGHTS = (Limit(6, timedelta(minutes=10)), Limit(30, timedelta(days=1)))
WRONG_CODES = (Limit(15, timedelta(minutes=10)), Limit(60, timedelta(days=1)))


@dataclass(frozen=True)
class Verdict:
    """What is doubted, whether it may pass nevertheless."""

    doubt: str = ""
    passes: bool = True


def judge(
    *,
    key: Key | None,
    trapped: bool,
    who: str,
    words: str,
    scope: str,
    allowed: tuple[Limit, ...],
    at: datetime,
    takes: timedelta = SLOWEST_MACHINE,
) -> Verdict:
    """A doubt asks once more; a flood waits; neither stops words that speak of a peril to life."""
    flooded = limits.reached(scope, who, allowed, at=at)
    doubt = _doubt(key, trapped=trapped, flooded=flooded, before=at - takes)
    if not doubt:
        return Verdict()
    confirmed = key is not None and bool(key.doubt) and doubt != TOO_MANY
    return Verdict(doubt, confirmed or (bool(words) and intake.urgency_of(words, at=at) == "IMMEDIAT"))


def _doubt(key: Key | None, *, trapped: bool, flooded: bool, before: datetime) -> str:
    if flooded:
        return TOO_MANY
    if key is None:
        return NO_KEY
    if key.doubt:
        return key.doubt
    if trapped:
        return HONEYPOT
    return TOO_FAST if key.issued_at > before else ""
