"""Files that come with a report: kept on disk first, then named in the register."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from jaras.intake import events as facts
from jaras.intake.models import Report, ReportFile
from jaras.intake.rules.states import IntakeVerb
from jaras.kernel import access, events, files
from jaras.kernel.actor import Actor


@dataclass(frozen=True)
class Sent:
    """A file as it arrived."""

    name: str
    content: bytes


@dataclass(frozen=True)
class NotKept:
    """A file that could not be kept, with the reason; what it came with is kept all the same."""

    name: str
    code: str
    reason: Any


def attach_file(*, report: Report, content: bytes, name: str, by: Actor, at: datetime) -> ReportFile:
    """A photograph, a voice note, a scan."""
    access.require(by, IntakeVerb.TAKE)
    kept = files.keep(content, name=name)
    with transaction.atomic():
        return attach(report, kept, by=by, at=at)


def attach(report: Report, kept: files.Kept, *, by: Actor, at: datetime) -> ReportFile:
    """Name in the register a file that is on disk, inside the caller's transaction."""
    stored = files.register(kept, by=by, at=at)
    attached = ReportFile.objects.create(report=report, file=stored, at=at)
    events.publish(facts.FileAdded(report_id=report.pk, file_id=stored.pk), by=by, at=at)
    return attached


def sorted_out(sent: Iterable[Sent]) -> tuple[list[files.Kept], tuple[NotKept, ...]]:
    """Those that are now on disk, those that cannot be kept; before any transaction, for disks are slow."""
    kept: list[files.Kept] = []
    refused: list[NotKept] = []
    for each in sent:
        try:
            kept.append(files.keep(each.content, name=each.name))
        except files.FileRefused as refusal:
            refused.append(NotKept(each.name, refusal.code, refusal.reason))
    return kept, tuple(refused)


def instead_of_words(types: Collection[str]) -> str:
    """What a report says when only files came: a neutral sentence in the language of the register."""
    sounds = any(each.startswith("audio/") for each in types)
    images = any(each.startswith("image/") for each in types)
    with translation.override(settings.LANGUAGE_CODE):
        if sounds and images:
            return _("Voice message with a photograph, without words")
        if sounds:
            return _("Voice message, without words")
        if images:
            return _("Photograph, without words")
        return _("Document, without words")
