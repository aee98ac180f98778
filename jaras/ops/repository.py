"""Where the source tree is, for the commands that need it."""

from pathlib import Path


def repository_root() -> Path:
    """The clone this package runs from; an installed wheel has none."""
    root = Path(__file__).resolve().parents[2]
    if not (root / "pyproject.toml").exists():
        raise SystemExit("This command works on the source code: run it from a clone of the repository.")
    return root


def is_clone() -> bool:
    return (Path(__file__).resolve().parents[2] / "pyproject.toml").exists()
