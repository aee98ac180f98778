"""The `jaras` command: finds the module of a verb, hands it the rest of the line."""

import ast
import importlib
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
DEFAULT = "run"


def main(argv: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in {"-h", "--help"}):
        arguments = [DEFAULT, *arguments]
    verb, rest = arguments[0], arguments[1:]
    if verb in {"help", "-h", "--help"}:
        print(overview())
        return 0
    if verb not in commands():
        print(f"There is no command {verb!r}.\n\n{overview()}", file=sys.stderr)
        return 2
    try:
        code: int = importlib.import_module(f"jaras.ops.{verb}").main(rest)
    except KeyboardInterrupt:
        return 130
    return code


def commands() -> dict[str, str]:
    """Every module here that has a `main`, with the first sentence of its docstring."""
    found = {}
    for path in sorted([*FOLDER.glob("*.py"), *FOLDER.glob("*/__init__.py")]):
        name = path.parent.name if path.name == "__init__.py" else path.stem
        if name in {"cli", "__init__", FOLDER.name}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if "main" in _names_defined(tree):
            found[name] = (ast.get_docstring(tree) or "").split("\n")[0].rstrip(".")
    return found


def _names_defined(tree: ast.Module) -> set[str]:
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return names | {alias.name for node in imports for alias in node.names}


def overview() -> str:
    lines = [
        "Jaras: the social vigilance of a territory.",
        "",
        "Commands (each explains itself with --help):",
    ]
    return "\n".join(lines + [f"  {name:<11} {about}" for name, about in commands().items()])


if __name__ == "__main__":
    sys.exit(main())
