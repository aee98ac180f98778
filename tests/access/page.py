"""The reviewed page of accesses: read, written."""

from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access.md"
HEAD = """# Who may open what

One row for each address, one column for each role: `tests/access` opens every address as every role, then
compares. A change of this page is a change of what somebody may see: review it line by line. Written with
`python -m jaras.ops.access_table`.

200, 302: open (302 leads on) · 400: open, an empty form was refused · 401: the interface asks for a key ·
403: not for this role · 404: for this role it does not exist · *sign in*: visitors are sent to the door.
Examples belong to a colleague whom no walker is. *holder* is a head of the cell who holds every compartment.

"""

Table = dict[str, dict[str, str]]


def written(table: Table) -> str:
    columns = list(next(iter(table.values())))
    lines = ["| address | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    lines += [
        f"| {row} | " + " | ".join(cells[name] for name in columns) + " |" for row, cells in table.items()
    ]
    return HEAD + "\n".join(lines) + "\n"


def read() -> Table:
    """The table as reviewed; nothing where there is no page yet."""
    if not PAGE.exists():
        return {}
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    columns = cells[0][1:]
    return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in cells[1:]}
