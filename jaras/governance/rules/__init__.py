"""Who may hold the watch, what roles allow, what keeps the house manned."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from jaras.kernel.actor import Scope, widest
from jaras.kernel.workflow import Move, Workflow, register


class GovernanceVerb(StrEnum):
    MEMBERS = "governance.members"  # invite, change roles, suspend
    COLLEAGUES = "governance.colleagues"  # know who the members are, to entrust something to them
    WATCH = "governance.watch"  # take the watch, hand it over
    DUTY = "governance.duty"  # hold turns, be on call, swap
    RELIEVE = "governance.relieve"  # end the watch of somebody who left without handing over
    ROSTER = "governance.roster"  # plan who will hold the watch
    JOURNAL = "governance.journal"  # read the journal of accesses
    READERS = "governance.readers"  # know who read one file
    POLICIES = "governance.policies"  # read the policies and the table of roles
    FIGURES = "governance.figures"  # read figures that name nobody
    TOKENS = "governance.tokens"  # hold a token for the interface
    PIVOTS = "governance.pivots"  # say who speaks with which partner
    CLOSE_DOORS = "governance.close_doors"  # end every session at once
    VOUCH = "governance.vouch"  # recognise the voice of a colleague who lost their second step
    BREAK_GLASS = "governance.break_glass"  # open a file in an emergency, in the sight of others
    COMMITTEES = "governance.committees"  # write the composition of committees
    BALLOTS = "governance.ballots"  # put a question to the vote, close it
    REVIEW_GLASS = "governance.review_glass"  # be told at once, say afterwards whether it was justified


ADMINISTRATOR, HEAD = "administrator", "head"
NEEDS_ORGANISATION, NEEDS_POLE = "partner", "pole_lead"

INVITATION_LASTS = timedelta(days=7)
TOKEN_USE_NOTED_EVERY = timedelta(minutes=1)
TOKENS_AT_ONCE = 20
SHORTEST_WATCH = timedelta(hours=1)


class SignInChange(StrEnum):
    """What of signing in may change, as the log calls it."""

    SIGNED_IN = "signed_in"
    PASSWORD_CHANGED = "password_changed"  # nosec B105 - a word, no password
    PASSWORD_RESET = "password_reset"  # nosec B105 - a word, no password
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    RECOVERY_CODES_MADE = "recovery_codes_made"


def reach(roles: Iterable[str], table: Mapping[str, Mapping[str, str]]) -> dict[str, Scope]:
    """The verbs of several roles together, each with its widest scope."""
    found: dict[str, list[Scope]] = {}
    for role in roles:
        for verb, scope in table.get(role, {}).items():
            found.setdefault(verb, []).append(Scope(scope))
    return {verb: widest(scopes) for verb, scopes in found.items()}


def service_day(started_at: datetime) -> str:
    """A watch belongs to the local day on which it starts (`2026-11-25`)."""
    return started_at.date().isoformat()


def turn_end(started_at: datetime, changes: Callable[[date], Iterable[time]]) -> datetime | None:
    """When the watch that starts now is relieved: the next change that leaves time to work.

    `started_at` is the local hour; whoever comes a little early holds the watch that is about to begin.
    """
    for number in (0, 1, 2):
        day = started_at.date() + timedelta(days=number)
        for hour in sorted(changes(day)):
            end = datetime.combine(day, hour, tzinfo=started_at.tzinfo)
            if end - started_at >= SHORTEST_WATCH:
                return end
    return None


def may_end_watch(*, mine: bool, relieves: bool, until: datetime | None, at: datetime) -> bool:
    """Its holder, whoever may relieve, or anybody of the watch once its hour is past: nobody is stuck."""
    return mine or relieves or (until is not None and at >= until)


class GlassState(StrEnum):
    """Of an exceptional access; one that opened nothing goes from asked to reviewed."""

    ASKED = "asked"
    IN_FORCE = "in_force"
    ENDED = "ended"
    REVIEWED = "reviewed"


GLASS = register(
    Workflow(
        subject="exceptional_access",
        states=GlassState,
        initial=GlassState.ASKED,
        moves=(
            Move("open", (GlassState.ASKED,), GlassState.IN_FORCE),
            Move("end", (GlassState.IN_FORCE,), GlassState.ENDED),
            Move("lapse", (GlassState.IN_FORCE,), GlassState.ENDED),
            Move("review", (GlassState.ASKED, GlassState.ENDED), GlassState.REVIEWED, reason_needed=True),
        ),
    )
)


class AskedBy(StrEnum):
    """By what somebody asks for a file they cannot see."""

    REFERENCE = "reference"
    TELEPHONE = "telephone"
    NAME = "name"


@dataclass(frozen=True)
class Pace:
    """So many asks within a day at once, then one each while: slower, never shut."""

    a_day: int
    then_every: timedelta


DAY = timedelta(days=1)


def next_ask(asked: Sequence[datetime], pace: Pace, *, at: datetime) -> datetime:
    """When somebody who asked at these moments may ask again: now, or once the while has passed."""
    lately = sorted(moment for moment in asked if moment > at - DAY)
    if len(lately) < pace.a_day:
        return at
    return max(at, lately[-1] + pace.then_every)


def is_a_sentence(reason: str, *, words: int, characters: int) -> bool:
    """A reason that somebody else can judge the next day."""
    return len(reason.split()) >= words and len(reason) >= characters


@dataclass(frozen=True)
class SecondStepRule:
    """Within what time a code or a key must be in place; how often, for how long, "later" may be said."""

    within: timedelta
    later: timedelta
    times: int


def strictest(rules: Sequence[SecondStepRule]) -> SecondStepRule | None:
    """Of several roles the shortest of each; none where no role asks for it."""
    if not rules:
        return None
    return SecondStepRule(
        within=min(rule.within for rule in rules),
        later=min(rule.later for rule in rules),
        times=min(rule.times for rule in rules),
    )


class Standing(StrEnum):
    """Of a member towards the second step of signing in."""

    HELD = "held"
    FREE = "free"  # their roles leave it to them
    SOON = "soon"  # they may still work without it
    DUE = "due"  # nothing is open until it is in place
    ANEW = "anew"  # theirs was lost: some minutes to put another in place
    SHUT = "shut"  # those minutes have passed


STOPPED = frozenset({Standing.DUE, Standing.ANEW, Standing.SHUT})  # nothing opens for them


@dataclass(frozen=True)
class SecondStep:
    """What is known of a member's second step."""

    held: int
    rule: SecondStepRule | None
    joined_at: datetime
    later_until: datetime | None
    laters: int
    enrol_until: datetime | None

    def asked_from(self) -> datetime | None:
        """From when on nobody enters without it."""
        if self.rule is None:
            return None
        moment = self.joined_at + self.rule.within
        return max(moment, self.later_until) if self.later_until else moment

    def standing(self, *, began_at: datetime, at: datetime) -> Standing:
        """A session that began while it could still wait lasts to its end: no work is cut off."""
        if self.held:
            return Standing.HELD
        if self.enrol_until is not None:
            return Standing.ANEW if at < self.enrol_until else Standing.SHUT
        moment = self.asked_from()
        if moment is None:
            return Standing.FREE
        return Standing.SOON if began_at < moment else Standing.DUE

    def laters_left(self) -> int:
        if self.held or self.rule is None or self.enrol_until is not None:
            return 0
        return max(0, self.rule.times - self.laters)


class Voucher(StrEnum):
    """As what somebody recognises a colleague who lost their second step."""

    SENIOR = "senior"
    WATCH = "watch"  # they hold the watch at this moment


@dataclass(frozen=True)
class VouchPolicy:
    """Whose word counts, for how long; how often one may ask, be wrong."""

    seniors: frozenset[str]
    never: frozenset[str]
    waits: timedelta
    enrols: timedelta
    pace: Pace
    tries: int

    def voucher(self, roles: Iterable[str], *, holds_watch: bool) -> Voucher | None:
        held = set(roles)
        if held & self.never:
            return None
        return Voucher.SENIOR if held & self.seniors else Voucher.WATCH if holds_watch else None


def may_vouch(who: Voucher, *, after: Voucher | None, strict: bool) -> bool:
    """One of the two is senior at least; both, for those whom roles give no day without a second step."""
    return who is Voucher.SENIOR or not (strict or after is Voucher.WATCH)


# Whose addresses these are, nobody is: a demonstration gives them to its invented members (RFC 2606).
NOBODYS_DOMAINS = ("example", "invalid", "test", "example.org", "example.com", "example.net")


def is_nobodys(email: str) -> bool:
    domain = email.rpartition("@")[2].lower()
    return any(domain == each or domain.endswith(f".{each}") for each in NOBODYS_DOMAINS)
