"""An archive that somebody made to write elsewhere writes nothing there."""

import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from jaras.ops.unpacking import unpack


def archive(name: str, kind: bytes = tarfile.REGTYPE, points_to: str = "") -> BytesIO:
    kept = BytesIO()
    with tarfile.open(fileobj=kept, mode="w") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.linkname, member.size = kind, points_to, 0 if points_to else 5
        tar.addfile(member, BytesIO(b"words") if not points_to else None)
    kept.seek(0)
    return kept


@pytest.mark.parametrize(
    "hostile",
    [
        ("../elsewhere.txt",),
        ("/tmp/jaras-elsewhere.txt",),
        ("link", tarfile.SYMTYPE, "../../elsewhere"),
        ("link", tarfile.SYMTYPE, "/etc/passwd"),
        ("device", tarfile.CHRTYPE),
    ],
)
def test_nothing_is_written_elsewhere(hostile: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with (
        tarfile.open(fileobj=archive(*hostile)) as tar,  # type: ignore[arg-type]
        pytest.raises(tarfile.TarError),
    ):
        unpack(tar, folder)
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_what_lies_inside_is_unpacked(tmp_path: Path) -> None:
    with tarfile.open(fileobj=archive("media/voice.bin")) as tar:
        unpack(tar, tmp_path)
    assert (tmp_path / "media" / "voice.bin").read_bytes() == b"words"
