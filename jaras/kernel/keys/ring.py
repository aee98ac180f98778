"""The master keys of one copy, in a file of their own outside the database."""

import json
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_bytes, token_hex

from django.conf import settings

SIZE = 32
FORMAT = 1


class KeysMissing(Exception):
    """The keys that this database was written with are not there."""


@dataclass(frozen=True)
class Ring:
    """The versions of the master key, which of them wraps anew, the key of the digests people search by."""

    current: int
    versions: dict[int, bytes] = field(repr=False)
    lookup: bytes = field(repr=False)

    def master(self, version: int) -> bytes:
        if version not in self.versions:
            raise KeysMissing(
                f"The master key number {version} is not in {path()}: bring the right keys back, "
                "`jaras keys import FILE`."
            )
        return self.versions[version]

    def told(self) -> str:
        """As it stands in its file."""
        versions = {str(number): b64encode(key).decode() for number, key in sorted(self.versions.items())}
        said = {"format": FORMAT, "current": self.current, "versions": versions}
        return json.dumps(said | {"lookup": b64encode(self.lookup).decode()}, indent=1)


def fresh() -> Ring:
    return Ring(1, {1: token_bytes(SIZE)}, token_bytes(SIZE))


def read(said: str) -> Ring:
    """The ring that `told` wrote; whatever is not one is refused."""
    try:
        parsed = json.loads(said)
        versions = {int(number): b64decode(key) for number, key in parsed["versions"].items()}
        ring = Ring(int(parsed["current"]), versions, b64decode(parsed["lookup"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeysMissing("This is not a file of keys of Jaras.") from error
    if ring.current not in versions or {len(key) for key in (*versions.values(), ring.lookup)} != {SIZE}:
        raise KeysMissing("This file of keys is damaged.")
    return ring


def path() -> Path:
    return Path(settings.KEYS_FILE)


_read: dict[Path, tuple[int, Ring]] = {}


def ring() -> Ring:
    """The keys in force, read anew when their file changed; made at the first start."""
    where = path()
    try:
        changed = where.stat().st_mtime_ns
    except FileNotFoundError:
        make()
        changed = where.stat().st_mtime_ns
    known = _read.get(where)
    if known is None or known[0] != changed:
        try:
            known = _read[where] = (changed, read(where.read_text(encoding="utf-8")))
        except OSError as error:
            raise KeysMissing(f"The keys in {where} cannot be read ({error.strerror}).") from error
    return known[1]


def make() -> bool:
    """New keys, where this copy has none and nothing was written with others; whether they were made."""
    where = path()
    if where.exists():
        return False
    from jaras.kernel.keys.rows import DataKey

    if DataKey.objects.exists():
        raise KeysMissing(
            f"The keys of this database are missing ({where}): bring them back, `jaras keys import FILE`; "
            "without them nothing that is sealed opens."
        )
    keep(fresh(), anew=True)
    return True


def keep(kept: Ring, *, anew: bool = False, into: Path | None = None) -> None:
    """Whole or not at all, for nobody but us; `anew` leaves alone what another process made meanwhile."""
    where = into or path()
    where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = where.with_name(f".{where.name}.{token_hex(4)}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(kept.told())
        out.flush()
        os.fsync(out.fileno())
    try:
        if anew:
            os.link(partial, where)
        else:
            partial.replace(where)
    except FileExistsError:
        pass
    finally:
        partial.unlink(missing_ok=True)
    folder = os.open(where.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
