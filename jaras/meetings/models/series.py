"""A meeting that comes round again, with those who belong to it."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models

from jaras.governance.models import Member
from jaras.kernel.actor import Actor, Scope
from jaras.meetings.rules import MeetingsVerb, Rhythm
from jaras.partners.models import Site

NAME = 120


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of them by role, else those one belongs to."""
        scope = actor.scope(MeetingsVerb.READ)
        if scope is None:
            return self.none()
        if scope is Scope.ALL:
            return self
        me = actor.member_id or 0
        belongs = SeriesMember.objects.filter(series=models.OuterRef("pk"), member=me)
        return self.filter(models.Q(facilitator=me) | models.Exists(belongs))

    def active(self) -> Self:
        return self.filter(active=True)


class Series(models.Model):
    """Briefing of each morning, cell of each week, committee of each month."""

    name = models.CharField(max_length=NAME)
    kind = models.CharField(max_length=20)  # a code of `meeting_kinds`
    pole = models.CharField(max_length=8, blank=True)
    weekdays = models.JSONField(default=list)  # 0: Monday
    hour = models.TimeField()
    weeks = models.PositiveSmallIntegerField(default=1)
    nth = models.SmallIntegerField(default=0)  # of the month; -1: the last
    first_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+")
    quorum = models.PositiveSmallIntegerField(default=0)
    facilitator = models.ForeignKey(Member, models.PROTECT, related_name="+")
    active = models.BooleanField(default=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(tuple(self.weekdays), self.hour, self.weeks, self.nth)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


class SeriesMember(models.Model):
    """Somebody who is invited each time."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="members")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [models.UniqueConstraint(fields=["series", "member"], name="series_member_once")]
