"""A backup brings back everything, or refuses with a sentence."""

import io
import tarfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jaras.kernel.keys.ring import fresh, read
from jaras.ops import backup, sealed
from jaras.ops.backup import last_backup
from tests.ops.copies import Copy, empty_database

PASSPHRASE = "la cloche voyage seule"
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


@pytest.fixture
def keys(first: Copy, tmp_path: Path) -> Path:
    """The keys of the first copy, under their passphrase."""
    file = tmp_path / "keys.json"
    first.environment["JARAS_PASSPHRASE"] = PASSPHRASE
    done = first.jaras("keys", "export", str(file), "--data", str(first.data))
    assert done.returncode == 0, done.stderr
    return file


def test_what_was_kept_comes_back(first: Copy, second: Copy, keys: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept.jaras"
    done = first.jaras("backup", str(file), "--data", str(first.data))
    assert done.returncode == 0, done.stderr
    assert file.stat().st_mode & 0o077 == 0
    second.environment["JARAS_PASSPHRASE"] = PASSPHRASE
    done = second.jaras("restore", str(file), "--keys", str(keys), "--data", str(second.data))
    assert done.returncode == 0, done.stderr
    assert "témoin جرس" in second.manage("shell", "--verbosity=0", "--command", SHOW_ROWS)
    assert (second.data / "media" / "ab" / "voice.ogg").read_bytes() == b"OggS"
    for kept in ("keys/secret.key", "keys/master.json"):
        assert (second.data / kept).read_text() == (first.data / kept).read_text()
        assert (second.data / kept).stat().st_mode & 0o077 == 0
    assert (second.data / "mode").read_text() == "real\n"


def test_a_backup_tells_nothing_without_its_keys(first: Copy, tmp_path: Path) -> None:
    file = tmp_path / "kept.jaras"
    assert first.jaras("backup", str(file), "--data", str(first.data)).returncode == 0
    with pytest.raises(tarfile.TarError):
        tarfile.open(file).close()
    held = file.read_bytes()
    assert "témoin".encode() not in held
    ring = (first.data / "keys" / "master.json").read_bytes()
    plain = b"".join(sealed.opened(file, read(ring.decode())))
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        names = tar.getnames()
        assert "secret.key" in names
        assert not [name for name in names if name.startswith("keys")]


@pytest.mark.parametrize("wrong", ["passphrase", "other keys", "no keys", "no file of keys"])
def test_wrong_keys_are_one_sentence_and_touch_nothing(
    first: Copy, second: Copy, keys: Path, tmp_path: Path, wrong: str
) -> None:
    file = tmp_path / "kept.jaras"
    assert first.jaras("backup", str(file), "--data", str(first.data)).returncode == 0
    second.environment["JARAS_PASSPHRASE"] = "une autre cloche" if wrong == "passphrase" else PASSPHRASE
    if wrong == "other keys":
        keys.write_text(fresh().told())
    if wrong == "no file of keys":
        keys.write_text("mode: real")
    given = [] if wrong == "no keys" else ["--keys", str(keys)]
    done = second.jaras("restore", str(file), *given, "--data", str(second.data))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert not second.data.exists()
    assert not list(tmp_path.glob(".restore-*"))


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
        (folder / f"{day}T000000Z.jaras").write_bytes(b"old")
    (folder / "mine.jaras").write_bytes(b"of somebody")
    done = first.jaras("backup", "--keep", "2", "--data", str(first.data))
    assert done.returncode == 0, done.stderr
    left = sorted(path.name for path in folder.iterdir())
    assert left[0] == "20200103T000000Z.jaras"
    assert left[-1] == "mine.jaras"
    assert len(left) == 3
    last = last_backup(first.data)
    assert last is not None
    assert last.file == folder / left[1]
    assert first.jaras("backup", "--keep", "0", "--data", str(first.data)).returncode == 2


def test_nothing_is_overwritten(first: Copy, tmp_path: Path) -> None:
    file = tmp_path / "kept.jaras"
    first.jaras("backup", str(file), "--data", str(first.data))
    again = first.jaras("backup", str(file), "--data", str(first.data))
    assert again.returncode == 1
    assert "exists already" in again.stderr
    over = first.jaras("restore", str(file), "--data", str(first.data))
    assert over.returncode == 1
    assert "is not empty" in over.stderr


def test_a_damaged_backup_is_refused_whole(first: Copy, second: Copy, keys: Path, tmp_path: Path) -> None:
    file, damaged = tmp_path / "kept.jaras", tmp_path / "damaged.jaras"
    first.jaras("backup", str(file), "--data", str(first.data))
    body = bytearray(file.read_bytes())
    body[-100] ^= 1
    damaged.write_bytes(body)
    second.environment["JARAS_PASSPHRASE"] = PASSPHRASE
    done = second.jaras("restore", str(damaged), "--keys", str(keys), "--data", str(second.data))
    assert done.returncode == 1
    assert "Nothing was touched" in done.stderr or "is not a whole backup of Jaras" in done.stderr
    assert not second.data.exists()


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.jaras"
    other.write_bytes(b"not a backup")
    keys = tmp_path / "master.json"
    keys.write_text(fresh().told())
    line = ("restore", str(other), "--keys", str(keys), "--data", str(tmp_path / "new"))
    done = Copy(tmp_path / "new").jaras(*line)
    assert done.returncode == 1
    assert "it is no backup of Jaras" in done.stderr
