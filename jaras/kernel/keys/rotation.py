"""A new master key: every data key is wrapped anew, then the old one leaves."""

import time
from collections.abc import Callable
from dataclasses import replace
from secrets import token_bytes

from django.db import transaction

from jaras.kernel.jobs import breathe
from jaras.kernel.keys import envelopes, ring
from jaras.kernel.keys.rows import DataKey

BATCH = 500
# Whoever wraps reads the file first; a write that read it before the new version came has ended by then.
LONGEST_WRITE = 60.0  # seconds


def rotate(*, say: Callable[[str], None] = print, longest_write: float = LONGEST_WRITE) -> int:
    """Begin a rotation, or go on with one that was cut off; the number of keys that were wrapped anew."""
    keys = ring.ring()
    if len(keys.versions) == 1:
        fresh = keys.current + 1
        versions = keys.versions | {fresh: token_bytes(ring.SIZE)}
        keys = replace(keys, current=fresh, versions=versions)
        ring.keep(keys)
        say(f"Master key {fresh} made; wrapping the data keys anew.")
    else:
        say(f"Going on with the rotation to master key {keys.current}.")
    done = _wrap_all(keys.current, say)
    say(f"Waiting {longest_write:.0f} s for writes that were under way.")
    time.sleep(longest_write)
    done += _wrap_all(keys.current, say)
    ring.keep(replace(keys, versions={keys.current: keys.versions[keys.current]}))
    say(f"Done: {done} keys. Export them again: `jaras keys export FILE`; older exports open older copies.")
    return done


def _wrap_all(current: int, say: Callable[[str], None]) -> int:
    done, last = 0, ""
    while True:
        with transaction.atomic():
            rows = DataKey.objects.select_for_update().exclude(version=current).exclude(wrapped="")
            batch = list(rows.filter(name__gt=last).order_by("name")[:BATCH])
            for row in batch:
                key = envelopes.unwrap(row.name, row.wrapped, row.version)
                row.wrapped, row.version = envelopes.wrap(row.name, key)
            DataKey.objects.bulk_update(batch, ["wrapped", "version"])
        if not batch:
            return done
        done, last = done + len(batch), batch[-1].name
        say(f"{done} wrapped anew.")
        breathe()
