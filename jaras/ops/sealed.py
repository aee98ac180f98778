"""Backups under the keys of the copy they were made of."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from jaras.ops.place import Refusal

if TYPE_CHECKING:
    from jaras.kernel.keys.ring import Ring

PURPOSE = "jaras.ops.backup"


@contextmanager
def sealing(out: BinaryIO) -> Iterator[IO[bytes]]:
    """What is written here goes out sealed, whole only when the block ends well."""
    import django

    django.setup()
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from jaras.kernel.keys import ring
    from jaras.kernel.keys.derived import derived
    from jaras.kernel.keys.streams import Sealing

    keys = ring.ring()
    sealed = Sealing(out, AESGCM(derived(keys, keys.current, PURPOSE)))
    yield cast(IO[bytes], sealed)
    sealed.end()


def keys_of(given: Path | None) -> "Ring":
    """The keys that were named: what `jaras keys export` wrote, or the file of the keys itself."""
    from jaras.kernel.keys import KeysMissing, ring
    from jaras.kernel.keys.passphrase import KIND, WrongPassphrase, unlocked
    from jaras.ops.keys import asked

    file = given or (Path(os.environ["JARAS_KEYS"]) if os.environ.get("JARAS_KEYS") else None)
    if file is None:
        raise Refusal("A backup is sealed: name the file of its keys with --keys (docs/deploy.md).")
    try:
        said = file.expanduser().read_text(encoding="utf-8")
        return unlocked(said, asked(twice=False)) if KIND in said else ring.read(said)
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"{file} cannot be read.") from error
    except (KeysMissing, WrongPassphrase) as refused:
        raise Refusal(f"{file}: {refused} Nothing was touched.") from refused


def opened(file: Path, keys: "Ring") -> BinaryIO:
    """The backup as it was before it was sealed, under whichever version of the master key opens it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from jaras.kernel.keys import Unreadable
    from jaras.kernel.keys.derived import derived
    from jaras.kernel.keys.streams import reader

    for version in sorted(keys.versions, reverse=True):
        sealed = file.open("rb")
        try:
            plain = reader(sealed, AESGCM(derived(keys, version, PURPOSE)))
            plain.read(1)
            plain.seek(0)
            return plain
        except Unreadable:
            sealed.close()
    raise Refusal(f"These keys do not open {file}, or it is no backup of Jaras. Nothing was touched.")
