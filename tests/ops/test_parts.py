"""The runner of named parts never passes over a failure."""

import pytest

from jaras.ops import parts


def broken() -> int:
    raise RuntimeError("no browser")


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
