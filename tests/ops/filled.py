"""Which fields people fill, by what every table declares; which of them somebody filled."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from jaras.kernel import files
from jaras.kernel.keys.fields import sealed_fields
from jaras.kernel.models import StoredFile
from jaras.privacy.lists import declared
from tests.ops.marks import Marks

PEOPLE_FILL = ("identity", "identity_number", "contact", "place", "story", "project")
BY_HAND = {"cases.Case.registry_number", "intake.Report.registry_number"}  # keys that somebody types
NOBODY_FILLS = {
    "kernel.SearchEntry.words": "keyed digests of sealed words",
    "kernel.ExportedFile.name": "written by the house",
    "alerts.Device.keys": "where a browser is reached, told by the browser: tests/alerts/test_devices.py",
    "bells.BellLetter.to": "a copy of BellHelp.email, of files that are shared with everybody alone",
    "partners.Organisation.telephone": "the directory, which is public",
    "partners.Organisation.email": "the directory, which is public",
    "partners.Site.telephone": "the directory: the door of a house",
    "partners.Site.email": "the directory: the mailbox of its staff",
    "partners.Contact.telephone": "the directory: of a function, never of a person",
    "partners.Contact.email": "the directory: of a function, never of a person",
    "partners.Confirmation.email": "the address of the directory to which a letter went",
    "partners.Service.telephone": "the directory, which is public",
    "partners.Service.email": "the directory, which is public",
    "people.Person.languages": "codes of a list",
    "governance.Vote.choice": "a code",
    "intake.Report.cell": "a square of the map, of ordinary reports alone",
    "intake.Mission.result": "a code of a list",
    "intake.Assessment.proposed": "codes of lists",
    "intake.Assessment.decided": "codes of lists",
    "intake.Assessment.reasons": "words of the lexicon",
    "care.ProposedNeed.reasons": "codes of lists",
    "imports.ImportedRow.said": "what the directory says, which is public",
    "inclusion.Agreement.content": "a digest",
    "privacy.Photograph.file": "a picture, redrawn: of what was written into it nothing stays",
}


def wanted() -> Iterator[tuple[type[models.Model], str]]:
    """Every field that people fill: what is declared so, whatever is sealed, files."""
    named = {f"{table.model}.{name}" for table in declared() for name in table.files}
    for table in declared():
        named |= {f"{table.model}.{name}" for name, kind in table.fields.items() if kind in PEOPLE_FILL}
    named |= {f"{field.model._meta.label}.{field.name}" for field in sealed_fields()} | BY_HAND
    if stale := set(NOBODY_FILLS) - named:
        raise LookupError(f"No such field is declared any more: {sorted(stale)}")
    for each in sorted(named - set(NOBODY_FILLS)):
        label, _dot, name = each.rpartition(".")
        yield apps.get_model(label), name


def wanted_count() -> int:
    return len(list(wanted()))


def untyped(said: Marks) -> list[str]:
    """Fields in which nobody wrote any of the words: they would not be looked for."""
    return [
        f"{model._meta.label}.{name}"
        for model, name in wanted()
        if not any(said.in_text(_told(row, name)) for row in model._default_manager.all())
    ]


def _told(row: Any, name: str) -> str:
    value = getattr(row, name)
    if isinstance(value, StoredFile):
        with files.opened(value) as kept:
            return str(kept.read().decode(errors="replace"))
    return str(value)
