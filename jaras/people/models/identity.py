"""Keyed digests under which persons lie who may be asked about; how common their names are."""

from django.db import models


class IdentityKey(models.Model):
    """Somebody lies under this digest; nobody reads a name out of it without the keys of the copy.

    On SQLite the table is its own index (`WITHOUT ROWID`): at a million persons it has eight million rows.
    """

    pk = models.CompositePrimaryKey("key", "person_id")
    key = models.BigIntegerField()
    person_id = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key} {self.person_id}"


class NameFrequency(models.Model):
    """How many persons bear a name heard so, by its digest; counted each night, of open records alone."""

    key = models.BigIntegerField(primary_key=True)  # 0: all persons
    persons = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.persons}"
