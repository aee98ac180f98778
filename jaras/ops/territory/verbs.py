"""What the `territory` command does, said in clear sentences."""

import sys
from pathlib import Path

from django.utils.timezone import now

from jaras.kernel.actor import SYSTEM
from jaras.territory import actions, queries


def load() -> None:
    changed = actions.load(by=SYSTEM, at=now())
    print(f"{changed} provinces and communes written." if changed else "Every province and commune is there.")


def choose(
    code: str, *, invented: bool, cell_name_fr: str | None = None, cell_name_ar: str | None = None
) -> None:
    actions.load(by=SYSTEM, at=now())
    installation = actions.choose(
        province_code=code,
        invented=invented,
        cell_name_fr=cell_name_fr,
        cell_name_ar=cell_name_ar,
        by=SYSTEM,
        at=now(),
    )
    communes = installation.province.communes.count()
    print(f"The territory is {installation.province.name_fr} ({code}): {communes} communes.")


def import_boundaries(file: Path, attribution: str) -> None:
    imported = actions.import_boundaries(
        content=file.read_bytes(), attribution=attribution, by=SYSTEM, at=now()
    )
    print(f"{imported.taken} boundaries kept.")
    tell_unknown(imported.unknown)


def import_places(file: Path) -> None:
    imported = actions.import_places(content=file.read_bytes(), by=SYSTEM, at=now(), progress=progress)
    print(f"{imported.taken} places added, {imported.known} known already.")
    tell_unknown(imported.unknown)


def progress(done: int, of: int) -> None:
    if sys.stderr.isatty() and (done % 20 == 0 or done == of):
        print(f"\r{done} of {of} lines", end="\n" if done == of else "", file=sys.stderr, flush=True)


def tell_unknown(codes: tuple[str, ...]) -> None:
    if codes:
        some = ", ".join(codes[:5]) + (", …" if len(codes) > 5 else "")
        print(f"{len(codes)} codes are those of no commune, left aside: {some}")


def show(text: str) -> None:
    found = queries.provinces(text)
    for province in found:
        print(f"{province.code}  {province.name_fr} · {province.name_ar} ({province.region_fr})")
    if not found:
        print("No province has this name: run `jaras territory load` first, or try fewer letters.")
