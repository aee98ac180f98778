"""What becomes of what two records say when they become one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jaras.kernel.workflow import Move, Workflow, register


class MergeState(StrEnum):
    IN_FORCE = "in_force"
    UNDONE = "undone"


MERGE = register(
    Workflow(
        subject="merge",
        states=MergeState,
        initial=MergeState.IN_FORCE,
        moves=(Move("undo", (MergeState.IN_FORCE,), MergeState.UNDONE, reason_needed=True),),
    )
)


class Choice(StrEnum):
    """Whose value stays."""

    KEPT = "kept"
    ABSORBED = "absorbed"
    BOTH = "both"


# Columns that belong to the row itself, whoever it tells of.
OWN = frozenset(
    {"id", "version", "level", "key", "registered_at", "registered_by_id", "forgotten_at", "merged_into_id"}
)
# Columns that are said together: half of one record, half of the other would tell a third thing.
TOGETHER: Mapping[str, tuple[str, ...]] = {
    "birth": ("born_on", "born_year", "born_estimated", "age_about", "age_said_on")
}
LISTS = frozenset({"target_groups", "languages"})  # what either says is said
TEXTS = frozenset(
    {"description", "telephone", "speaks", "contact_safety"}
)  # both may stay, one after the other
SAFETY = frozenset({"contact_safety"})  # a warning is never lost by choosing
BETWEEN = " / "


@dataclass(frozen=True)
class Part:
    """One thing two records say, with the columns that say it."""

    code: str
    columns: tuple[str, ...]


def parts(columns: Iterable[str]) -> list[Part]:
    """The columns of a record by what is chosen at once, in their order."""
    of = {column: code for code, group in TOGETHER.items() for column in group}
    found: dict[str, list[str]] = {}
    for column in columns:
        if column not in OWN:
            found.setdefault(of.get(column, column), []).append(column)
    return [Part(code, tuple(group)) for code, group in found.items()]


def choices(part: Part, kept: Mapping[str, Any], absorbed: Mapping[str, Any]) -> tuple[Choice, ...]:
    """What may be chosen; the first is proposed. One choice: there is nothing to decide."""
    mine, theirs = _said(part, kept), _said(part, absorbed)
    if mine == theirs or not any(theirs):
        return (Choice.KEPT,)
    if part.code in LISTS:
        return (Choice.BOTH,)
    if part.code in SAFETY:
        return (Choice.BOTH,) if any(mine) else (Choice.ABSORBED,)
    first = (Choice.KEPT, Choice.ABSORBED) if any(mine) else (Choice.ABSORBED, Choice.KEPT)
    return (*first, Choice.BOTH) if part.code in TEXTS and any(mine) else first


def taken(
    part: Part, choice: str, kept: Mapping[str, Any], absorbed: Mapping[str, Any], *, longest: int
) -> dict[str, Any]:
    """The columns that change in the record that stays; none where its own value stays."""
    if choice == Choice.ABSORBED:
        return {column: absorbed[column] for column in part.columns if absorbed[column] != kept[column]}
    if choice != Choice.BOTH:
        return {}
    (column,) = part.columns
    mine, theirs = kept[column], absorbed[column]
    if part.code in LISTS:
        joined: Any = [*mine, *(each for each in theirs if each not in mine)]
    else:
        joined = mine if theirs in mine else theirs if mine in theirs else f"{mine}{BETWEEN}{theirs}"
        if len(joined) > longest:
            raise TooLong(part.code)
    return {column: joined} if joined != mine else {}


class TooLong(ValueError):
    """Both values do not fit into the column."""


def _said(part: Part, row: Mapping[str, Any]) -> Sequence[Any]:
    return [row[column] for column in part.columns]
