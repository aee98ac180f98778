"""The person, known, partly known or unknown."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Self

from django.db import models
from django.utils.translation import get_language

from jaras.kernel import access, keys
from jaras.kernel.actor import SYSTEM, Actor
from jaras.kernel.keys import KeyField, SealedCharField, SealedJSONField
from jaras.kernel.models import Level
from jaras.kernel.versions import Versioned
from jaras.people.lists import languages
from jaras.people.rules import Age, Birth, Known, PeopleVerb, age, born_about, called, is_child, known
from jaras.territory.models import Commune

NAMES = ("given_name", "family_name", "arabic_name", "nickname", "description")
KIN_NAMES = ("father_name", "grandfather_name", "married_name")
# What people type about somebody.
WORDS = (*NAMES, *KIN_NAMES, "signs", "origin_place", "languages", "speaks", "contact_safety")


_aside: list[Callable[[], models.Q]] = []


def set_aside(those: Callable[[], models.Q]) -> None:
    """Let a later package say whose records wait for nothing: another one tells of them."""
    if those not in _aside:
        _aside.append(those)


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor) -> Self:
        """A person is visible to whoever sees at least one of their links.

        Until something links them, whoever registered them sees them, not once another record tells of them.
        A record that was merged is nobody any more: whoever it told of is told of by the one it is merged
        into.
        """
        if not actor.can(PeopleVerb.READ):
            return self.none()
        seen = access.linked("person", actor)
        if actor.member_id:
            waits = models.Q(registered_by_id=actor.member_id) & ~access.linked("person", SYSTEM)
            for aside in _aside:
                waits &= ~aside()
            seen |= waits
        return self.filter(seen, merged_into=None)


class Person(Versioned):
    """Somebody we met or heard of; no field is obligatory."""

    # Sealed while sealed things alone tell of somebody: `actions.follow_links`.
    level = models.CharField(max_length=12, choices=Level, default=Level.ORDINARY)
    given_name = SealedCharField(max_length=80, blank=True)
    family_name = SealedCharField(max_length=80, blank=True)
    arabic_name = SealedCharField(max_length=160, blank=True)
    nickname = SealedCharField(max_length=80, blank=True)  # either script, as the names below
    father_name = SealedCharField(max_length=80, blank=True)
    grandfather_name = SealedCharField(max_length=80, blank=True)
    married_name = SealedCharField(max_length=80, blank=True)
    description = SealedCharField(max_length=300, blank=True)  # «homme, ~60 ans, gare routière»
    signs = SealedCharField(max_length=300, blank=True)  # «cicatrice à la main gauche, marche avec une canne»
    sex = models.CharField(max_length=1, blank=True)
    born_on = models.DateField(null=True)  # 1 January: the day is not known
    born_year = models.PositiveSmallIntegerField(null=True)  # where nobody knows the day
    born_estimated = models.BooleanField(default=False)  # the year was guessed
    age_about = models.PositiveSmallIntegerField(null=True)
    age_said_on = models.DateField(null=True)
    telephone = SealedCharField(max_length=40, blank=True, always=True)  # others: `Telephone`
    telephone_with = SealedCharField(max_length=120, blank=True, always=True)  # whose it is too: «le voisin»
    languages = SealedJSONField(default=list)  # codes of `languages`
    speaks = SealedCharField(max_length=80, blank=True)  # in their words, what no code says
    contact_safety = SealedCharField(max_length=300, blank=True)  # «ne pas appeler après 18 h»
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=12, blank=True)  # a code of `origins`; blank: nobody said
    origin_place = SealedCharField(max_length=120, blank=True)  # country, town, douar
    target_groups = models.JSONField(default=list)
    registered_at = models.DateTimeField()
    registered_by_id = models.BigIntegerField(null=True)
    forgotten_at = models.DateTimeField(null=True)  # when it was emptied of what is personal
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="absorbed")
    key = KeyField()

    objects = PersonQuerySet.as_manager()

    @property
    def known(self) -> Known:
        return known(
            given_name=self.given_name,
            family_name=self.family_name,
            arabic_name=self.arabic_name,
            nickname=self.nickname,
        )

    @property
    def latin_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def label(self) -> str:
        """What to call them: their name, their nickname, else how they were described."""
        return self.latin_name or self.arabic_name or self.nickname or self.description

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which people may ask for them, in either script."""
        return (self.latin_name, self.arabic_name, self.nickname, self.married_name)

    @property
    def name(self) -> str:
        """What to call them in the reader's script, where it is known."""
        return called(
            latin=self.latin_name,
            arabic=self.arabic_name,
            description=self.nickname or self.description,
            in_arabic=(get_language() or "").startswith("ar"),
        )

    @property
    def spoken(self) -> str:
        """What they speak, in the reader's language; what was typed stands last."""
        known = [languages()[code].name(get_language() or "") for code in self.languages]
        return ", ".join(filter(None, [*known, self.speaks]))

    @property
    def birth(self) -> Birth:
        return Birth(self.born_on, self.born_year, self.born_estimated)

    @property
    def born_about(self) -> range | None:
        """The years in which they may be born."""
        return born_about(
            born_on=self.born_on,
            year=self.born_year,
            guessed=self.born_estimated,
            about=self.age_about,
            said_on=self.age_said_on,
        )

    def age(self, on: date) -> Age | None:
        return age(
            born_on=self.born_on, year=self.born_year, about=self.age_about, said_on=self.age_said_on, on=on
        )

    def is_child(self, on: date) -> bool:
        """Whether somebody else says yes for them; nobody does for whom no age is known."""
        return is_child(
            born_on=self.born_on, year=self.born_year, about=self.age_about, said_on=self.age_said_on, on=on
        )

    def __str__(self) -> str:
        return self.label


def open_names(rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Rows of which the last columns are `NAMES`: sealed ones are opened, one query reads their keys."""
    keys.prepare(value for row in rows for value in row[-len(NAMES) :])
    places = [f"{Person._meta.db_table}.{name}" for name in NAMES]
    return [(*row[: -len(NAMES)], *map(_opened, row[-len(NAMES) :], places)) for row in rows]


def _opened(value: str, place: str) -> str:
    return keys.opened(value, place=place)
