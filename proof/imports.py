"""Kills everything at row 31,000 of an import: it goes on by itself, with the totals of its spreadsheet."""

import json
import random
import signal
import sqlite3
import sys
import time
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from proof._house import House, house
from proof._saying import ended
from proof.rehearsal import command, settled

ROWS, KILLED_AT = 32_000, 31_000
PATIENCE_S = 1800
TITLES = "Date;Nom et prénom;Âge;Commune;Nature de l'intervention;Pôle;Nuitées;Coût (DH)"
KINDS = (
    ("Repas", "ACC"),
    ("Hébergement", "ACC"),
    ("Consultation médicale", "MED"),
    ("Acte de naissance", "JUR"),
)
NAMES = ("EL AMRANI Fatima", "BENNANI Ali", "ZEROUAL Hamid", "")

RECEIVE = """
import sys, django
django.setup()
from django.utils import timezone
from jaras.kernel.actor import SYSTEM
from jaras.registers import actions
with open({path!r}, "rb") as file:
    actions.receive(chunks=iter(lambda: file.read(1 << 20), b""), name="passé.csv", by=SYSTEM,
                    at=timezone.now())
"""

CONFIRM = """
import django
django.setup()
from django.utils import timezone
from jaras.kernel.actor import SYSTEM
from jaras.registers import actions
from jaras.registers.models import Register
actions.confirm(register=Register.objects.get(), by=SYSTEM, at=timezone.now())
"""

TOTALS = """
import json, django
django.setup()
from django.db.models import Count, Sum
from jaras.care.models import Intervention
from jaras.kernel.models import EventRecord
from jaras.people.models import Person
from jaras.registers.models import Register, RegisterRow
rows = Intervention.objects.order_by()
print(json.dumps({
    "state": Register.objects.get().state,
    "interventions": rows.count(),
    "poles": {row["pole"]: row["n"] for row in rows.values("pole").annotate(n=Count("pk"))},
    "nights": rows.aggregate(n=Sum("nights"))["n"],
    "cost": str(sum(rows.exclude(cost=None).values_list("cost", flat=True))),  # no database adds in floats
    "persons": Person.objects.count(),
    "rows": RegisterRow.objects.count(),
    "numbers": RegisterRow.objects.values("number").distinct().count(),
    "twice": RegisterRow.objects.values("intervention").annotate(n=Count("pk")).filter(n__gt=1).count(),
    "told": sum(data["written"] for data in
                EventRecord.objects.filter(name="RowsWritten").values_list("data", flat=True)),
}))
"""


def main() -> int:
    with house(members=1) as cell:
        problems = killed(cell)
    return ended("imports", problems)


def killed(cell: House) -> list[str]:
    lines, wanted = spreadsheet()
    path = cell.data / "past.csv"
    path.write_text("\r\n".join([TITLES, *lines]), encoding="utf-8")
    cell.run(RECEIVE.format(path=str(path)))
    until(cell, lambda state, _done: state == "checked")
    cell.run(CONFIRM)
    begun = time.monotonic()
    done = until(cell, lambda state, done: done >= KILLED_AT and state == "writing")
    died = sorted(cell.below())
    for pid in died:
        cell.kill(pid)
    print(f"{len(died)} processes killed (signal {int(signal.SIGKILL)}) at row {done}", flush=True)
    until(cell, lambda state, _done: state != "writing")
    print(f"ended {time.monotonic() - begun:.0f} s after it was confirmed", flush=True)
    settled(cell, PATIENCE_S)
    found = json.loads(cell.run(TOTALS).splitlines()[-1])
    found["cost"] = str(Decimal(found["cost"]).normalize())
    problems = [f"{name}: {found[name]}, the spreadsheet says {said}" for name, said in wanted.items()
                if found[name] != said]  # fmt: skip
    if said := command(cell, "check", "figures"):
        problems.append(said)
    print(
        f"{found['interventions']} interventions, {found['nights']} nights, {found['cost']} dirhams",
        flush=True,
    )
    return problems


def spreadsheet() -> tuple[list[str], dict[str, Any]]:
    """The rows with what must come of them, added up here from the cells alone."""
    dice = random.Random(31)
    lines, poles, nights, cost, persons = [], Counter[str](), 0, Decimal(0), 0
    for place in range(ROWS):
        day = date(2021, 10, 1) + timedelta(days=dice.randrange(1330))
        kind, pole = dice.choice(KINDS)
        slept = dice.randrange(1, 9) if kind == "Hébergement" else 0
        paid = Decimal(dice.randrange(30_000)) / 100
        name = dice.choice(NAMES)
        written = (day.strftime("%d/%m/%Y"), day.isoformat(), day.strftime("%d-%m-%Y"))[place % 3]
        age, dirhams = dice.randrange(90), str(paid).replace(".", ",")
        lines.append(f"{written};{name};{age};Khouribga;{kind};;{slept or ''};{dirhams}")
        poles[pole] += 1
        nights, cost, persons = nights + slept, cost + paid, persons + bool(name)
    return lines, {
        "state": "written",
        "interventions": ROWS,
        "poles": dict(poles),
        "nights": nights,
        "cost": str(cost.normalize()),
        "persons": persons,
        "rows": ROWS,
        "numbers": ROWS,
        "twice": 0,
        "told": ROWS,
    }


def until(cell: House, reached: Any) -> int:
    """Look at the register again and again, from outside; the row it had come to."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with closing(sqlite3.connect(f"file:{cell.data / 'jaras.sqlite3'}?mode=ro", uri=True)) as database:
            state, done = database.execute("SELECT state, done FROM registers_register").fetchone()
        if reached(state, done):
            return int(done)
        if state == "unreadable":
            raise AssertionError("The register could not be read.")
        time.sleep(0.02)
    raise AssertionError(f"The register stays {state!r} at row {done}.")


if __name__ == "__main__":
    sys.exit(main())
