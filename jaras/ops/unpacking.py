"""An archive is unpacked: what lies inside its folder, nothing else."""

import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath


def unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Raises `tarfile.TarError` at the first member that lies elsewhere, points elsewhere, is a device.

    Python looks at members itself since 3.11.4; Debian 12 has 3.11.2.
    """
    if hasattr(tarfile, "data_filter"):
        tar.extraction_filter = tarfile.data_filter
    tar.extractall(folder, members=_inside(tar))  # nosec B202 - each member is looked at first


def _inside(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for member in tar:
        known = member.isreg() or member.isdir() or member.issym() or member.islnk()
        if not known or not all(_plain(name) for name in (member.name, member.linkname)):
            raise tarfile.TarError(f"{member.name} does not lie inside")
        yield member


def _plain(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
