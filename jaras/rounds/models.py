"""Rounds with their stops, what was counted at each, reports that came of them."""

from typing import ClassVar, Self

from django.db import models

from jaras.governance.models import Member
from jaras.intake.models import Report
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.keys import KeyField, SealedCharField, SealedTextField
from jaras.rounds.rules import RoundState, RoundsVerb
from jaras.territory.models import Place

SPOT, WORD = 120, 1000


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of them by role, else those one leads or goes along with."""
        scope = actor.scope(RoundsVerb.READ)
        if scope is None:
            return self.none()
        if scope is Scope.ALL:
            return self
        me = actor.member_id or 0
        goes = Round.members.through.objects.filter(round=models.OuterRef("pk"), member=me)
        return self.filter(models.Q(leader=me) | models.Exists(goes))

    def within(self, first: str, last: str) -> Self:
        """Of these service days."""
        return self.filter(service_day__gte=first, service_day__lte=last)


class Round(models.Model):
    """A maraude: a service day, a team, a way of going, a route."""

    service_day = models.CharField(max_length=10)  # of the evening, for what goes on after midnight
    starts_at = models.DateTimeField()  # as it is planned
    way = models.CharField(max_length=12)  # a code of `ways`
    leader = models.ForeignKey(Member, models.PROTECT, related_name="rounds_led")
    members = models.ManyToManyField(Member, related_name="rounds")
    state = models.CharField(max_length=12, default=RoundState.PLANNED)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    word = SealedTextField(blank=True, always=True)  # with which it ended
    forgotten_at = models.DateTimeField(null=True)  # when its words were emptied
    key = KeyField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["service_day"], name="round_service_day")]


class ThroughRound(models.QuerySet["RoundStop"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(round__in=Round.objects.visible_to(actor))


class RoundStop(models.Model):
    """Where a round halts: a place of the territory, or a spot in words."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="stops")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    place_text = SealedCharField(max_length=SPOT, blank=True, owner="round", always=True)
    planned_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)

    objects = ThroughRound.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    @property
    def called(self) -> str:
        return self.place.name if self.place else self.place_text


class RoundTally(models.Model):
    """One press: somebody met, something given; what was wrong is a row of its own that says so."""

    append_only = True

    stop = models.ForeignKey(RoundStop, models.PROTECT, related_name="tallies")
    kind = models.CharField(max_length=8)
    code = models.CharField(max_length=20)
    number = models.SmallIntegerField(default=1)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected")
    token = models.CharField(max_length=32, unique=True)  # of the page that was pressed: twice is once
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes = [models.Index(fields=["stop", "kind", "code"], name="tally_stop")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number=1, corrects=None) | models.Q(number=-1, corrects__isnull=False),
                name="tally_counts_one",
            )
        ]


class RoundReport(models.Model):
    """Somebody met at this stop became a report."""

    stop = models.ForeignKey(RoundStop, models.PROTECT, related_name="reports")
    report = models.OneToOneField(Report, models.PROTECT, related_name="met_on")
    at = models.DateTimeField()
