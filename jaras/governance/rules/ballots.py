"""How a question is decided together: by consent, by a simple or a qualified majority."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from jaras.kernel.workflow import Move, Workflow, register


class Method(StrEnum):
    CONSENT = "consent"  # nobody objects
    SIMPLE = "simple"  # more for than against
    QUALIFIED = "qualified"  # a share of the votes cast


class Choice(StrEnum):
    """Codes of one length: what is sealed keeps its length, which must tell nothing."""

    FOR = "yes"
    AGAINST = "not"  # by consent: an objection, which is written
    ABSTAIN = "out"


class Settled(StrEnum):
    """What became of an objection."""

    WITHDRAWN = "withdrawn"  # by whoever made it
    INTEGRATED = "integrated"  # the text was amended, everybody is asked again
    MAINTAINED = "maintained"  # it was answered, it stands: there is no consent


class BallotState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    AMENDED = "amended"  # its text goes on, changed, as another ballot


BALLOT = register(
    Workflow(
        subject="ballot",
        states=BallotState,
        initial=BallotState.OPEN,
        moves=(
            Move("close", (BallotState.OPEN,), BallotState.CLOSED),
            Move("amend", (BallotState.OPEN,), BallotState.AMENDED),
        ),
    )
)

TWO_THIRDS = Fraction(2, 3)


class Why(StrEnum):
    """What made the result."""

    NO_QUORUM = "no_quorum"
    NOBODY_DECIDED = "nobody_decided"  # all abstained
    NO_OBJECTION = "no_objection"
    OBJECTION = "objection"
    MORE_FOR = "more_for"
    NOT_MORE_FOR = "not_more_for"
    ENOUGH_FOR = "enough_for"
    NOT_ENOUGH_FOR = "not_enough_for"


@dataclass(frozen=True)
class Result:
    """What was decided, why, who took part: abstentions count for the quorum, never for the majority."""

    adopted: bool
    why: Why
    voters: int
    votes_for: int
    against: int
    abstained: int

    @property
    def turnout(self) -> int:
        return self.votes_for + self.against + self.abstained


def result(
    method: Method,
    choices: Sequence[Choice],
    *,
    voters: int,
    quorum: int = 1,
    threshold: Fraction = TWO_THIRDS,
    withdrawn: int = 0,
) -> Result:
    """The result of these votes. `withdrawn`: of the objections, those that stand no more: they agree."""
    for_, against = choices.count(Choice.FOR), choices.count(Choice.AGAINST)
    if method is Method.CONSENT:
        for_, against = for_ + withdrawn, against - withdrawn
    adopted, why = _verdict(method, for_, against, len(choices) >= quorum, threshold)
    return Result(adopted, why, voters, for_, against, choices.count(Choice.ABSTAIN))


def _verdict(method: Method, for_: int, against: int, quorate: bool, threshold: Fraction) -> tuple[bool, Why]:
    if not quorate:
        return False, Why.NO_QUORUM
    if not for_ + against:
        return False, Why.NOBODY_DECIDED
    if method is Method.CONSENT:
        return (False, Why.OBJECTION) if against else (True, Why.NO_OBJECTION)
    if method is Method.SIMPLE:
        return (True, Why.MORE_FOR) if for_ > against else (False, Why.NOT_MORE_FOR)
    enough = for_ >= threshold * (for_ + against)
    return (True, Why.ENOUGH_FOR) if enough else (False, Why.NOT_ENOUGH_FOR)


def may_close(method: Method, objections: Sequence[str]) -> bool:
    """By consent every objection is answered first; `objections`: what became of each, empty: nothing yet."""
    return method is not Method.CONSENT or all(objections)
