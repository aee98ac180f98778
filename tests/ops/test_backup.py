"""A backup brings back everything, or refuses with a sentence."""

import io
import tarfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jaras.ops import backup
from jaras.ops.backup import last_backup
from tests.ops.copies import Copy, empty_database

ADD_A_ROW = "from django.contrib.auth.models import Group; Group.objects.create(name='témoin جرس')"
SHOW_ROWS = "from django.contrib.auth.models import Group; print([g.name for g in Group.objects.all()])"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """A copy in real use: a row, a file, its key."""
    with empty_database() as environment:
        copy = Copy(data=tmp_path_factory.mktemp("first"), environment=environment)
        (copy.data / "mode").write_text("real\n")
        copy.migrate()
        copy.manage("shell", "--verbosity=0", "--command", ADD_A_ROW)
        (copy.data / "media" / "ab").mkdir(parents=True)
        (copy.data / "media" / "ab" / "voice.ogg").write_bytes(b"OggS")
        yield copy


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Copy]:
    with empty_database() as environment:
        yield Copy(data=tmp_path / "second", environment=environment)


def test_what_was_kept_comes_back(first: Copy, second: Copy, tmp_path: Path) -> None:
    file = tmp_path / "kept.tar.gz"
    done = first.jaras("backup", str(file), "--data", str(first.data))
    assert done.returncode == 0, done.stderr
    assert "keys of what is sealed are not in it" in done.stdout
    assert file.stat().st_mode & 0o077 == 0
    with tarfile.open(file) as tar:
        assert not [name for name in tar.getnames() if "keys" in name]
    done = second.jaras("restore", str(file), "--data", str(second.data))
    assert done.returncode == 0, done.stderr
    assert "The keys are missing" in done.stdout
    assert not (second.data / "keys").exists()
    assert "témoin جرس" in second.manage("shell", "--verbosity=0", "--command", SHOW_ROWS)
    assert (second.data / "media" / "ab" / "voice.ogg").read_bytes() == b"OggS"
    assert (second.data / "secret.key").read_text() == (first.data / "secret.key").read_text()
    assert (second.data / "mode").read_text() == "real\n"


def test_a_file_that_grows_meanwhile_damages_nothing(tmp_path: Path) -> None:
    growing = tmp_path / "voice.ogg"
    growing.write_bytes(b"begun")
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w|") as tar:
        add_file = tar.addfile

        def grown(entry: tarfile.TarInfo, file: Any) -> None:
            with growing.open("ab") as out:
                out.write(b" and ended")
            add_file(entry, file)

        tar.addfile = grown  # type: ignore[method-assign, assignment]
        digest = backup._add(tar, growing, "voice.ogg")
    kept.seek(0)
    with tarfile.open(fileobj=kept) as read:
        held = read.extractfile("voice.ogg")
        assert held is not None
        content = held.read()
    assert content == b"begun"
    assert sha256(content).hexdigest() == digest


def test_the_last_ones_are_left(first: Copy) -> None:
    folder = first.data / "backups"
    folder.mkdir(exist_ok=True)
    for day in ("20200101", "20200102", "20200103"):
        (folder / f"{day}T000000Z.tar.gz").write_bytes(b"old")
    (folder / "mine.tar.gz").write_bytes(b"of somebody")
    done = first.jaras("backup", "--keep", "2", "--data", str(first.data))
    assert done.returncode == 0, done.stderr
    left = sorted(path.name for path in folder.iterdir())
    assert left[0] == "20200103T000000Z.tar.gz"
    assert left[-1] == "mine.tar.gz"
    assert len(left) == 3
    last = last_backup(first.data)
    assert last is not None
    assert last.file == folder / left[1]
    assert first.jaras("backup", "--keep", "0", "--data", str(first.data)).returncode == 2


def test_nothing_is_overwritten(first: Copy, tmp_path: Path) -> None:
    file = tmp_path / "kept.tar.gz"
    first.jaras("backup", str(file), "--data", str(first.data))
    again = first.jaras("backup", str(file), "--data", str(first.data))
    assert again.returncode == 1
    assert "exists already" in again.stderr
    over = first.jaras("restore", str(file), "--data", str(first.data))
    assert over.returncode == 1
    assert "is not empty" in over.stderr


def test_a_damaged_backup_is_refused_whole(first: Copy, second: Copy, tmp_path: Path) -> None:
    file, damaged = tmp_path / "kept.tar.gz", tmp_path / "damaged.tar.gz"
    first.jaras("backup", str(file), "--data", str(first.data))
    with tarfile.open(file) as source, tarfile.open(damaged, "w:gz") as target:
        for entry in source:
            content = source.extractfile(entry)
            assert content is not None
            body = b"Oops" if entry.name.endswith(".ogg") else content.read()
            target.addfile(entry, io.BytesIO(body))
    done = second.jaras("restore", str(damaged), "--data", str(second.data))
    assert done.returncode == 1
    assert "is damaged: media/ab/voice.ogg" in done.stderr
    assert not second.data.exists()


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.tar.gz"
    other.write_bytes(b"not a backup")
    done = Copy(tmp_path / "new").jaras("restore", str(other), "--data", str(tmp_path / "new"))
    assert done.returncode == 1
    assert "is not a whole backup of Jaras" in done.stderr
