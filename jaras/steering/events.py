"""What happens to figures: they leave the house, they are repaired."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class FiguresExported(Event):
    """Somebody took figures out of the house."""

    subject: ClassVar[str] = "member"
    member_id: int
    form: str
    first: str
    last: str
    kept: str


@dataclass(frozen=True, kw_only=True)
class FiguresRepaired(Event):
    """Figures differed from the rows; they were written anew."""

    subject: ClassVar[str] = "ledger"
    ledger_id: int
    differences: int
