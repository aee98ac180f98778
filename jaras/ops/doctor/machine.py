"""The machine under this copy: versions, settings, folder, disk, clock."""

import platform
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jaras.ops.doctor.verdicts import Advice, Fault
from jaras.ops.place import REAL

LEAST_FREE_BYTES = 1_000_000_000
CLOCKS_APART = timedelta(seconds=5)


def versions() -> str:
    import django
    import granian

    return f"Python {platform.python_version()}, Django {django.__version__}, Granian {granian.__version__}"


def settings(mode: str) -> str:
    """The framework's own checks, then what a real copy needs to be reached and to write letters."""
    from django.conf import settings as chosen
    from django.core.checks import ERROR, run_checks

    serious = [found for found in run_checks() if found.level >= ERROR]
    if serious:
        raise Fault(f"{serious[0].msg} Run `jaras check` for all {len(serious)}.")
    if mode != REAL:
        return f"{chosen.ORIGIN}, invented people"
    if not chosen.SECURE:
        raise Advice(
            f"{chosen.ORIGIN} is not https: set JARAS_ORIGIN to the name behind the TLS proxy "
            "(docs/deploy.md)."
        )
    if not chosen.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        raise Advice(
            f"letters are only files in {chosen.EMAIL_FILE_PATH}: set JARAS_EMAIL_URL to send them "
            "(`jaras letters` reads them)."
        )
    return f"{chosen.ORIGIN}, letters go to {chosen.EMAIL_HOST}"


def folder(data: Path) -> str:
    for path in (data, data / "media"):
        path.mkdir(exist_ok=True)
        probe = path / f".doctor-{uuid4().hex}"
        try:
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise Fault(
                f"{path} cannot be written ({error.strerror}): give it to the user that runs Jaras."
            ) from error
    return "can be written"


def disk(data: Path) -> str:
    """Room for the night's work, then for one more copy of everything."""
    free = shutil.disk_usage(data).free
    if free < LEAST_FREE_BYTES:
        raise Fault(f"only {free / 1e6:.0f} MB free: make room, or reports will be refused.")
    held = sum(path.stat().st_size for path in _of_a_backup(data))
    if free < held + LEAST_FREE_BYTES:
        raise Fault(f"{free / 1e9:.1f} GB free, a backup may take {held / 1e9:.1f} GB: make room for it.")
    return f"{free / 1e9:.1f} GB free"


def _of_a_backup(data: Path) -> list[Path]:
    return [path for path in [*data.glob("*.sqlite3"), *(data / "media").rglob("*")] if path.is_file()]


def clock() -> str:
    from django.db import connection

    from jaras.kernel.models import EventRecord

    try:
        zone = ZoneInfo("Africa/Casablanca")
    except ZoneInfoNotFoundError as error:
        raise Fault("the time zones are missing: install tzdata.") from error
    now = datetime.now(UTC)
    last = EventRecord.objects.order_by("-id").values_list("at", flat=True).first()
    if last is not None and last > now + timedelta(minutes=1):
        raise Fault(
            f"the clock shows {now:%Y-%m-%d %H:%M} UTC, earlier than the last event: set the clock (NTP)."
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            apart = abs(cursor.fetchone()[0] - datetime.now(UTC))
        if apart > CLOCKS_APART:
            raise Fault(
                f"this clock and the database's are {apart.seconds} s apart: set both from one source (NTP)."
            )
    return f"{now.astimezone(zone):%Y-%m-%d %H:%M} in Casablanca"
