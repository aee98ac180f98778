"""The log tells its hour in UTC, in every zone the machine may be set to."""

import logging
import os
import subprocess
import sys

import pytest

from jaras.config.logs import Universal

INSTANT = 1_795_636_510.25  # 2026-11-25 19:55:10.250 UTC


@pytest.mark.parametrize("zone", ["UTC", "Africa/Casablanca", "Asia/Tokyo"])
def test_a_line_begins_with_its_instant_in_utc(zone: str) -> None:
    script = (
        "import logging; from jaras.config.logs import Universal\n"
        f"record = logging.makeLogRecord({{'created': {INSTANT}, 'name': 'jaras', 'levelname': 'INFO',"
        " 'msg': 'said'})\n"
        "print(Universal().format(record))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "2026-11-25T19:55:10.250Z INFO jaras: said\n"


def test_every_line_of_the_house_is_written_so() -> None:
    handlers = logging.getLogger().handlers
    assert any(isinstance(handler.formatter, Universal) for handler in handlers)
