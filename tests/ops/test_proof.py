"""Two proofs go on at once; each is told in its own turn, whatever became of the other."""

from pathlib import Path

import pytest

from jaras.ops import assets, parts, proof

WAITS = """
import sys, time
from pathlib import Path
def main():
    met = Path(__file__).with_name("{mine}")
    met.touch()
    other, until = Path(__file__).with_name("{other}"), time.monotonic() + 60
    while not other.exists() and time.monotonic() < until:
        time.sleep(0.01)
    print("{mine}", "met" if other.exists() else "was alone", flush=True)
    return {code}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house of three proofs, two of which only end once both have begun."""
    monkeypatch.setattr(proof, "repository_root", lambda: tmp_path)
    made = tmp_path / "proof"
    made.mkdir()
    (made / "__init__.py").touch()
    (made / "attack.py").write_text("def main():\n    return 0\n")
    (made / "clock.py").write_text(WAITS.format(mine="clock-begun", other="imports-begun", code=0))
    (made / "imports.py").write_text(WAITS.format(mine="imports-begun", other="clock-begun", code=3))
    return made


def test_both_begin_at_once_and_each_is_told_in_its_turn(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with (folder / "said").open("w+b") as said:
        together = proof.two_at_once(proof.proofs(folder), said)
        assert list(together) == ["attack", "clock", "imports"]
        assert together["clock"]() == 0
        assert capfd.readouterr().out == "clock-begun met\n"
        assert together["imports"]() == 3
        assert capfd.readouterr().out == "imports-begun met\n"


def test_a_folder_of_schemas_is_handed_to_the_proof_that_reads_it(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "make", lambda: None)
    monkeypatch.setattr(parts, "repository_root", lambda: folder.parent)
    monkeypatch.setenv("HSDS_SCHEMAS", "")
    told = "import os\ndef main():\n    print(os.environ['HSDS_SCHEMAS'])\n    return 0\n"
    (folder / "hsds.py").write_text(told)
    assert proof.main(["--hsds", str(folder / "..")]) == 0
    assert str(folder.parent) in capfd.readouterr().out


def test_no_proof_is_left_out(folder: Path) -> None:
    (folder / "rehearsal.py").write_text("def main():\n    return 0\n")
    found = proof.proofs(folder)
    with (folder / "said").open("w+b") as said:
        assert set(proof.two_at_once(found, said)) == set(found)
