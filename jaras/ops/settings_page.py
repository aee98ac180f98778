"""The page of settings, read from the module that reads them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = "jaras/config/settings.py"
HEAD = f"""# Settings

Every setting is a variable of the environment, read in one place, `{SOURCE}`. None is obligatory.
This page is written by `./run docs update`.

| variable | kind | default | what it is |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Setting:
    name: str
    kind: str
    default: str
    about: str


def settings_page(root: Path) -> str:
    source = (root / SOURCE).read_text(encoding="utf-8")
    rows = [f"| `{s.name}` | {s.kind} | {s.default} | {s.about} |" for s in settings(source)]
    return HEAD + "\n".join(rows) + "\n"


def settings(source: str) -> Iterator[Setting]:
    """Every call of `env`, once, with the comment above the statement that makes it."""
    lines = source.splitlines()
    seen: set[str] = set()
    for statement in ast.parse(source).body:
        for node in ast.walk(statement):
            found = _variable(node)
            if found and found[0] not in seen:
                seen.add(found[0])
                about = _docstring(statement) or _comment_above(lines, statement.lineno)
                yield Setting(*found, about=about)


def _variable(node: ast.AST) -> tuple[str, str, str] | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    called = node.func
    if not (isinstance(called.value, ast.Name) and called.value.id == "env" and node.args):
        return None
    name = ast.literal_eval(node.args[0])
    default = next((word.value for word in node.keywords if word.arg == "default"), None)
    return name, called.attr, _shown(default)


def _shown(default: ast.expr | None) -> str:
    match default:
        case None | ast.Constant(value="") | ast.List(elts=[]):
            return "–"
        case ast.Constant(value=str() | int() as value):
            return f"`{value}`"
        case ast.List(elts=elements):
            return f"`{','.join(str(ast.literal_eval(element)) for element in elements)}`"
        case ast.JoinedStr():
            return f"`{ast.unparse(default)[2:-1]}`"
        case _:
            return f"`{ast.unparse(default)}`"


def _docstring(statement: ast.stmt) -> str:
    return (ast.get_docstring(statement) or "") if isinstance(statement, ast.FunctionDef) else ""


def _comment_above(lines: list[str], number: int) -> str:
    """The comment that ends just above, skipping the lines of code that share it."""
    above = number - 1
    while above > 0 and lines[above - 1].strip() and not lines[above - 1].startswith("#"):
        above -= 1
    comment: list[str] = []
    while above > 0 and lines[above - 1].startswith("#"):
        comment.insert(0, lines[above - 1].removeprefix("#").strip())
        above -= 1
    return " ".join(line for line in comment if not line.startswith("---"))
