"""Brings a backup back into an empty data folder."""

import argparse
import hashlib
import json
import os
import subprocess  # nosec B404 - started by name, never through a shell
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import django

from jaras.ops import sealed
from jaras.ops.backup import MANIFEST, POSTGRES_COPY, SQLITE_COPY, postgres_environment
from jaras.ops.place import REAL, Place, Refusal
from jaras.ops.postgres import client_program
from jaras.ops.unpacking import unpack

if TYPE_CHECKING:
    from jaras.kernel.keys.ring import Ring


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras restore", description=__doc__)
    parser.add_argument("file", type=Path, help="what `jaras backup` wrote")
    parser.add_argument(
        "--keys",
        type=Path,
        help="what `jaras keys export` wrote, or the file of the keys (default: JARAS_KEYS)",
    )
    parser.add_argument("--data", type=Path, required=True, help="the empty folder that will hold it")
    options = parser.parse_args(argv)
    where = restore(options.file, options.data.expanduser().resolve(), options.keys)
    real = " --real" if where.mode == REAL else ""
    print(f"Restored into {where.data}, with its keys.")
    print(f"Serve it: jaras run{real} --data {where.data}")
    return 0


def restore(file: Path, data: Path, keys_file: Path | None = None) -> Place:
    """Whole or not at all: everything is unpacked beside, verified, then moved into place."""
    if data.exists() and any(data.iterdir()):
        raise Refusal(f"The folder {data} is not empty: give a new one, so that nothing is overwritten.")
    if not file.exists():
        raise Refusal(f"There is no file {file}.")
    data.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data.parent, prefix=".restore-") as beside:
        folder = Path(beside) / "data"
        Place(data=Path(beside) / "settings", mode=REAL).enter()
        django.setup()
        keys = sealed.keys_of(keys_file)
        mode = _unpack(file, folder, keys)
        _keep(keys, folder)
        where = Place(data=folder, mode=mode)
        dump = folder / POSTGRES_COPY
        if dump.exists() != bool(os.environ.get("DATABASE_URL")):
            engine = "PostgreSQL: set DATABASE_URL" if dump.exists() else "SQLite: unset DATABASE_URL"
            raise Refusal(f"This backup was made on {engine}, then run this again.")
        if dump.exists():
            where.enter()
            _restore_postgres(dump)
            dump.unlink()
        if data.exists():
            data.rmdir()
        folder.rename(data)
    return Place(data=data, mode=mode)


def _keep(keys: "Ring", folder: Path) -> None:
    """Beside the data, unless the environment says where keys are kept."""
    from jaras.kernel.keys import ring

    if not os.environ.get("JARAS_KEYS"):
        ring.keep(keys, into=folder / "keys" / "master.json")


def _unpack(file: Path, folder: Path, keys: "Ring") -> str:
    from jaras.kernel.keys import Unreadable

    folder.mkdir()
    try:
        with sealed.opened(file, keys) as plain, tarfile.open(fileobj=plain) as tar:
            unpack(tar, folder)
        manifest = json.loads((folder / MANIFEST).read_text())
    except (tarfile.TarError, OSError, EOFError, ValueError, Unreadable) as error:
        raise Refusal(f"{file} is not a whole backup of Jaras ({error}).") from error
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {MANIFEST}
    expected: dict[str, str] = manifest["sha256"]
    damaged = sorted(found ^ expected.keys()) + [
        name for name in found & expected.keys() if not _intact(folder / name, expected[name])
    ]
    if damaged or not found & {SQLITE_COPY, POSTGRES_COPY}:
        raise Refusal(f"{file} is damaged: {', '.join(damaged) or 'it holds no database'}.")
    (folder / MANIFEST).unlink()
    return str(manifest["mode"])


def _intact(path: Path, digest: str) -> bool:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def _restore_postgres(dump: Path) -> None:
    from django.db import connection

    if connection.introspection.table_names():
        raise Refusal("The database of DATABASE_URL is not empty: give an empty one.")
    connection.close()
    environment = postgres_environment()
    subprocess.run(  # nosec B603 - our own words, no shell
        [client_program("pg_restore"), "--no-owner", "--exit-on-error", "--single-transaction"]
        + [f"--dbname={environment['PGDATABASE']}", str(dump)],
        env=os.environ | environment,
        check=True,
    )
