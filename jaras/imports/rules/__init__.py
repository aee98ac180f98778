"""The decisions of imports of the directory: what a file says, what its words mean."""

from jaras.imports.rules.entries import Entry, Found, Holds, Kind, Noticed, packed, unpacked
from jaras.imports.rules.faults import LEFT_OUT, Code, Fault
from jaras.imports.rules.states import IMPORT, STANDING, ImportState, Source
from jaras.imports.rules.understanding import HOURS, Dictionary, understood
from jaras.imports.rules.workbook import Layout

__all__ = [
    "HOURS",
    "IMPORT",
    "LEFT_OUT",
    "STANDING",
    "Code",
    "Dictionary",
    "Entry",
    "Fault",
    "Found",
    "Holds",
    "ImportState",
    "Kind",
    "Layout",
    "Noticed",
    "Source",
    "packed",
    "understood",
    "unpacked",
]
