"""What must be kept: the database, its key, the last copy of both, the paper of the watch."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jaras.ops.backup import last_backup
from jaras.ops.doctor.verdicts import Advice, Fault, long
from jaras.ops.place import REAL
from jaras.ops.postgres import OLDEST_MAJOR

BACKUP_EVERY = timedelta(hours=26)  # each night, whatever the hour
SHEET_EVERY = timedelta(hours=2)
SHORTEST_KEY = 32


def database() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(1)")
            verdict = cursor.fetchone()[0]
            if verdict != "ok":
                raise Fault(
                    f"SQLite finds the file damaged ({verdict}): stop Jaras, restore the last backup."
                )
            cursor.execute("PRAGMA journal_mode")
            journal = cursor.fetchone()[0]
            cursor.execute("SELECT sqlite_version()")
            return f"SQLite {cursor.fetchone()[0]}, {journal.upper()} journal, checked"
        cursor.execute("SHOW server_version")
        version = str(cursor.fetchone()[0])
    if int(version.split(".")[0]) < OLDEST_MAJOR:
        raise Fault(f"PostgreSQL {version} is too old: {OLDEST_MAJOR} or newer is needed.")
    return f"PostgreSQL {version}"


def migrations() -> str:
    from jaras.ops.setup import migrations_waiting

    if waiting := migrations_waiting():
        raise Fault(f"{waiting} migrations wait: run `jaras setup`.")
    return "up to date"


def keys(data: Path) -> str:
    """The key is there, nobody else reads it, it is the one this database was written with."""
    from django.conf import settings

    from jaras.governance.models import Invitation
    from jaras.governance.queries import digest, key_of

    for key in sorted([*data.glob("*.key"), settings.SECRET_FILE]):
        if key.exists() and key.stat().st_mode & 0o077:
            raise Fault(f"{key} can be read by others: chmod 600 {key}")
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        raise Fault(f"the key has fewer than {SHORTEST_KEY} signs: restore {settings.SECRET_FILE}.")
    last = Invitation.objects.order_by("-id").first()
    if last is not None and digest(key_of(last)) != last.digest:
        raise Fault(
            f"this database was written with another key: bring back {settings.SECRET_FILE} from the backup, "
            "or links and keys already given out open nothing."
        )
    return "there, ours alone" if last is None else "there, ours alone, fits the database"


def sealed() -> str:
    """The keys of what is sealed are there, ours alone, of every version that is asked, open something."""
    from django.db.models import Max, Min

    from jaras.kernel.keys import KeysMissing, envelopes, ring
    from jaras.kernel.models import DataKey

    file = ring.path()
    if not file.exists():
        raise Fault(f"the keys are missing ({file}): bring them back, `jaras keys import FILE`.")
    for path in (file, file.parent):
        if path.stat().st_mode & 0o077:
            raise Fault(f"{path} can be read by others: chmod go= {path}")
    standing = DataKey.objects.exclude(wrapped="")
    asked = standing.aggregate(oldest=Min("version"), newest=Max("version"))
    try:
        keys = ring.ring()
        for version in {asked["oldest"], asked["newest"]} - {None}:
            row = standing.filter(version=version)[0]
            envelopes.unwrap(row.name, row.wrapped, row.version)
    except KeysMissing as missing:
        raise Fault(str(missing)) from missing
    if len(keys.versions) > 1:
        raise Advice("a change of the master key was cut off: run `jaras keys rotate`, it goes on.")
    return f"master key {keys.current}, ours alone, opens what is sealed"


def backup(data: Path, mode: str) -> str:
    """When everything was last copied, how large it is, where it lies."""
    last = last_backup(data)
    if last is None:
        if mode != REAL:
            return "none, and invented people need none"
        raise Fault(
            "never made: run `jaras backup`, then have the machine do so each night (docs/deploy.md)."
        )
    age = datetime.now(UTC) - last.made_at
    told = f"{last.file}, {last.size / 1e6:.1f} MB, {long(age)} old"
    if mode == REAL and age > BACKUP_EVERY:
        raise Fault(f"{told}: run `jaras backup` now, see why the nightly one did not (docs/deploy.md).")
    if not last.file.exists():
        return f"{told}, since then carried away"
    if last.file.stat().st_size != last.size:
        raise Fault(f"{last.file} has not the size it was written with: run `jaras backup` again.")
    if mode == REAL and os.stat(last.file).st_dev == os.stat(data).st_dev:
        raise Advice(f"{told}, on the same disk as the data: copy it to another machine.")
    return told


def sheets(data: Path) -> str:
    """The two pages for the hour when the power fails are of this hour."""
    drawn = [path.stat().st_mtime for path in (data / "sheets").glob("*.pdf")]
    if not drawn:
        raise Advice(f"none yet in {data / 'sheets'}: the worker draws one each hour, the desk at any time.")
    age = datetime.now(UTC) - datetime.fromtimestamp(max(drawn), UTC)
    if age > SHEET_EVERY:
        raise Fault(f"the last one is {long(age)} old: start the worker, read what it says.")
    return f"the last one is {long(age)} old, in {data / 'sheets'}"
