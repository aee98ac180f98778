"""Several writers at once neither wait for each other for ever nor lose a unit."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ops.copies import ROOT, Copy, empty_database

WRITERS, REPORTS = 3, 15


@pytest.mark.django_db
def test_three_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    with empty_database() as environment:
        copy = Copy(tmp_path, environment | {"JARAS_DATA": str(tmp_path)})
        copy.manage("migrate", "--verbosity", "0")
        _command, around = copy.command()
        line = [sys.executable, "-m", "tests.steering.writer"]
        running = [
            subprocess.Popen([*line, str(number), str(REPORTS)], cwd=ROOT, env=around, stderr=subprocess.PIPE)
            for number in range(WRITERS)
        ]
        told = [process.communicate(timeout=120)[1].decode() for process in running]
        assert [process.returncode for process in running] == [0] * WRITERS, told
        checked = copy.jaras("check", "--data", str(tmp_path), "figures")
        assert checked.stdout == "Every figure is the sum of the rows behind it.\n", checked.stderr
        counted = copy.manage(
            "shell",
            "--no-imports",
            "-c",
            "from jaras.steering.models import Figure, Mark\n"
            "rows = Figure.objects.filter(period='2026-11', kept='').order_by('unit')\n"
            "print(dict(rows.values_list('unit', 'total')), Mark.objects.count())",
        )
        assert counted == f"{{'interventions': {WRITERS * REPORTS}, 'reports': {WRITERS * REPORTS}}} 0\n"
