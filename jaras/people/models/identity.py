"""Keyed digests under which persons lie who may be asked about; how common their names are."""

from django.db import models


class IdentityKey(models.Model):
    """Somebody lies under this digest; nobody reads a name out of it without the keys of the copy.

    Beside it what tells namesakes apart before anybody's record is read. On SQLite the table is its own index
    (`WITHOUT ROWID`): at a million persons it has ten million rows.
    """

    pk = models.CompositePrimaryKey("key", "person_id")
    key = models.BigIntegerField()
    person_id = models.IntegerField(db_index=True)  # half of what persons have: ten rows of each
    traits = models.IntegerField(
        default=0
    )  # year of birth, sex, some bits of the commune: `rules.identity.traits`

    def __str__(self) -> str:
        return f"{self.key} {self.person_id}"


class NameFrequency(models.Model):
    """A name that somebody bears, heard so, by its digest; how many do is counted each night.

    Of open records alone: 0 says that nobody was counted.

    Written with the first who bears it, so that a slip is laid on a name that somebody has.
    """

    key = models.BigIntegerField(primary_key=True)  # 0: all persons
    persons = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key} {self.persons}"
