"""The register that is brought in, with what is wrong in its rows, what its rows became."""

from typing import Self

from django.db import models

from jaras.care.models import Intervention
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedCharField, SealedJSONField
from jaras.kernel.models import StoredFile
from jaras.kernel.versions import Versioned
from jaras.people.models import Person
from jaras.registers.rules import CHANGING, RegisterState, RegistersVerb


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever may bring registers in sees them all: one follows where another left."""
        return self if actor.can(RegistersVerb.IMPORT) else self.none()

    def changing(self) -> Self:
        return self.filter(state__in=CHANGING)


class Register(Versioned):
    """One sheet of one file, from its arrival to its rows, or to their being taken back."""

    state = models.CharField(max_length=12, default=RegisterState.RECEIVED)
    name = SealedCharField(max_length=200, always=True)
    kind = models.CharField(max_length=4)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")  # none once it is done
    staged = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")  # its rows as read
    sheets = SealedJSONField(default=list, always=True)
    sheet = SealedCharField(max_length=100, blank=True, always=True)
    why = models.CharField(max_length=20, blank=True)  # it could not be read: a code
    notes = models.JSONField(default=dict)  # what was noticed while reading: merged cells, formulas
    heading_row = models.PositiveIntegerField(default=1)
    titles = SealedJSONField(default=list, always=True)
    first_rows = SealedJSONField(default=list, always=True)
    signature = models.CharField(max_length=64, blank=True)  # of the titles: files alike are named alike
    columns = models.JSONField(default=dict)  # what each column holds: code to place
    twins_left_out = models.BooleanField(default=False)
    invented = models.BooleanField(default=False)  # told by the demo
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    position = models.BigIntegerField(default=0)  # in the staged rows
    counts = SealedJSONField(default=dict, always=True)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    moved_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)  # when its job last said that it lives
    key = KeyField()

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]


class RegisterFault(models.Model):
    """Something wrong in one row."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="faults", db_index=False)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=24)
    column = models.CharField(max_length=20)
    value = SealedCharField(max_length=60, blank=True, owner="register", always=True)
    stops = models.BooleanField()

    class Meta:
        ordering = ["number", "id"]
        indexes = [
            models.Index(fields=["register", "number", "id"], name="register_fault"),
            models.Index(fields=["register", "code", "number", "id"], name="register_fault_code"),
        ]


class RegisterRow(models.Model):
    """What one row became: a help given, on a case, to somebody; or nothing, for it was there already.

    The first place of a row tells all of it; the others only the further helps that it counts.
    """

    register = models.ForeignKey(Register, models.PROTECT, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    place = models.PositiveSmallIntegerField(default=1)  # of a row that counts several: which of them
    # Keyed, like what joins rows of one case, of one person: rows that say the same have the same.
    digest = models.CharField(max_length=32, db_index=True)
    case_key = models.CharField(max_length=90, blank=True)
    person_key = models.CharField(max_length=260, blank=True)
    intervention = models.ForeignKey(Intervention, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number", "place"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number", "place"], name="register_row_once")
        ]
        indexes = [
            models.Index(
                fields=["register", "case_key"], name="register_case", condition=~models.Q(case_key="")
            ),
            models.Index(
                fields=["register", "person_key"], name="register_person", condition=~models.Q(person_key="")
            ),
        ]


class ColumnNaming(models.Model):
    """What the columns under these titles held last time."""

    signature = models.CharField(max_length=64, unique=True)
    columns = models.JSONField(default=dict)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class TaughtWord(models.Model):
    """A word of the registers that a member taught: which code it means in which list."""

    list = models.CharField(max_length=12)
    word = models.CharField(max_length=120)
    code = models.CharField(max_length=16)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["list", "word"], name="taught_word_once")]
