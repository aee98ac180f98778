"""Committees, the institutions that sit in them, who sits for each from when until when."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language

from jaras.governance.models.members import Member
from jaras.governance.rules import GovernanceVerb
from jaras.governance.rules.committees import Term
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.versions import Versioned
from jaras.partners.models import Organisation

NAME, FUNCTION = 160, 120


def reads_all(actor: Actor) -> bool:
    """Whoever knows the colleagues knows on what they sit."""
    return actor.can(GovernanceVerb.COMMITTEES) or actor.scope(GovernanceVerb.COLLEAGUES) is Scope.ALL


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of them to whoever knows the colleagues, to others those on which they sit."""
        if reads_all(actor):
            return self
        mine = Mandate.objects.filter(seat__committee=models.OuterRef("pk"), member=actor.member_id or 0)
        return self.filter(models.Exists(mine.running()))

    def living(self) -> Self:
        return self.filter(ended_on=None)


class Committee(Versioned):
    """Institutions that decide together about a file: which, in which compartment, how many must be there."""

    kind = models.CharField(max_length=20)  # a code of `committees`
    name_fr = models.CharField(max_length=NAME)
    name_ar = models.CharField(max_length=NAME)
    compartment = models.CharField(max_length=20, blank=True)  # of the sealed files it is convened for
    communes = models.JSONField(default=list)  # codes; none: the whole territory
    quorum = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    ended_on = models.DateField(null=True)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    @property
    def called(self) -> str:
        return self.name_ar if (get_language() or "").startswith("ar") else self.name_fr


class SeatQuerySet(models.QuerySet["Seat"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(committee__in=Committee.objects.visible_to(actor).order_by().values("pk"))

    def living(self) -> Self:
        return self.filter(ended_on=None)


class Seat(Versioned):
    """The place of an institution in a committee."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="seats")
    institution_fr = models.CharField(max_length=NAME)
    institution_ar = models.CharField(max_length=NAME)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="seats")
    chair = models.BooleanField(default=False)
    secretariat = models.BooleanField(default=False)
    poles = models.JSONField(default=list)  # of the files for which it is proposed
    publics = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee"], condition=models.Q(chair=True, ended_on=None), name="seat_one_chair"
            )
        ]

    @property
    def called(self) -> str:
        return self.institution_ar if (get_language() or "").startswith("ar") else self.institution_fr


class MandateQuerySet(models.QuerySet["Mandate"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(seat__in=Seat.objects.visible_to(actor).order_by().values("pk"))

    def on(self, day: date) -> Self:
        ends = models.Q(until=None) | models.Q(until__gte=day)
        return self.filter(ends, since__lte=day)

    def running(self) -> Self:
        """Those in force today, in the time of the territory."""
        return self.on(timezone.localdate())


class Mandate(Versioned):
    """Somebody who sits for an institution: in the first place, or as the alternate."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="mandates")
    member = models.ForeignKey(Member, models.PROTECT, related_name="mandates")
    function = models.CharField(max_length=FUNCTION, blank=True)  # of theirs there
    titular = models.BooleanField(default=True)  # else the alternate
    since = models.DateField()
    until = models.DateField(null=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-titular", "since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="mandate_in_order",
            ),
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(titular=True, until=None), name="mandate_one_titular"
            ),
        ]
        indexes = [models.Index(fields=["member", "seat"], name="mandate_member")]

    @property
    def term(self) -> Term:
        return Term(self.since, self.until)
