"""The directory beside a file, the imports as they are read."""

from jaras.imports.queries.imports import listed, opened, stays
from jaras.imports.queries.plan import Change, Difference, Plan, Verdict, plan
from jaras.imports.queries.usual import to_confirm, usual
from jaras.imports.queries.words import Words
from jaras.imports.queries.workbook import Directory

__all__ = [
    "Change",
    "Difference",
    "Directory",
    "Plan",
    "Verdict",
    "Words",
    "listed",
    "opened",
    "plan",
    "stays",
    "to_confirm",
    "usual",
]
