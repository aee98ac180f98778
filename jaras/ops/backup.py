"""Copies everything that must be kept into one file, while Jaras goes on serving."""

import argparse
import gzip
import hashlib
import json
import os
import sqlite3
import subprocess  # nosec B404 - started by name, never through a shell
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedIOBase, BytesIO
from pathlib import Path
from typing import BinaryIO

import jaras
from jaras.ops import place, sealed
from jaras.ops.place import Place, Refusal
from jaras.ops.postgres import client_program

MANIFEST, LAST = "manifest.json", "last-backup.json"
SQLITE_COPY, READS_COPY = "jaras.sqlite3", "reads.sqlite3"
POSTGRES_COPY = "postgres.dump"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="jaras backup", description=__doc__)
    place.add_arguments(parser)
    parser.add_argument(
        "file", nargs="?", type=Path, help="where to write it (default: DATA/backups/TIME.jaras)"
    )
    parser.add_argument(
        "--keep", type=_several, metavar="N", help="of the default folder, leave only the last N"
    )
    options = parser.parse_args(argv)
    where = place.chosen(options)
    where.enter()
    file = options.file or where.data / "backups" / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.jaras"
    written = write(where, file)
    for older in sorted((where.data / "backups").glob("*Z.jaras"))[: -options.keep] if options.keep else ():
        older.unlink()
    print(f"{written} ({written.stat().st_size / 1e6:.1f} MB): sealed.")
    print("Its keys are not in it: `jaras keys export FILE` writes them, keep them apart.")
    return 0


def _several(typed: str) -> int:
    number = int(typed)
    if number < 1:
        raise argparse.ArgumentTypeError("keep at least one")
    return number


@dataclass(frozen=True)
class Last:
    """The last copy that was made of a folder: where it was put, when, how large."""

    file: Path
    made_at: datetime
    size: int


def last_backup(data: Path) -> Last | None:
    try:
        told = json.loads((data / LAST).read_text(encoding="utf-8"))
        return Last(Path(told["file"]), datetime.fromisoformat(told["made_at"]), int(told["size"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(where: Place, file: Path) -> Path:
    """The databases first: a file is on disk before the row that names it, so no row lacks its file."""
    if file.exists():
        raise Refusal(f"{file} exists already: name another file.")
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.part")
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        databases = copy_databases(Path(folder))
        digests: dict[str, str] = {}
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with (
            os.fdopen(descriptor, "wb") as out,
            sealed.sealing(out) as closed,
            gzip.GzipFile(fileobj=closed, mode="wb", compresslevel=3, filename="") as packed,
            tarfile.open(fileobj=packed, mode="w|") as tar,
        ):
            for path, name in [*((copy, copy.name) for copy in databases), *_kept_files(where.data)]:
                try:
                    digests[name] = _add(tar, path, name)
                except FileNotFoundError:  # taken away for good since the folder was read
                    continue
            _add_manifest(tar, digests, where.mode)
        _settle(partial)
    partial.rename(file)
    _remember(where.data, file)
    return file


def _settle(file: Path) -> None:
    """On the disk itself, not only in memory."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _remember(data: Path, file: Path) -> None:
    """The doctor tells the age of the last copy, wherever it was put."""
    told = {
        "file": str(file.resolve()),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "size": file.stat().st_size,
    }
    partial = data / f"{LAST}.part"
    partial.write_text(json.dumps(told, indent=1), encoding="utf-8")
    partial.replace(data / LAST)


def copy_databases(folder: Path) -> list[Path]:
    """Consistent copies, taken through the database's own means.

    The record comes first: what it has sealed by then is in the database that is copied after it.
    """
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        record = settings.DATABASES[settings.RECORD_ALIAS]
        copies = [(Path(record["NAME"]), folder / READS_COPY), (Path(database["NAME"]), folder / SQLITE_COPY)]
        for file, copy in copies:
            if not file.exists():
                raise Refusal(f"There is nothing to copy: {file} does not exist.")
            with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        return [copy for _file, copy in copies]
    copy = folder / POSTGRES_COPY
    subprocess.run(  # nosec B603 - our own words, no shell
        [client_program("pg_dump"), "--format=custom", "--no-owner", f"--file={copy}"],
        env=os.environ | postgres_environment(),
        check=True,
    )
    return [copy]


def postgres_environment() -> dict[str, str]:
    """How the tools of PostgreSQL reach our database: a password never stands in a command line."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    names = {
        "HOST": "PGHOST",
        "PORT": "PGPORT",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",  # nosec B105 - a word, no password
        "NAME": "PGDATABASE",
    }
    return {variable: str(database[key]) for key, variable in names.items() if database.get(key)}


def _kept_files(data: Path) -> Iterator[tuple[Path, str]]:
    """What links are drawn from, public halves of keys, the mode of the folder, whatever people sent."""
    from django.conf import settings

    if settings.SECRET_FILE.is_file():
        yield settings.SECRET_FILE, settings.SECRET_FILE.name
    for path in sorted([*data.glob("keys/*.pub"), data / "mode", *(data / "media").rglob("*")]):
        if path.is_file():
            yield path, path.relative_to(data).as_posix()


def _add_manifest(tar: tarfile.TarFile, digests: dict[str, str], mode: str) -> None:
    content = {
        "jaras": jaras.__version__,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "mode": mode,
        "sha256": digests,
    }
    body = json.dumps(content, indent=1).encode()
    entry = tarfile.TarInfo(MANIFEST)
    entry.size = len(body)
    tar.addfile(entry, BytesIO(body))


def _add(tar: tarfile.TarFile, path: Path, name: str) -> str:
    """Read once, so that the digest is of what was added: somebody may be writing the file just now."""
    with path.open("rb") as file:
        entry = tar.gettarinfo(arcname=name, fileobj=file)
        read = _Digesting(file)
        tar.addfile(entry, read)
    return read.digest.hexdigest()


class _Digesting(BufferedIOBase):
    """A file that counts its digest while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int | None = -1, /) -> bytes:
        piece = self.file.read(-1 if size is None else size)
        self.digest.update(piece)
        return piece
