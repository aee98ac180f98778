"""Rewrites the hashed locks after a dependency changed in `pyproject.toml`."""

import subprocess  # nosec B404 - started by name, never through a shell
import sys
from pathlib import Path

from jaras.ops.assets import npm
from jaras.ops.repository import repository_root

OPTIONS = ["--universal", "--python-version=3.11", "--generate-hashes", "--only-binary=:all:", "--upgrade"]
OPTIONS += ["--no-emit-index-url", "--no-header", "--quiet"]
# Each lock with what it is made from; later ones follow the versions of the first.
LOCKS = {
    "requirements.lock": ["pyproject.toml"],
    "requirements-registry.lock": [
        *("pyproject.toml", "--extra", "registry", "--constraint", "requirements.lock"),
    ],
    "requirements-roster.lock": [
        *("pyproject.toml", "--extra", "roster", "--constraint", "requirements.lock"),
    ],
    "requirements-test.lock": ["--group", "test", "--constraint", "requirements.lock"],
    "requirements-setup.lock": ["--group", "setup", "--constraint", "requirements-test.lock"],
    "requirements-node.lock": ["--group", "node"],
    "requirements-outside.lock": ["--group", "outside", "--no-binary=yaswfp", "--no-binary=pyperclip"],
}


def main(argv: list[str]) -> int:
    if argv:
        print("jaras lock takes no argument: it rewrites every lock.")
        return 2
    root, uv = repository_root(), str(Path(sys.executable).with_name("uv"))
    for lock, source in LOCKS.items():
        print(f"Resolving {lock} …", flush=True)
        subprocess.run([uv, "pip", "compile", *OPTIONS, *source, "--output-file", lock], cwd=root, check=True)  # nosec B603 - our own words, no shell
    npm(root, ["install", "--ignore-scripts", "--package-lock-only", "--no-audit", "--no-fund"], root)
    return 0
