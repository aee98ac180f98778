"""A house with a directory answers on every path of HSDS 3.0 as the standard says, in each language."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from proof._compiled import Compiled
from proof._house import House, house
from proof._saying import ended
from proof._standard import faults, faults_of_page

LANGUAGES = ("fr", "ar", "en")
LISTS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}

FILL = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from jaras.kernel.actor import SYSTEM
from jaras.partners import actions
from jaras.partners.rules import read_day
from jaras.territory import queries as territory
now, commune = timezone.now(), territory.communes()[0]
for number in range(60):
    of = actions.register(name_fr=f"Foyer {number}", name_ar=f"دار {number}", kind="shelter", poles=["ACC"],
                          commune=commune, telephone="05 23 00 00 00", by=SYSTEM, at=now)
    hours = [each for day in range(5) for each in read_day("8:30-12, 14-18", day)]
    actions.confirm(organisation=of, by=SYSTEM, at=now)
    actions.add_contact(organisation=of, function_fr="Accueil", function_ar="الاستقبال", public=True,
                        telephone="05 23 00 00 02", email="accueil@demo.example", by=SYSTEM, at=now)
    beds = actions.add_service(
        organisation=of, code="ACC-HEB", hours=hours, publics=["SAB"], youngest=18, sex="m",
        communes=[commune], languages=["ar", "shi"], fee=20, fee_fr="par nuit",
        note_fr="Sonner", note_ar="دقوا", bring_fr="carte d'identité, un drap",
        who_fr="Avec une orientation", by=SYSTEM, at=now)
    actions.add_service(organisation=of, code="ACC-ALIM", always_open=True, by=SYSTEM, at=now)
    site = actions.add_site(organisation=of, name_fr=f"Foyer {number}", commune=commune,
                            address_fr="12, rue des Oliviers", telephone="05 23 00 00 01", by=SYSTEM, at=now)
    units = actions.add_units(site=site, labels=["Lit 1", "Lit 2"], service=beds, kind="bed", step_free=True,
                              by=SYSTEM, at=now)
    actions.confirm_site(site=site, by=SYSTEM, at=now)
    actions.hold(unit=units[0], until=now + timedelta(hours=2), by=SYSTEM, at=now)
"""


class Judge(Protocol):
    """Says what is wrong with an object of a kind; `listed`: as it stands in a list."""

    def faults(self, kind: str, told: Any, *, listed: bool) -> Iterator[str]: ...


class Table:
    """The required fields as our tests write them down."""

    def faults(self, kind: str, told: Any, *, listed: bool) -> Iterator[str]:
        yield from faults(kind, told)


def main() -> int:
    problems = [*judged(os.environ.get("HSDS_SCHEMAS", ""))]
    return ended("hsds", problems)


def judged(folder: str) -> Iterator[str]:
    judges: list[Judge] = [Table()]
    if folder:
        compiled = Compiled(Path(folder))
        print(f"judged by {len(compiled.kinds)} official schemas of {compiled.folder}", flush=True)
        judges.append(compiled)
    else:
        print("no folder of official schemas (--hsds DIR): required fields and kinds alone", flush=True)
    with house(members=1) as served:
        served.run(FILL)
        answers = 0
        for told in answered(served):
            answers += 1
            yield from wrong(judges, *told)
        print(f"{answers} answers read", flush=True)


def answered(served: House) -> Iterator[tuple[str, str, int, Mapping[str, Any]]]:
    """Each path with each of its things: the path, what it must be, the status, the answer."""
    for path in ("/hsds/", "/hsds/openapi.json"):
        yield path, "", *served.ask("GET", path)
    for language in LANGUAGES:
        for name, kind in LISTS.items():
            for full in ("false", "true"):
                path = f"/hsds/{name}?language={language}&per_page=100&full={full}"
                status, page = served.ask("GET", path)
                yield path, f"[{kind}]" if full == "false" else f"[{kind}] whole", status, page
            for each in page["contents"][:3]:
                path = f"/hsds/{name}/{each['id']}?language={language}"
                yield path, kind, *served.ask("GET", path)


def wrong(judges: list[Judge], path: str, wanted: str, status: int, told: Mapping[str, Any]) -> Iterator[str]:
    if status != 200:
        yield f"{path} answers {status}: {told}"
        return
    if not wanted:
        return
    kind = wanted.split("]")[0].strip("[")
    if not wanted.startswith("["):
        for judge in judges:
            yield from (f"{path}: {fault}" for fault in judge.faults(kind, told, listed=False))
        return
    if not told.get("contents"):
        yield f"{path}: nothing is there, nothing was judged"
    yield from (f"{path}: {fault}" for fault in faults_of_page(kind, told))
    for judge in judges[1:]:
        for each in told.get("contents", ()):
            listed = not wanted.endswith("whole")
            yield from (f"{path}: {fault}" for fault in judge.faults(kind, each, listed=listed))


if __name__ == "__main__":
    sys.exit(main())
