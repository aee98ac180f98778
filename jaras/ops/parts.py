"""Runs named parts one after the other, tells at the end which failed."""

import time
import traceback
from collections.abc import Callable, Mapping, Sequence

Part = Callable[[], int]


def run(kind: str, parts: Mapping[str, Part], asked: Sequence[str]) -> int:
    """Every part is run whatever the others did; a part that cannot run has failed."""
    unknown = [name for name in asked if name not in parts]
    if unknown:
        print(f"There is no {kind} part {unknown[0]!r}: choose among {', '.join(parts)}.")
        return 2
    times: dict[str, float] = {}
    failed: list[str] = []
    for name in asked or parts:
        print(f"\n── {kind}: {name} " + "─" * max(0, 60 - len(name)), flush=True)
        begun = time.monotonic()
        if not _succeeds(parts[name]):
            failed.append(name)
        times[name] = time.monotonic() - begun
    print(f"\n── {kind}: summary " + "─" * 52)
    for name, seconds in times.items():
        print(f"{'FAILED' if name in failed else 'passed'}  {name:<12} {seconds:6.1f} s")
    if failed:
        print(f"\nFailed: {', '.join(failed)}. One part alone: ./run {kind} {failed[0]}")
    return 1 if failed else 0


def _succeeds(part: Part) -> bool:
    try:
        return part() == 0
    except Exception:
        traceback.print_exc()
        return False
