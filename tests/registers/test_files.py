"""What is not a register is refused from its bytes, with what to do."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import translation

from jaras.registers.queries.sentences import FILES
from jaras.registers.rules import Kind, Unreadable, Why
from jaras.registers.rules import files as rules
from jaras.registers.rules.files import recognised
from tests.registers import sheets

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "upload"
    path.write_bytes(content)
    return path


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same workbook with one more part."""
    out = BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, part)
    return out.getvalue()


def archive(*parts: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts:
            packed.writestr(name, part)
    return out.getvalue()


def test_a_workbook_and_a_text_are_taken_whatever_they_are_called(tmp_path: Path) -> None:
    assert recognised(kept(tmp_path, sheets.book([sheets.row()]))) is Kind.WORKBOOK
    assert recognised(kept(tmp_path, sheets.text([sheets.row()]))) is Kind.TEXT
    assert recognised(kept(tmp_path, sheets.text([sheets.row()], encoding="utf-16"))) is Kind.TEXT


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Why.EMPTY),
        (b" \r\n\t ", Why.EMPTY),
        (b"%PDF-1.7 ...", Why.NOT_A_TABLE),
        (b"<html><body>register</body></html>", Why.NOT_A_TABLE),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), Why.NOT_A_TABLE),
        (OLE, Why.OLD_FORMAT),
        (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(64), Why.PROTECTED),
        (b"PK\x03\x04 and then nothing", Why.BROKEN),
        (archive(("photo.jpg", b"...")), Why.NOT_A_TABLE),
        (archive(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")), Why.OTHER_FORMAT),
        (archive(("xl/workbook.bin", b"...")), Why.OTHER_FORMAT),
        (with_part(sheets.book([sheets.row()]), "xl/vbaProject.bin", b"Sub x()"), Why.MACRO),
        (archive(("[Content_Types].xml", b"macroEnabled.main+xml"), ("xl/workbook.xml", b"<a/>")), Why.MACRO),
        (with_part(sheets.book([sheets.row()]), "xl/a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), Why.BOMB),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_its_reason(tmp_path: Path, content: bytes, why: Why) -> None:
    with pytest.raises(Unreadable) as refused:
        recognised(kept(tmp_path, content))
    assert refused.value.why is why


@pytest.mark.parametrize("why", list(Why))
def test_every_refusal_says_what_to_do_in_both_languages(why: Why) -> None:
    said = set()
    for language in ("en", "fr", "ar"):
        with translation.override(language):
            said.add(str(FILES[why]))
    assert len(said) == 3


def test_a_bomb_is_refused_from_its_table_of_contents(tmp_path: Path) -> None:
    bomb = with_part(sheets.book([sheets.row()]), "xl/worksheets/sheet2.xml", bytes(64 * 1024 * 1024))
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable) as refused:
        recognised(kept(tmp_path, bomb))
    assert refused.value.why is Why.BOMB


def test_a_large_honest_workbook_is_no_bomb() -> None:
    """60,000 rows of twelve cells unpack to some 35 MB, ten times their size."""
    info = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
    info.file_size = 35 * 1024 * 1024
    rules._judge_sizes([info], 3_200_000)
