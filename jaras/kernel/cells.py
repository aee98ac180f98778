"""Cells of the tables that leave the house: what a spreadsheet would compute is only shown."""

_COMPUTES = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def shown(value: object) -> str:
    """The value as text; one that a spreadsheet would take for a formula begins with an apostrophe."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if text.startswith(_COMPUTES) else text


def said(cell: object) -> str:
    """What a cell says, as it was before `shown` kept a spreadsheet from computing it."""
    text = "" if cell is None else str(cell).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(_COMPUTES) else text
