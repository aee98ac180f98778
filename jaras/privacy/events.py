"""What happens under the law on personal data."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class AuthorisationEntered(Event):
    subject: ClassVar[str] = "authorisation"
    authorisation_id: int
    invented: bool


@dataclass(frozen=True, kw_only=True)
class AuthorisationEnded(Event):
    subject: ClassVar[str] = "authorisation"
    authorisation_id: int


@dataclass(frozen=True, kw_only=True)
class HoldPlaced(Event):
    """Something is not emptied while this lasts."""

    subject: ClassVar[str] = "hold"
    hold_id: int
    kind: str
    thing_id: int


@dataclass(frozen=True, kw_only=True)
class HoldEnded(Event):
    subject: ClassVar[str] = "hold"
    hold_id: int


@dataclass(frozen=True, kw_only=True)
class Forgotten(Event):
    """Things were emptied of what is personal; which ones, how many rows and files."""

    subject: ClassVar[str] = "receipt"
    receipt_id: int
    kind: str
    things: tuple[int, ...]
    rows: int
    files: int


@dataclass(frozen=True, kw_only=True)
class RightAsked(Event):
    subject: ClassVar[str] = "rightsrequest"
    rightsrequest_id: int
    right: str
    way: str
    asker: str


@dataclass(frozen=True, kw_only=True)
class RightsRequestMoved(Event):
    """Who asks was checked, or it was answered, or refused."""

    subject: ClassVar[str] = "rightsrequest"
    rightsrequest_id: int
    state: str
    how: str


@dataclass(frozen=True, kw_only=True)
class PersonalCopyMade(Event):
    """Somebody wrote down for a person what is held on them."""

    subject: ClassVar[str] = "rightsrequest"
    rightsrequest_id: int
    person_id: int
    rows: int
    left_out: int


@dataclass(frozen=True, kw_only=True)
class IdentityNumberNoted(Event):
    """The number of a person's document was written down; or taken away."""

    subject: ClassVar[str] = "person"
    person_id: int
    kind: str = "cnie"
    kept: bool


@dataclass(frozen=True, kw_only=True)
class ConsentNoted(Event):
    """A person agreed to something, refused, took it back."""

    subject: ClassVar[str] = "person"
    consent_id: int
    person_id: int
    purpose: str
    state: str
    way: str


@dataclass(frozen=True, kw_only=True)
class PhotographKept(Event):
    """A picture of the person, with their consent."""

    subject: ClassVar[str] = "person"
    person_id: int
    photograph_id: int


@dataclass(frozen=True, kw_only=True)
class PhotographRemoved(Event):
    """The picture is gone: they took their consent back, or somebody took it away."""

    subject: ClassVar[str] = "person"
    person_id: int
