"""The woman who comes at night, from the call to the altered row: in a browser, in French, in Arabic."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys import woman
from tests.journeys.copies import ROOT, Copy, served, working
from tests.journeys.life import letters
from tests.journeys.woman import Cell

READS = "reads.sqlite3"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    with served(tmp_path_factory.mktemp("woman")) as running:
        running.run("-c", woman.EVE, str(running.data / "told.json"))
        with working(running):
            yield running


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_from_the_call_to_who_read_what(
    language: str, copy: Copy, open_window: Callable[..., Page], tmp_path: Path
) -> None:
    emails = json.loads((copy.data / "told.json").read_text())[language]
    cell = Cell(copy, language, emails, open_window)
    salma = cell.window("salma")
    report = woman.take_the_call(cell, salma).replace("/desk/", "/reports/")
    nadia = cell.window("nadia")
    case = woman.open_the_case(cell, report, nadia)
    person = nadia.url
    youssef = cell.window("youssef")
    woman.finds_nothing(cell, youssef, (report, case, person))

    meryem, karim = cell.window("meryem"), cell.window("karim")
    given = woman.break_the_glass(cell, meryem)
    number = int(given.rstrip("/").rsplit("/", 1)[1])
    copy.wait_for([(1,)], "SELECT told_at IS NOT NULL FROM governance_exceptionalaccess WHERE id = ?", number)
    assert any(to == emails["karim"] for to, _body in letters(copy.data / "mail"))
    karim.goto(f"{copy.url}/desk")
    karim.get_by_role("link", name=cell.word("see")).click()
    expect(karim.locator("main")).to_contain_text(woman.WHY[language])
    expect(karim.locator("main")).not_to_contain_text(woman.FAMILY)
    meryem.locator(".glass").get_by_role("button", name=cell.word("end")).click()
    expect(meryem.locator(".glass")).to_have_count(0)
    woman.finds_nothing(cell, meryem, (report, case, person))
    woman.review(cell, karim, given)

    hind = cell.window("hind")
    hind.goto(f"{copy.url}/accesses/case/{case.rstrip('/').rsplit('/', 1)[1]}/")
    paper = tmp_path / "readers.pdf"
    hind.pdf(path=paper, format="A4")
    printed = " ".join(page.extract_text() for page in PdfReader(paper).pages)
    for who in ("nadia", "meryem"):
        assert woman.PEOPLE[who][1].split()[0] in printed
    assert woman.PEOPLE["youssef"][1].split()[0] not in printed


def test_a_stolen_disk_tells_nothing_of_her(copy: Copy) -> None:
    stolen = [path for path in copy.data.rglob("*") if path.is_file() and "keys" not in path.parts]
    assert {"jaras.sqlite3", "reads.sqlite3"} <= {path.name for path in stolen}
    read = {
        f"{mark} in {path.relative_to(copy.data)}"
        for path in stolen
        for mark in woman.marks()
        for written in written_as(mark)
        if written in path.read_bytes()
    }
    assert read == set()


def written_as(mark: str) -> tuple[bytes, ...]:
    """How a text may lie in a file: as it is, in the escapes of JSON, in wide characters."""
    return (mark.encode(), json.dumps(mark)[1:-1].encode(), mark.encode("utf-16-le"), mark.upper().encode())


def test_one_altered_row_is_found(copy: Copy) -> None:
    through = "SELECT id, by_id FROM record_readrecord WHERE grant_id IS NOT NULL LIMIT 1"
    ((row, who),) = copy.rows(through, file=READS)
    sealed = "SELECT count(*) FROM record_seal WHERE log = 'read' AND row_id = ?"
    copy.wait_for([(1,)], sealed, row, file=READS)
    assert audit(copy) == (0, "")
    # An insider with the files puts another name in the place of whoever read, past the guard.
    guards = copy.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'", file=READS)
    with closing(sqlite3.connect(copy.data / READS)) as journal, journal:
        for name, _sql in guards:
            journal.execute(f"DROP TRIGGER {name}")
        journal.execute("UPDATE record_readrecord SET by_id = ? WHERE id = ?", (who - 1, row))
        for _name, sql in guards:
            journal.execute(sql)
    status, said = audit(copy)
    assert status == 1
    assert f"altered: read {row} " in said


def audit(copy: Copy) -> tuple[int, str]:
    """How `jaras audit verify` ends, which rows it names."""
    command = [sys.executable, "-m", "jaras.ops.cli", "audit", "verify"]
    done = subprocess.run(
        command, cwd=ROOT, env=copy.environment, capture_output=True, text=True, check=False
    )
    lines = (done.stdout + done.stderr).splitlines()
    return done.returncode, "\n".join(line for line in lines if "altered" in line)
