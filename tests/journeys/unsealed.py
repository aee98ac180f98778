"""Writes a kept file of this copy, opened with its keys, where a test can look at it."""

import sys
from pathlib import Path


def main(path: str, target: str) -> None:
    import django

    django.setup()
    from jaras.kernel import files
    from jaras.kernel.models import StoredFile

    with files.opened(StoredFile.objects.get(path=path)) as kept:
        Path(target).write_bytes(kept.read())


if __name__ == "__main__":
    main(*sys.argv[1:])
