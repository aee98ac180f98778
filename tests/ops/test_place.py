"""A data folder is demo or real, for ever."""

from pathlib import Path

import pytest

from jaras.ops import place
from jaras.ops.place import DEMO, REAL, Refusal


@pytest.fixture(autouse=True)
def _nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JARAS_DATA", raising=False)
    monkeypatch.delenv("JARAS_MODE", raising=False)


def test_the_demo_is_what_nobody_asked_otherwise(tmp_path: Path) -> None:
    assert place.find(data=tmp_path).mode == DEMO
    assert place.find(data=tmp_path, real=True).mode == REAL


def test_demo_and_real_have_folders_of_their_own() -> None:
    assert place.find().data != place.find(real=True).data


def test_a_folder_remembers_its_mode(tmp_path: Path) -> None:
    place.find(data=tmp_path, real=True).remember()
    assert place.find(data=tmp_path).mode == REAL


def test_a_real_folder_refuses_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.find(data=tmp_path, real=True).remember()
    monkeypatch.setenv("JARAS_MODE", "demo")
    with pytest.raises(Refusal, match="invented data are refused there for ever"):
        place.find(data=tmp_path)


def test_a_demo_folder_never_becomes_real(tmp_path: Path) -> None:
    place.find(data=tmp_path).remember()
    with pytest.raises(Refusal, match="it can never become real"):
        place.find(data=tmp_path, real=True)


def test_a_mode_that_does_not_exist_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JARAS_MODE", "production")
    with pytest.raises(Refusal, match="must be demo or real"):
        place.find(data=tmp_path)
