"""The code of the product as syntax trees, for the tests that look at its shape."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JARAS = ROOT / "jaras"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules(*folders: str) -> Iterator[Path]:
    """Every module under these folders of the product that exist."""
    for folder in folders:
        for path in sorted((JARAS / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (each for each in ast.walk(node) if isinstance(each, ast.Call))


def called(call: ast.Call) -> str:
    """The last word of what is called: `publish` in `events.publish(…)`."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))
