"""What happens to members, to the watch."""

from dataclasses import dataclass
from typing import ClassVar

from jaras.governance.events.committees import BallotClosed as BallotClosed
from jaras.governance.events.committees import BallotOpened as BallotOpened
from jaras.governance.events.committees import CommitteeAmended as CommitteeAmended
from jaras.governance.events.committees import CommitteeFounded as CommitteeFounded
from jaras.governance.events.committees import MandateEnded as MandateEnded
from jaras.governance.events.committees import MandateGiven as MandateGiven
from jaras.governance.events.committees import ObjectionAnswered as ObjectionAnswered
from jaras.governance.events.committees import SeatAdded as SeatAdded
from jaras.governance.events.committees import SeatAmended as SeatAmended
from jaras.governance.events.committees import SeatEnded as SeatEnded
from jaras.governance.events.committees import Voted as Voted
from jaras.governance.events.drafts import RosterDraftAdopted as RosterDraftAdopted
from jaras.governance.events.drafts import RosterDraftAsked as RosterDraftAsked
from jaras.governance.events.drafts import RosterDraftMade as RosterDraftMade
from jaras.governance.events.drafts import RosterDraftSetAside as RosterDraftSetAside
from jaras.governance.events.pivots import PivotEnded as PivotEnded
from jaras.governance.events.pivots import PivotNamed as PivotNamed
from jaras.governance.events.roster import AbsenceCancelled as AbsenceCancelled
from jaras.governance.events.roster import AbsenceNoted as AbsenceNoted
from jaras.governance.events.roster import CalendarEnded as CalendarEnded
from jaras.governance.events.roster import CalendarShared as CalendarShared
from jaras.governance.events.roster import SwapAnswered as SwapAnswered
from jaras.governance.events.roster import SwapAsked as SwapAsked
from jaras.governance.events.roster import TurnCancelled as TurnCancelled
from jaras.governance.events.roster import TurnChanged as TurnChanged
from jaras.governance.events.roster import TurnPlanned as TurnPlanned
from jaras.kernel.events import Event


@dataclass(frozen=True, kw_only=True)
class MemberEvent(Event):
    subject: ClassVar[str] = "member"
    member_id: int


@dataclass(frozen=True, kw_only=True)
class AdministratorFounded(MemberEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MemberJoined(MemberEvent):
    invitation_id: int
    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RolesChanged(MemberEvent):
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CompartmentsChanged(MemberEvent):
    """Which sealed compartments are open to a member: before, after."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReachChanged(MemberEvent):
    """To which communes and poles what their roles open is limited: codes before, after."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MemberSuspended(MemberEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class MemberRestored(MemberEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ProfileChanged(MemberEvent):
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PreferencesChanged(MemberEvent):
    language: str
    theme: str


@dataclass(frozen=True, kw_only=True)
class SignInChanged(MemberEvent):
    """Something about how a member signs in: what, by its code."""

    what: str


@dataclass(frozen=True, kw_only=True)
class SecondStepPutOff(MemberEvent):
    """They go on working without a second step: for the how-manieth time."""

    number: int


@dataclass(frozen=True, kw_only=True)
class SecondStepDisowned(MemberEvent):
    """Its owner says that somebody else put it in place: nothing opens with it, nor with the password."""


@dataclass(frozen=True, kw_only=True)
class LostStepEvent(Event):
    subject: ClassVar[str] = "lost_step"
    lost_step_id: int
    member_id: int


@dataclass(frozen=True, kw_only=True)
class LostStepAsked(LostStepEvent):
    """Somebody who proved the password of a member says that their second step is lost."""


@dataclass(frozen=True, kw_only=True)
class LostStepVouched(LostStepEvent):
    """A colleague recognised them: the first, the second."""

    number: int


@dataclass(frozen=True, kw_only=True)
class LostStepGiven(LostStepEvent):
    """The former second step is void: by two who vouched, or by a command on the machine."""

    sessions: int
    tokens: int
    by_machine: bool


@dataclass(frozen=True, kw_only=True)
class LostStepEnded(LostStepEvent):
    """The password changed meanwhile: whoever had asked no longer waits."""


@dataclass(frozen=True, kw_only=True)
class InvitationEvent(Event):
    subject: ClassVar[str] = "invitation"
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class MemberInvited(InvitationEvent):
    roles: tuple[str, ...]
    reach: tuple[str, ...]  # codes of communes, of poles; none: all of them


@dataclass(frozen=True, kw_only=True)
class InvitationRenewed(InvitationEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(InvitationEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class WatchEvent(Event):
    subject: ClassVar[str] = "watch"
    watch_id: int


@dataclass(frozen=True, kw_only=True)
class WatchTaken(WatchEvent):
    holder_id: int


@dataclass(frozen=True, kw_only=True)
class WatchHandedOver(WatchEvent):
    next_id: int
    holder_id: int


@dataclass(frozen=True, kw_only=True)
class WatchEnded(WatchEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class DeputyNamed(WatchEvent):
    """Who stands behind whoever holds the watch."""

    deputy_id: int


@dataclass(frozen=True, kw_only=True)
class TokenEvent(Event):
    subject: ClassVar[str] = "token"
    token_id: int


@dataclass(frozen=True, kw_only=True)
class TokenCreated(TokenEvent):
    member_id: int


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(TokenEvent):
    member_id: int


@dataclass(frozen=True, kw_only=True)
class GlassNoticesSeen(MemberEvent):
    """They looked at the notices of exceptional access."""


@dataclass(frozen=True, kw_only=True)
class GlassEvent(Event):
    subject: ClassVar[str] = "exceptional_access"
    exceptional_access_id: int


@dataclass(frozen=True, kw_only=True)
class GlassAsked(GlassEvent):
    """Somebody asked for a file that they cannot see: by what, for how long; found or not."""

    asked_by: str
    hours: int


@dataclass(frozen=True, kw_only=True)
class GlassBroken(GlassEvent):
    case_id: int


@dataclass(frozen=True, kw_only=True)
class GlassTold(GlassEvent):
    """The letters to those who review it left."""

    members: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class GlassEnded(GlassEvent):
    case_id: int


@dataclass(frozen=True, kw_only=True)
class GlassReviewed(GlassEvent):
    justified: bool


@dataclass(frozen=True, kw_only=True)
class SessionLocked(MemberEvent):
    """They locked their screen."""


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(MemberEvent):
    """Some of a member's sessions were ended, one by one or together."""

    number: int


@dataclass(frozen=True, kw_only=True)
class DoorsClosed(Event):
    """Every session of an organisation, or of everybody, was ended at once."""

    subject: ClassVar[str] = "closure"
    closure_id: int
    organisation_id: int | None
    members: int
    sessions: int
    tokens: int
