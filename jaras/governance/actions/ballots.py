"""A question is put, each votes once, objections are answered, the ballot closes."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from secrets import SystemRandom

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jaras.governance import events as facts
from jaras.governance.models import Ballot, Member, Seat, Vote, Voter
from jaras.governance.models.ballots import QUESTION, WORDS
from jaras.governance.queries import ballots as queries
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.ballots import (
    BALLOT,
    TWO_THIRDS,
    BallotState,
    Choice,
    Method,
    Settled,
    may_close,
)
from jaras.kernel import access, events, text, workflow
from jaras.kernel.actor import Actor
from jaras.kernel.refusal import Refused


@transaction.atomic
def open_ballot(
    *,
    question: str,
    method: Method,
    voters: Sequence[tuple[Member, Seat | None]],
    of: str,
    row: int,
    secret: bool = False,
    threshold: Fraction = TWO_THIRDS,
    quorum: int = 1,
    comes_from: Ballot | None = None,
    by: Actor,
    at: datetime,
) -> Ballot:
    """From now on those who may vote are known: nobody joins, nobody leaves."""
    access.require(by, GovernanceVerb.BALLOTS)
    question = text.within(question, limit=QUESTION, field="question")
    if not question:
        raise Refused(_("Write the question."), field="question")
    if method is Method.CONSENT and secret:
        raise Refused(
            _("An objection has its author, who is answered: consent is not secret."), field="secret"
        )
    if not voters:
        raise Refused(_("Nobody is there to vote."))
    if not 1 <= quorum <= len(voters):
        raise Refused(
            _("The quorum is %(quorum)d: there are %(number)d voters.")
            % {"quorum": quorum, "number": len(voters)},
            field="quorum",
        )
    if not 0 < threshold <= 1:
        raise Refused(_("The share lies between nothing and everybody."), field="threshold")
    if Ballot.objects.filter(of=of, row=row, state=BallotState.OPEN).exists():
        raise Refused(_("A ballot is open already: close it first."))
    ballot = Ballot.objects.create(
        question=question,
        method=method,
        secret=secret,
        over=threshold.numerator,
        under=threshold.denominator,
        quorum=quorum,
        of=of,
        row=row,
        comes_from=comes_from,
        opened_by_id=by.member_id,
        opened_at=at,
    )
    for member, seat in voters:
        Voter.objects.create(ballot=ballot, member=member, seat=seat)
    if secret:
        for _voter in voters:
            Vote.objects.create(ballot=ballot)
    events.publish(facts.BallotOpened(ballot_id=ballot.pk, kind=method), by=by, at=at)
    return ballot


@transaction.atomic
def vote(*, ballot: Ballot, choice: Choice, words: str = "", by: Actor, at: datetime) -> None:
    """Once: whoever comes second with the same name is refused by the row itself."""
    if not access.can_see(by, ballot):
        raise access.NotVisible(f"Ballot {ballot.pk}")
    locked = Ballot.objects.select_for_update().get(pk=ballot.pk)
    if locked.state != BallotState.OPEN:
        raise Refused(_("The ballot is closed."))
    words = text.within(words, limit=WORDS, field="words")
    objects = locked.method == Method.CONSENT and choice is Choice.AGAINST
    if objects and not words:
        raise Refused(_("Write what you object to: it will be answered."), field="words")
    if locked.secret and words:
        raise Refused(_("A secret vote bears no words: they would say whose it is."), field="words")
    voter = Voter.objects.filter(ballot=locked, member=by.member_id or 0).first()
    if voter is None:
        raise access.Forbidden("not a voter of this ballot")
    if not Voter.objects.filter(pk=voter.pk, voted=False).update(voted=True):
        raise Refused(_("You have voted already."))
    if locked.secret:
        _fill_at_random(locked, choice)
    else:
        Vote.objects.create(ballot=locked, voter=voter, choice=choice, words=words)
    events.publish(facts.Voted(ballot_id=locked.pk), by=by, at=at)


def _fill_at_random(ballot: Ballot, choice: Choice) -> None:
    """One of the rows that wait is filled; then every row is sealed anew, in an order of chance.

    Neither the numbers of rows, nor their place on the disk, nor which were rewritten lead to a voter.
    """
    chance = SystemRandom()
    rows = list(ballot.votes.all())
    chance.choice([each for each in rows if not each.choice]).choice = choice
    chance.shuffle(rows)
    for each in rows:
        each.choice = str(each.choice)  # opened, hence sealed anew
        each.ballot = ballot
        each.save()


@transaction.atomic
def answer_objection(
    *, objection: Vote, settled: Settled, words: str = "", amended: str = "", by: Actor, at: datetime
) -> Ballot:
    """Withdrawn by its author; else answered in words by whoever holds the ballot.

    Integrated: the text is amended, everybody is asked again; the answer is the ballot that goes on.
    """
    ballot = Ballot.objects.select_for_update().get(pk=objection.ballot_id)
    if not access.can_see(by, ballot) or objection.voter is None:
        raise access.NotVisible(f"Vote {objection.pk}")
    if settled is Settled.WITHDRAWN:
        if objection.voter.member_id != by.member_id:
            raise Refused(_("Whoever objected withdraws it, nobody else."))
    else:
        access.require(by, GovernanceVerb.BALLOTS)
    if ballot.state != BallotState.OPEN:
        raise Refused(_("The ballot is closed."))
    if ballot.method != Method.CONSENT or objection.choice != Choice.AGAINST or objection.settled:
        raise Refused(_("This objection is answered already."))
    objection.settled = settled
    objection.answer = text.within(words, limit=WORDS, field="words")
    if settled is Settled.MAINTAINED and not objection.answer:
        raise Refused(_("Write what was answered."), field="words")
    objection.save()
    told = facts.ObjectionAnswered(ballot_id=ballot.pk, vote_id=objection.pk, result=settled)
    events.publish(told, by=by, at=at)
    if settled is not Settled.INTEGRATED:
        return ballot
    return _asked_again(ballot, amended, by=by, at=at)


def _asked_again(ballot: Ballot, amended: str, *, by: Actor, at: datetime) -> Ballot:
    if amended.strip() == ballot.question:
        raise Refused(_("Write the text as it is now, with what was objected."), field="amended")
    _end(ballot, "amend", by=by, at=at)
    voters = [(each.member, each.seat) for each in ballot.voters.select_related("member", "seat")]
    return open_ballot(
        question=amended,
        method=Method(ballot.method),
        voters=voters,
        of=ballot.of,
        row=ballot.row,
        quorum=ballot.quorum,
        comes_from=ballot,
        by=by,
        at=at,
    )


@transaction.atomic
def close_ballot(*, ballot: Ballot, by: Actor, at: datetime) -> Ballot:
    """The result is known from now on, never before."""
    access.require(by, GovernanceVerb.BALLOTS, ballot)
    ballot = Ballot.objects.select_for_update().get(pk=ballot.pk)
    if ballot.state != BallotState.OPEN:
        raise Refused(_("The ballot is closed."))
    if not may_close(Method(ballot.method), [each.settled for each in queries.objections(ballot)]):
        raise Refused(_("An objection waits for its answer: withdrawn, integrated or maintained."))
    found = queries.counted(ballot)
    ballot.adopted, ballot.why = found.adopted, found.why
    ballot.votes_for, ballot.against, ballot.abstained = found.votes_for, found.against, found.abstained
    _end(ballot, "close", "adopted", "why", "votes_for", "against", "abstained", by=by, at=at)
    events.publish(facts.BallotClosed(ballot_id=ballot.pk, result=found.why), by=by, at=at)
    return ballot


def _end(ballot: Ballot, verb: str, *result: str, by: Actor, at: datetime) -> None:
    source = ballot.state
    ballot.state, ballot.closed_at = workflow.target(BALLOT, source, verb), at
    ballot.save_checked("state", "closed_at", *result)
    workflow.keep(ballot, BALLOT, verb, source=source, by=by, at=at)
