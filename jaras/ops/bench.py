"""Measures the pages beside the plainest Django page, on both engines, at both sizes."""

import argparse
import json
import os
import subprocess  # nosec B404 - started by name, never through a shell
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jaras.ops.postgres import free_port, temporary
from jaras.ops.repository import repository_root

SIZES, ENGINES = (60_000, 1_000_000), ("sqlite", "postgres")
BARE_LIST_MS = 4.0  # the machine for which the figures of the issues hold


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras bench", description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--turns", type=int, default=200, help="requests of each scenario")
    options = parser.parse_args(argv)
    runs = [
        measured(engine, int(size), options.turns)
        for engine in options.engines.split(",")
        for size in options.sizes.split(",")
    ]
    print(table(runs))
    if options.json:
        options.json.write_text(json.dumps(runs, indent=1) + "\n")
    return 0 if not any(failures(run) for run in runs) else 1


def measured(engine: str, size: int, turns: int) -> dict[str, Any]:
    print(f"{engine}, {size:,} reports and cases: filling, then measuring …", flush=True)
    with tempfile.TemporaryDirectory(prefix="jaras-bench-") as folder, database(engine) as url:
        port = free_port()
        environment = os.environ | {
            "JARAS_DATA": folder,
            "JARAS_MODE": "demo",
            "JARAS_PORT": str(port),
            "PYTHONPATH": str(repository_root()),
            "DATABASE_URL": url,
        }
        command = [sys.executable, "-m", "bench.one", "--size", str(size), "--port", str(port)]
        command += ["--turns", str(turns)]
        done = subprocess.run(  # nosec B603 - our own words, no shell
            command, env=environment, cwd=repository_root(), stdout=subprocess.PIPE, check=True, text=True
        )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {"engine": engine, **result}


@contextmanager
def database(engine: str) -> Iterator[str]:
    """An address for Django; SQLite needs none, PostgreSQL keeps its promises to the disk."""
    if engine == "sqlite":
        yield ""
        return
    with temporary(options=("shared_buffers=512MB", "max_wal_size=4GB")) as cluster:
        yield cluster.url


def failures(run: dict[str, Any]) -> int:
    return sum(int(row["failures"]) for part in ("bare", "pages") for row in run[part]["rows"].values())


def table(runs: list[dict[str, Any]]) -> str:
    """Milliseconds as measured, then as they would be where the bare list takes 4.0 ms."""
    return "\n".join(line for run in runs for line in ("", *_lines(run)))


def _lines(run: dict[str, Any]) -> Iterator[str]:
    bare, pages = run["bare"], run["pages"]
    listed = bare["rows"]["list, 1 clients"]["median_ms"]
    slower = listed / BARE_LIST_MS
    yield (
        f"{run['engine']}, {run['size']:,}: the bare list takes {listed} ms here, "
        f"so divide by {slower:.2f}; filled in {run['filled_s']} s"
    )
    for title, part in (("bare", bare), ("pages", pages)):
        own, every = ([each[kind] for each in part["memory_mb"]] for kind in ("own", "all"))
        yield f"memory of two workers, {title}: {own} MB of their own, {every} with pages of files"
    yield f"first screen of the desk {pages['first_screen_kb']} kB, then {pages['desk_kb']} kB a page"
    yield f"{'':28}{'median':>9}{'p95':>9}{'at 4.0':>9}{'kB':>8}{'/cpu s':>8}{'failed':>8}"
    for title, part in (("bare", bare), ("page", pages)):
        for name, row in part["rows"].items():
            yield (
                f"{title + ' ' + name:28}{row['median_ms']:9}{row['p95_ms']:9}"
                f"{row['median_ms'] / slower:9.2f}{row['kb']:8}"
                f"{row['per_cpu_second']:8}{row['failures']:8}"
            )
