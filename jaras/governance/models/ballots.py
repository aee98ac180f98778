"""Ballots, those who may vote in them, their votes: of a secret one nobody can say whose."""

from fractions import Fraction
from typing import ClassVar, Self, TypeVar

from django.db import models

from jaras.governance.models.committees import Seat
from jaras.governance.models.members import Member
from jaras.governance.rules.ballots import BallotState
from jaras.kernel import access
from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedCharField, SealedTextField
from jaras.kernel.versions import Versioned

QUESTION, WORDS = 600, 600
Row = TypeVar("Row", bound=models.Model, covariant=True)


class BallotQuerySet(models.QuerySet["Ballot"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees what it is about, as later packages say."""
        return self if actor.is_software else self.filter(access.linked("ballot", actor))

    def ended(self) -> Self:
        return self.exclude(state=BallotState.OPEN)


class Ballot(Versioned):
    """One question, put once to people who are known when it opens."""

    question = SealedTextField(always=True)
    method = models.CharField(max_length=10)
    secret = models.BooleanField(default=False)
    over, under = models.PositiveSmallIntegerField(default=2), models.PositiveSmallIntegerField(default=3)
    quorum = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, default=BallotState.OPEN)
    of = models.CharField(max_length=16)  # a later package's: session_item, initiative
    row = models.BigIntegerField()  # its number there
    comes_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="goes_on")
    opened_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    adopted = models.BooleanField(null=True)  # the result, once it has closed: it outlasts the votes
    why = models.CharField(max_length=16, blank=True)
    votes_for = models.PositiveSmallIntegerField(default=0)
    against = models.PositiveSmallIntegerField(default=0)
    abstained = models.PositiveSmallIntegerField(default=0)
    forgotten_at = models.DateTimeField(null=True)
    key = KeyField()

    objects = BallotQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes = [models.Index(fields=["of", "row"], name="ballot_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["of", "row"], condition=models.Q(state=BallotState.OPEN), name="ballot_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(under__gt=0, over__lte=models.F("under")), name="ballot_threshold"
            ),
        ]

    @property
    def threshold(self) -> Fraction:
        return Fraction(self.over, self.under)


class ThroughBallot(models.QuerySet[Row]):
    """Rows that exist for whoever sees their ballot."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(ballot__in=Ballot.objects.visible_to(actor).order_by().values("pk"))


class Voter(models.Model):
    """Somebody who may vote once, for an institution or for themselves; that they did is kept."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="voters")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    voted = models.BooleanField(default=False)

    objects = ThroughBallot["Voter"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["ballot", "member"], name="voter_once")]


class Vote(models.Model):
    """One vote, sealed under the key of its ballot.

    Of an open ballot it is its voter's. Of a secret one it is nobody's: as many rows as voters are laid when
    it opens, and each vote fills one at random, then all of them are sealed anew.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="votes")
    voter = models.OneToOneField(Voter, models.CASCADE, null=True, related_name="vote")
    choice = SealedCharField(max_length=10, blank=True, owner="ballot", always=True)
    words = SealedCharField(max_length=WORDS, blank=True, owner="ballot", always=True)  # why, an objection
    settled = models.CharField(max_length=10, blank=True)  # what became of an objection
    answer = SealedCharField(max_length=WORDS, blank=True, owner="ballot", always=True)

    objects = ThroughBallot["Vote"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
