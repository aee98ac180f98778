"""Proves that nothing of the record was altered, takes the signed head of a day away."""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jaras.ops import place
from jaras.ops.place import Place, Refusal

LAST = "last-verify.json"
SHOWN = 100


def main(argv: list[str]) -> int:
    """0: nothing is wrong; 1: something is."""
    parser = argparse.ArgumentParser(prog="jaras audit", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="find every row that was altered, removed, inserted")
    verify.add_argument("--from", dest="since", type=_day, metavar="DAY", help="take what is older as it is")
    verify.add_argument(
        "--heads", type=Path, nargs="+", default=[], metavar="FILE", help="what `jaras audit export` wrote"
    )
    export = verbs.add_parser("export", help="print the signed head of a day, to be kept elsewhere")
    export.add_argument("day", type=_day, metavar="DAY", help="2026-11-25; today is signed as it stands")
    for verb in (verify, export):
        place.add_arguments(verb)
    options = parser.parse_args(argv)
    where = place.chosen(options)
    where.enter()
    import django

    django.setup()
    if options.verb == "export":
        return exported(options.day)
    return verified(where, since=options.since, files=options.heads)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{typed} is not a day: write it as 2026-11-25") from error


def exported(day: date) -> int:
    """The last head of the day; a day that has not ended is signed where it stands."""
    from django.utils.timezone import now

    from jaras.kernel.record.models import Head
    from jaras.kernel.record.sealing import day_of, head_now

    head = head_now(at=now()) if day == day_of(now()) else None
    if head is None or head.day != day:
        head = Head.objects.filter(day=day).order_by("-id").first()
    if head is None:
        print(f"Nothing was sealed on {day}.", file=sys.stderr)
        return 1
    print(json.dumps(written(head), indent=1))
    return 0


def written(head: Any) -> dict[str, Any]:
    return {
        "day": head.day.isoformat(),
        "place": head.place,
        "link": bytes(head.link).hex(),
        "key": head.key,
        "signature": head.signature,
    }


def read(file: Path) -> Any:
    """The head that a file holds, as it was taken away."""
    from jaras.kernel.record.models import Head

    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return Head(
            day=date.fromisoformat(told["day"]),
            place=int(told["place"]),
            link=bytes.fromhex(told["link"]),
            key=str(told["key"]),
            signature=str(told["signature"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Refusal(f"{file} is not a head that `jaras audit export` wrote ({error}).") from error


def verified(where: Place, *, since: date | None, files: list[Path]) -> int:
    from jaras.kernel.record.models import Log
    from jaras.kernel.record.sealing import waiting
    from jaras.kernel.record.verifying import verify

    found = verify(since=since, kept=[read(file) for file in files])
    for fault in found.faults[:SHOWN]:
        print(fault)
    if len(found.faults) > SHOWN:
        print(f"… {len(found.faults) - SHOWN} more.")
    if found.last is None:
        print("Nothing is sealed yet.")
    else:
        print(
            f"Last sealed, {found.last.at:%Y-%m-%d %H:%M:%S} UTC, place {found.last.place}: {found.last_row}."
        )
    print(f"{sum(waiting(log) for log in Log.values)} rows wait for their seal.")
    _remember(where.data, len(found.faults))
    if found.faults:
        print(f"WRONG: {len(found.faults)} findings in {found.seals} sealed rows, {found.heads} heads.")
        return 1
    print(f"Nothing is wrong in {found.seals} sealed rows, {found.heads} heads.")
    return 0


def _remember(data: Path, faults: int) -> None:
    """For the doctor."""
    partial = data / f"{LAST}.part"
    partial.write_text(
        json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), "faults": faults}),
        encoding="utf-8",
    )
    partial.replace(data / LAST)


def last_verify(data: Path) -> tuple[datetime, int] | None:
    """When the record was last proved, how much was wrong."""
    try:
        told = json.loads((data / LAST).read_text(encoding="utf-8"))
        return datetime.fromisoformat(told["at"]), int(told["faults"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
