"""Every write of registers."""

from jaras.registers.actions.checking import check
from jaras.registers.actions.reading import read
from jaras.registers.actions.receiving import (
    KEPT_UNCONFIRMED,
    SILENT,
    choose_sheet,
    drop,
    name_columns,
    receive,
    resume,
)
from jaras.registers.actions.tally import Tally
from jaras.registers.actions.undoing import CASES, take_back_some, undo
from jaras.registers.actions.writing import CHUNK, begin_invented, confirm, write_invented, write_some

__all__ = [
    "CASES",
    "CHUNK",
    "KEPT_UNCONFIRMED",
    "SILENT",
    "Tally",
    "begin_invented",
    "check",
    "choose_sheet",
    "confirm",
    "drop",
    "name_columns",
    "read",
    "receive",
    "resume",
    "take_back_some",
    "undo",
    "write_invented",
    "write_some",
]
