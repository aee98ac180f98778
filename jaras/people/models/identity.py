"""Keyed digests under which persons lie who may be asked about; how common their names are."""

from django.db import models


class IdentityKey(models.Model):
    """Somebody lies under this digest since keys were packed last; nobody reads a name out of it without the
    keys of the copy.

    Beside it what tells namesakes apart before anybody's record is read. On SQLite the table is its own index
    (`WITHOUT ROWID`).
    """

    pk = models.CompositePrimaryKey("key", "person_id")
    key = models.BigIntegerField()
    person_id = models.IntegerField(db_index=True)  # half of what persons have: ten rows of each
    traits = models.IntegerField(default=0)  # birth, sex, some bits of the commune: `rules.identity.traits`
    sounds = models.BigIntegerField(default=0)  # of the words behind the key: `rules.identity.echoes`

    def __str__(self) -> str:
        return f"{self.key} {self.person_id}"


class PostingList(models.Model):
    """All who lay under a digest when keys were packed last, in one row: read at once, whoever shares it.

    `IdentityKey` has who came since. Somebody who changed may stand here until the next night: whoever reads
    weighs the record itself.
    """

    key = models.BigIntegerField(primary_key=True)
    entries = models.BinaryField()  # person, traits: `rules.identity.postings`

    def __str__(self) -> str:
        return str(self.key)


class StalePosting(models.Model):
    """Somebody who changed, was merged or emptied since keys were packed: lists still have them."""

    person_id = models.IntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.person_id)


class NameFrequency(models.Model):
    """A name that somebody bears, heard so, by its digest; how many do is counted each night.

    Of open records alone: 0 says that nobody was counted.

    Written with the first who bears it, so that a slip is laid on a name that somebody has.
    """

    key = models.BigIntegerField(primary_key=True)  # 0: all persons
    persons = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key} {self.persons}"
