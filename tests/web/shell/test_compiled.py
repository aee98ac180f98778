"""Pages compiled ahead, kept for the next start."""

from pathlib import Path

import pytest

from jaras.web.shell.compiled import compile_pages


def test_every_page_compiles_and_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    number = compile_pages(kept_in=folder)
    assert number > 50
    assert len(list(folder.iterdir())) > 50


def test_a_place_that_cannot_be_written_keeps_nobody_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "pages").write_text("a file, where a folder should be")
    assert compile_pages(kept_in=tmp_path / "pages") > 50
    assert "cannot be kept" in caplog.text
