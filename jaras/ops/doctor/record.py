"""The record of reads with that of writes: sealed lately, proved lately."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jaras.ops.audit import last_verify
from jaras.ops.doctor.verdicts import Advice, Fault, long
from jaras.ops.place import REAL

SEAL_PATIENCE_SECONDS = 15.0
PROVED_EVERY = timedelta(days=8)


def sealed() -> str:
    """What waits now is sealed within the time that was promised."""
    from jaras.kernel.record.models import Log, Seal
    from jaras.kernel.record.sealing import last_sealed, newest

    waits = {log: newest(log) for log in Log.values}
    begun = time.monotonic()
    while any(last_sealed(log) < number for log, number in waits.items()):
        if time.monotonic() - begun > SEAL_PATIENCE_SECONDS:
            raise Fault("what was read or written is not sealed: start the worker, read what it says.")
        time.sleep(0.5)
    last = Seal.objects.order_by("-place").first()
    return f"{last.place} rows sealed, the last at {last.at:%Y-%m-%d %H:%M} UTC" if last else "nothing yet"


def proved(data: Path, mode: str) -> str:
    """When `jaras audit verify` last ran, what it found."""
    last = last_verify(data)
    if last is None:
        if mode != REAL:
            return "never, and invented people need none"
        raise Advice("`jaras audit verify` never ran: have the machine do so each week (docs/record.md).")
    at, faults = last
    age = datetime.now(UTC) - at
    if faults:
        raise Fault(f"`jaras audit verify` found {faults} rows altered {long(age)} ago: read what it says.")
    if mode == REAL and age > PROVED_EVERY:
        raise Advice(f"last proved {long(age)} ago: run `jaras audit verify` (docs/record.md).")
    return f"nothing altered, {long(age)} ago"
