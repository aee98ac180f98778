"""What was brought into the directory: one import, with what each of its rows became."""

from typing import Self

from django.db import models

from jaras.governance.models import Member
from jaras.imports.rules import ImportState
from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedCharField, SealedJSONField
from jaras.kernel.versions import Versioned
from jaras.partners.rules import PartnersVerb


class DirectoryImportQuerySet(models.QuerySet["DirectoryImport"]):
    def visible_to(self, actor: Actor) -> Self:
        """To those who keep the directory: one follows where another left."""
        return self if actor.can(PartnersVerb.AMEND) else self.none()


class DirectoryImport(Versioned):
    """One file, or one choice of usual actors, from its preview to its being taken back."""

    state = models.CharField(max_length=12, default=ImportState.READ)
    source = models.CharField(max_length=8)
    name = SealedCharField(max_length=200, blank=True, always=True)  # of the file
    found = SealedJSONField(default=dict, always=True)  # what it says; empty once it is written or given up
    counts = models.JSONField(default=dict)  # how many were added, changed, the same, refused
    stays = models.JSONField(default=list)  # what was not taken back: kind, number, fields
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    moved_at = models.DateTimeField()
    key = KeyField()

    objects = DirectoryImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]


class ImportedRow(models.Model):
    """What an import added or changed; `said` holds what stood there before, what it wrote instead."""

    of = models.ForeignKey(DirectoryImport, models.PROTECT, related_name="rows", db_index=False)
    kind = models.CharField(max_length=12)
    row_id = models.PositiveBigIntegerField()
    added = models.BooleanField()
    key = models.CharField(max_length=36, blank=True)  # how another directory calls it
    version_then = models.PositiveIntegerField()
    said = SealedJSONField(default=dict, owner="of", always=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["of", "kind", "row_id"], name="imported_row_once")]
        indexes = [models.Index(fields=["kind", "row_id"], name="imported_row")]
