"""The runner of named parts never passes over a failure, tells it last."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jaras.ops import parts


def broken() -> int:
    raise RuntimeError("no browser")


@pytest.fixture(autouse=True)
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The summary of a run that is a test must not replace the one of the run it belongs to."""
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(parts, "repository_root", lambda: tmp_path)
    return tmp_path / ".jaras" / "summary-test.txt"


def pytest_alone(suite: Path) -> int:
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-c", "pyproject.toml", suite.name]
    return subprocess.run(command, check=False, cwd=suite.parent).returncode


def test_every_part_runs_whatever_the_others_did(capsys: pytest.CaptureFixture[str]) -> None:
    assert parts.run("test", {"lint": lambda: 1, "types": lambda: 0, "browser": broken}, []) == 1
    told = capsys.readouterr().out
    assert "FAILED  lint" in told
    assert "passed  types" in told
    assert "Failed: lint, browser." in told


def test_one_part_alone() -> None:
    assert parts.run("test", {"lint": broken, "types": lambda: 0}, ["types"]) == 0


def test_an_unknown_part_is_answered_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert parts.run("test", {"lint": broken, "types": broken}, ["type"]) == 2
    assert "choose among lint, types" in capsys.readouterr().out


def test_a_failed_part_is_told_again_at_the_end(capfd: pytest.CaptureFixture[str], summary: Path) -> None:
    def talkative() -> int:
        script = "import sys; print('\\n'.join(f'line {n}' for n in range(100))); sys.exit('no room left')"
        return subprocess.run([sys.executable, "-c", script], check=False).returncode

    assert parts.run("test", {"crash": talkative, "lint": lambda: 0}, []) == 1
    shown = capfd.readouterr().out
    assert "line 0\n" in shown
    kept = summary.read_text()
    assert kept.startswith("── test: crash FAILED")
    assert "line 0\n" not in kept
    assert "line 99\nno room left\n" in kept
    assert shown.endswith(kept)


def test_of_a_suite_the_failed_tests_are_told_with_their_errors(tmp_path: Path, summary: Path) -> None:
    suite = tmp_path / "test_arithmetic.py"
    suite.write_text(
        "def test_right():\n    assert 1 + 1 == 2\n\ndef test_wrong():\n    assert 1 + 1 == 3, 'counted'\n"
    )

    assert parts.run("test", {"sqlite": lambda: pytest_alone(suite)}, []) == 1
    kept = summary.read_text()
    assert "test_wrong ___" in kept
    assert "E       AssertionError: counted" in kept
    assert "FAILED test_arithmetic.py::test_wrong" in kept
    assert "test_right" not in kept


def test_how_many_tests_ran_stands_in_the_summary(tmp_path: Path, summary: Path) -> None:
    suite = tmp_path / "test_counting.py"
    suite.write_text("def test_one():\n    pass\n\n\ndef test_two():\n    pass\n")
    assert parts.run("test", {"sqlite": lambda: pytest_alone(suite), "lint": lambda: 0}, []) == 0
    counted, other = summary.read_text().splitlines()[1:]
    assert counted.endswith(" s  2 passed")
    assert other.endswith(" s")


def test_a_summary_of_many_failures_stays_short() -> None:
    said = [f"FAILED tests/test_{number}.py" for number in range(500)]
    told = parts.telling(said)
    assert told[0] == f"… {500 - parts.MOST_LINES} lines before these"
    assert told[-1] == said[-1]
    assert len(told) == parts.MOST_LINES + 1


def test_a_program_left_behind_is_not_waited_for(tmp_path: Path) -> None:
    def leaves_one() -> int:
        return subprocess.run(
            ["sh", "-c", "sleep 600 & echo $! > left"], check=False, cwd=tmp_path
        ).returncode

    assert parts.run("test", {"crash": leaves_one}, []) == 0
    os.kill(int((tmp_path / "left").read_text()), signal.SIGKILL)  # it was still there
