"""The keys leave under a passphrase, come back, are never overwritten."""

from pathlib import Path

import pytest

from tests.ops.copies import Copy, empty_database

PASSPHRASE = "une cloche dans la nuit"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    with empty_database() as environment:
        made = Copy(
            data=tmp_path_factory.mktemp("copy"), environment=environment | {"JARAS_PASSPHRASE": PASSPHRASE}
        )
        made.manage("migrate", "--verbosity=0")
        yield made


def test_exported_keys_come_back(copy: Copy, tmp_path: Path) -> None:
    file, keys = tmp_path / "keys.json", copy.data / "keys" / "master.json"
    done = copy.jaras("keys", "export", str(file), "--data", str(copy.data))
    assert done.returncode == 0, done.stderr
    assert file.stat().st_mode & 0o077 == 0
    before = keys.read_text()
    assert before not in file.read_text()

    again = copy.jaras("keys", "export", str(file), "--data", str(copy.data))
    assert "exists already" in again.stderr
    over = copy.jaras("keys", "import", str(file), "--data", str(copy.data))
    assert "nothing is overwritten" in over.stderr
    assert over.returncode == 1

    keys.unlink()
    back = copy.jaras("keys", "import", str(file), "--data", str(copy.data))
    assert back.returncode == 0, back.stderr
    assert keys.read_text() == before


def test_where_they_are(copy: Copy) -> None:
    done = copy.jaras("keys", "where", "--data", str(copy.data))
    assert done.stdout.strip() == str(copy.data / "keys" / "master.json")


def test_a_wrong_file_is_refused_in_a_sentence(copy: Copy, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    keys = copy.data / "keys" / "master.json"
    kept = keys.rename(tmp_path / "kept.json") if keys.exists() else None
    done = copy.jaras("keys", "import", str(wrong), "--data", str(copy.data))
    assert "not what `jaras keys export` wrote" in done.stderr
    assert "Traceback" not in done.stderr
    if kept is not None:
        kept.rename(keys)
