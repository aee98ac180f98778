"""Rewrites the hashed locks after a dependency changed in `pyproject.toml`."""

import subprocess
from pathlib import Path

from jaras.ops.repository import repository_root

UV_COMPILE = (
    "uv pip compile --universal --python-version 3.11 --generate-hashes --only-binary :all: "
    "--no-emit-index-url --no-header --quiet --upgrade"
)
# Each lock with what it is made from; later ones follow the versions of the first.
LOCKS = {
    "requirements.lock": ["pyproject.toml"],
    "requirements-test.lock": ["--group", "test", "--constraint", "requirements.lock"],
    "requirements-setup.lock": ["--group", "setup", "--constraint", "requirements-test.lock"],
    "requirements-node.lock": ["--group", "node"],
}


def main(argv: list[str]) -> int:
    if argv:
        print("jaras lock takes no argument: it rewrites every lock.")
        return 2
    root = repository_root()
    for lock, source in LOCKS.items():
        print(f"Resolving {lock} …", flush=True)
        subprocess.run([*UV_COMPILE.split(), *source, "--output-file", lock], cwd=root, check=True)
    _without_addresses(root / "package-lock.json")
    return 0


def _without_addresses(path: Path) -> None:
    subprocess.run(
        ["npm", "install", "--ignore-scripts", "--package-lock-only", "--no-audit", "--no-fund"],
        cwd=path.parent,
        check=True,
    )
