"""Fills a database of before anything was sealed, brings it up to date, reads every word again.

Run as a program, in a process of its own: `python -m tests.ops.old_rows`, with JARAS_DATA and DATABASE_URL.
"""

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django

# The last state of each package in which its words, telephones, positions, names stood plainly.
BEFORE = [
    ("kernel", "0006_data_keys"),
    ("people", "0001_first"),
    ("cases", "0007_past_told"),
    ("intake", "0004_compartments"),
    ("care", "0006_living_referrals"),
    ("inclusion", "0002_review_index"),
    ("outreach", "0001_first"),
    ("governance", "0008_roster"),
    ("privacy", "0001_first"),
    ("registers", "0001_first"),
]
WORD = "hibiscus"  # every value carries it, so that one look finds whatever was left
FOUND_BY = "sycomore"
TELEPHONE = "0661234567"
LATITUDE, LONGITUDE = 32.8811, -6.9063
SEALED = {"level": "sealed", "compartment": "violence"}


class Old:
    """One row of each model as it was then, all of one sealed case with its report, its person."""

    def __init__(self, apps: Any) -> None:
        self.apps = apps
        self.made: dict[str, Any] = {}
        self.written: dict[tuple[str, str], str] = {}

    def row(self, model: Any) -> Any:
        label = model._meta.label
        if label not in self.made:
            values: dict[str, Any] = {}
            for field in model._meta.concrete_fields:
                if (
                    field.primary_key
                    and not field.remote_field
                    and field.get_internal_type() == "BigAutoField"
                ):
                    continue
                value = self._value(model, field)
                if value is not None:
                    values[field.name] = value
            self.made[label] = model.objects.create(**values)
        return self.made[label]

    def _value(self, model: Any, field: Any) -> Any:
        told = (model._meta.label, field.attname)
        if field.remote_field:
            there = field.related_model._meta.label
            wanted = not field.null or (there in LINKED and there in self.made)
            return self.row(field.related_model) if wanted else None
        if told in WORDS:
            self.written[told] = said = f"{WORD}{len(self.written):03d}"
            return {"said": said} if field.get_internal_type() == "JSONField" else said
        if field.name in SEALED and model._meta.label in ("cases.Case", "intake.Report"):
            return SEALED[field.name]
        if told in KNOWN:
            return KNOWN[told]
        if field.null or field.has_default() or field.blank:
            return None
        return PLAIN[field.get_internal_type()]()


REASONS = (
    "kernel.Transition",
    "governance.Watch",
    "governance.ExceptionalAccess",
    "governance.ClosedDoors",
    "privacy.Hold",
    "registers.Register",
    "registers.RegisterFault",
    "registers.RegisterRow",
)
LINKED = ("people.Person", "cases.Case", "intake.Report")
WORDS: set[tuple[str, str]] = set()
KNOWN: dict[tuple[str, str], Any] = {
    ("people.Person", "telephone"): TELEPHONE,
    ("intake.Report", "reporter_telephone"): TELEPHONE,
    ("intake.Report", "latitude"): LATITUDE,
    ("intake.Report", "longitude"): LONGITUDE,
    ("registers.RegisterRow", "case_key"): f"c:{WORD}",
    ("registers.RegisterRow", "person_key"): f"n:{WORD}",
}
PLAIN: dict[str, Any] = {}


def fill() -> Old:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.loader import MigrationLoader
    from django.utils import timezone

    from jaras.kernel.keys.fields import sealed_fields

    now = timezone.now
    for kind in ("CharField", "TextField"):
        PLAIN[kind] = lambda: "x"
    for kind in ("IntegerField", "PositiveIntegerField", "SmallIntegerField", "PositiveSmallIntegerField"):
        PLAIN[kind] = lambda: 1
    PLAIN.update({"DateTimeField": now, "DateField": lambda: date(2026, 1, 1), "DurationField": timedelta})
    PLAIN.update({"BigIntegerField": lambda: 1, "BooleanField": lambda: False, "JSONField": dict})
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)  # one by one, as they came
    executor.migrate(BEFORE)
    apps = executor.loader.project_state(BEFORE).apps
    old = Old(apps)
    for field in sealed_fields():
        if (told := (field.model._meta.label, field.attname)) not in KNOWN:
            WORDS.add(told)
    for label in LINKED:
        old.row(apps.get_model(label))
    for package in ("people", "cases", "intake", "care", "inclusion", "outreach"):
        for model in apps.get_app_config(package).get_models():
            counts = any(label == model._meta.label for label, _name in WORDS)
            if counts or model._meta.label in ("cases.Party", "intake.ReportPerson"):
                old.row(model)
    for label in REASONS:
        old.row(apps.get_model(label))
    entry = apps.get_model("kernel", "SearchEntry")
    for subject, label in (("case", "cases.Case"), ("report", "intake.Report"), ("person", "people.Person")):
        entry.objects.create(subject=subject, subject_id=old.made[label].pk, words=f"{subject}x {FOUND_BY}")
    return old


def examine(old: Old) -> list[str]:
    """What is not as it should be, in sentences; nothing when all is."""
    from django.apps import apps
    from django.conf import settings
    from django.db import connection

    from jaras.intake.models import Report
    from jaras.kernel import telephones
    from jaras.kernel.keys.scrubbing import scrub
    from jaras.people.models import Person

    wrong = []
    for (label, name), said in old.written.items():
        value = getattr(apps.get_model(label).objects.get(), name)
        if value not in (said, {"said": said}):
            wrong.append(f"{label}.{name}: {value!r} is read where {said} was written")
    report, person = Report.objects.get(), Person.objects.get()
    if [round(each, 4) for each in report.position or []] != [LATITUDE, LONGITUDE]:
        wrong.append(f"the position is {report.position}")
    if (report.reporter_telephone, person.telephone) != (TELEPHONE, TELEPHONE):
        wrong.append(f"the telephones are {report.reporter_telephone}, {person.telephone}")
    if person.level != "sealed":
        wrong.append("of a person whom sealed things alone tell the names are not hidden")
    if not telephones.exactly("person", TELEPHONE):
        wrong.append("the telephone leads to nobody")
    scrub()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                left = [mark for mark in (WORD, FOUND_BY, TELEPHONE, str(LATITUDE)) if mark in repr(row)]
                wrong += [f"{table} holds {mark}: {row!r}" for mark in left]
    connection.close()
    for path in [each for each in Path(settings.DATA).rglob("*") if each.is_file()]:
        body = path.read_bytes()
        wrong += [
            f"{path.name} holds {mark}" for mark in (WORD, FOUND_BY, TELEPHONE) if mark.encode() in body
        ]
    return wrong


def main() -> int:
    django.setup()
    from django.core.management import call_command

    from jaras.kernel.keys import ring

    ring.keep(ring.fresh(), anew=True)
    old = fill()
    call_command("migrate", interactive=False, verbosity=0)
    wrong = examine(old)
    sys.stdout.write(json.dumps({"written": len(old.written), "wrong": wrong}) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
