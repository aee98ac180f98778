"""What is read of a ballot: nothing of its votes before it has closed."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from jaras.governance.models import Ballot, Vote, Voter
from jaras.governance.rules.ballots import BallotState, Choice, Method, Result, Settled, Why, result
from jaras.kernel.actor import Actor


def ballots_of(of: str, row: int, actor: Actor) -> list[Ballot]:
    """Every ballot on this thing, the first first."""
    return list(Ballot.objects.visible_to(actor).filter(of=of, row=row).order_by("id"))


def voters(ballot: Ballot) -> list[Voter]:
    """Who may vote, who did; never what."""
    return list(ballot.voters.select_related("member", "seat"))


def objections(ballot: Ballot) -> list[Vote]:
    """By consent they are read at once, for they are answered while the ballot is open."""
    if ballot.method != Method.CONSENT:
        return []
    votes = ballot.votes.select_related("voter__member", "voter__seat")
    return [each for each in votes if each.choice == Choice.AGAINST]


def result_of(ballot: Ballot) -> Result | None:
    """Nothing while it is open; nothing of a text that was amended."""
    if ballot.state != BallotState.CLOSED or ballot.adopted is None:
        return None
    found = ballot.votes_for, ballot.against, ballot.abstained
    return Result(ballot.adopted, Why(ballot.why), ballot.voters.count(), *found)


def counted(ballot: Ballot) -> Result:
    """What the votes say as they are: asked by the action that closes it."""
    votes: Sequence[Vote] = [each for each in ballot.votes.all() if each.choice]
    withdrawn = sum(each.choice == Choice.AGAINST and each.settled == Settled.WITHDRAWN for each in votes)
    return result(
        Method(ballot.method),
        [Choice(each.choice) for each in votes],
        voters=ballot.voters.count(),
        quorum=ballot.quorum,
        threshold=ballot.threshold,
        withdrawn=withdrawn,
    )


def dissent(ballot: Ballot) -> list[Vote]:
    """Of an open ballot that has closed: who was against, with their words."""
    if ballot.secret or ballot.state != BallotState.CLOSED:
        return []
    votes = ballot.votes.select_related("voter__member", "voter__seat")
    return [each for each in votes if each.choice == Choice.AGAINST]


def ended(before: datetime) -> QuerySet[Ballot]:
    """Those past their time whose words are not emptied yet, the oldest first."""
    rows = Ballot.objects.ended().filter(closed_at__lt=before, forgotten_at=None)
    return rows.order_by("closed_at", "pk")
