"""Runs the tests, or one part of them."""

import argparse
import os
import subprocess  # nosec B404 - started by name, never through a shell
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from jaras.ops import assets, chromium, parts, postgres
from jaras.ops.repository import repository_root
from jaras.ops.steps import Failure

TOOLS = Path(sys.executable).parent
JOURNEYS = "tests/journeys"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras test", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"one or more of: {', '.join(PARTS)}")
    asked = parser.parse_args(argv).part
    assets.make()
    return parts.run("test", PARTS, asked)


def formatting() -> int:
    return call("ruff", "format", "--check", ".")


def lint() -> int:
    return call("ruff", "check", ".")


def dangers() -> int:
    """Dangerous ways to write Python in what runs where people's secrets are."""
    return call("bandit", "--quiet", "--recursive", "--configfile", "pyproject.toml", "jaras", "run")


def types() -> int:
    return call(
        "mypy",
        *[
            name
            for name in ("jaras", "tests", "proof", "bench", "run")
            if (repository_root() / name).exists()
        ],
    )


def contracts() -> int:
    return call("lint-imports")


def catalogues() -> int:
    return jaras("messages", "check")


def migrations() -> int:
    return jaras("manage", "makemigrations", "--check", "--dry-run")


def docs() -> int:
    return jaras("docs", "check")


def suite_on_sqlite() -> int:
    return pytest_on_both_cores({"DATABASE_URL": ""})


def suite_on_postgres() -> int:
    """On the database given, else on one made for the occasion."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return pytest_on_both_cores({"DATABASE_URL": given})
    try:
        with postgres.temporary() as cluster:
            return pytest_on_both_cores({"DATABASE_URL": cluster.url})
    except postgres.Unavailable as reason:
        print(reason)
        return 1


def browser() -> int:
    try:
        print(f"Chromium: {chromium.find().path}", flush=True)
    except Failure as reason:
        print(reason)
        return 1
    # Playwright keeps an event loop in the thread that calls Django.
    environment = {"DATABASE_URL": "", "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    # One waits for pages while the other is served.
    return call("pytest", "-n", "2", "--dist", "worksteal", JOURNEYS, environment=environment)


def pytest_on_both_cores(environment: Mapping[str, str]) -> int:
    return call("pytest", "-n", "2", "tests", f"--ignore={JOURNEYS}", environment=environment)


def jaras(*arguments: str) -> int:
    return call("python", "-P", "-m", "jaras.ops.cli", *arguments)


def call(tool: str, *arguments: str, environment: Mapping[str, str] | None = None) -> int:
    """Run a tool of the environment on a data folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="jaras-test-") as data:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("JARAS_")}
        clean |= {"JARAS_DATA": data, "JARAS_MODE": "demo", **parts.ENVIRONMENT, **(environment or {})}
        return subprocess.run(  # nosec B603 - our own words, no shell
            [TOOLS / tool, *arguments], cwd=repository_root(), env=clean, check=False
        ).returncode


PARTS = {
    "format": formatting,
    "lint": lint,
    "dangers": dangers,
    "types": types,
    "contracts": contracts,
    "catalogues": catalogues,
    "migrations": migrations,
    "docs": docs,
    "sqlite": suite_on_sqlite,
    "postgres": suite_on_postgres,
    "browser": browser,
}
