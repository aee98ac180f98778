"""The decisions of registers: what a file is, what its columns hold, what its rows say."""

from jaras.registers.rules.faults import ASIDE, LEFT_OUT, TEACHABLE, Code, Fault
from jaras.registers.rules.files import Kind, Unreadable, Why
from jaras.registers.rules.lines import Dictionary, Line
from jaras.registers.rules.states import (
    BEFORE,
    BUSY,
    CHANGING,
    REGISTER,
    RegisterState,
    RegistersVerb,
)
from jaras.registers.rules.workbooks import Row

__all__ = [
    "ASIDE",
    "BEFORE",
    "BUSY",
    "CHANGING",
    "LEFT_OUT",
    "REGISTER",
    "TEACHABLE",
    "Code",
    "Dictionary",
    "Fault",
    "Kind",
    "Line",
    "RegisterState",
    "RegistersVerb",
    "Row",
    "Unreadable",
    "Why",
]
