"""What happens to persons."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event):
    subject: ClassVar[str] = "person"
    person_id: int
    known: str


@dataclass(frozen=True, kw_only=True)
class PersonTakenBack(Event):
    """An import was undone: the person it had registered is gone."""

    subject: ClassVar[str] = "person"
    person_id: int


@dataclass(frozen=True, kw_only=True)
class PersonAmended(Event):
    subject: ClassVar[str] = "person"
    person_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PersonShared(Event):
    """Sealed things alone tell of somebody now, or something else does again."""

    subject: ClassVar[str] = "person"
    person_id: int
    level: str


@dataclass(frozen=True, kw_only=True)
class LinkProposed(Event):
    """Two records may be one person; `how`: at intake, in the night, by a member."""

    subject: ClassVar[str] = "link"
    link_id: int
    one_id: int
    two_id: int
    how: str


@dataclass(frozen=True, kw_only=True)
class LinkDecided(Event):
    """Somebody said: one person, two, or not sure; or took it back."""

    subject: ClassVar[str] = "link"
    link_id: int
    one_id: int
    two_id: int
    state: str
    verb: str


@dataclass(frozen=True, kw_only=True)
class RegistrySearched(Event):
    """The night run came to its end: so many records read, so many pairs that were new."""

    subject: ClassVar[str] = "run"
    run_id: int
    persons: int
    proposed: int
    whole: bool


@dataclass(frozen=True, kw_only=True)
class TelephoneAdded(Event):
    subject: ClassVar[str] = "person"
    person_id: int
    telephone_id: int
    shared: bool


@dataclass(frozen=True, kw_only=True)
class TelephoneDropped(Event):
    subject: ClassVar[str] = "person"
    person_id: int
    telephone_id: int


@dataclass(frozen=True, kw_only=True)
class IdentityAttached(Event):
    """A channel calls this person so: a number of WhatsApp, an address."""

    subject: ClassVar[str] = "person"
    person_id: int
    identity_id: int
    channel: str


@dataclass(frozen=True, kw_only=True)
class IdentityDetached(Event):
    subject: ClassVar[str] = "person"
    person_id: int
    identity_id: int
    channel: str


@dataclass(frozen=True, kw_only=True)
class PersonRelated(Event):
    """Somebody is this to the person; `never_tell`: they must never learn where the person is."""

    subject: ClassVar[str] = "person"
    person_id: int
    relation_id: int
    kind: str
    never_tell: bool


@dataclass(frozen=True, kw_only=True)
class RelationWarned(Event):
    subject: ClassVar[str] = "person"
    person_id: int
    relation_id: int
    never_tell: bool


@dataclass(frozen=True, kw_only=True)
class RelationEnded(Event):
    """They were this to each other, are it no more."""

    subject: ClassVar[str] = "person"
    person_id: int
    relation_id: int


@dataclass(frozen=True, kw_only=True)
class RelationDropped(Event):
    subject: ClassVar[str] = "person"
    person_id: int
    relation_id: int


@dataclass(frozen=True, kw_only=True)
class HouseholdJoined(Event):
    subject: ClassVar[str] = "person"
    person_id: int
    household_id: int


@dataclass(frozen=True, kw_only=True)
class HouseholdLeft(Event):
    subject: ClassVar[str] = "person"
    person_id: int
    household_id: int


@dataclass(frozen=True, kw_only=True)
class PersonsMerged(Event):
    """One record tells of the person from now on; the other one stays, empty of links."""

    subject: ClassVar[str] = "person"
    person_id: int
    absorbed_id: int
    merge_id: int


@dataclass(frozen=True, kw_only=True)
class PersonsParted(Event):
    """A merge was undone: two records again."""

    subject: ClassVar[str] = "person"
    person_id: int
    absorbed_id: int
    merge_id: int


@dataclass(frozen=True, kw_only=True)
class InquiryAsked(Event):
    """Somebody asks whether this person is known elsewhere."""

    subject: ClassVar[str] = "inquiry"
    inquiry_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class InquiryAnswered(Event):
    """One of those who may see more has looked: which link says who it is, none where it is nobody."""

    subject: ClassVar[str] = "inquiry"
    inquiry_id: int
    person_id: int
    link_id: int | None


@dataclass(frozen=True, kw_only=True)
class InquiryClosed(Event):
    """A month has passed: nobody is asked any more."""

    subject: ClassVar[str] = "inquiry"
    inquiry_id: int
    person_id: int
