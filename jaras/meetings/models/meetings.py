"""One meeting, with those who are invited to it."""

from datetime import timedelta
from typing import ClassVar, Self, TypeVar

from django.db import models

from jaras.governance.models import Member
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.keys import KeyField, SealedCharField, SealedTextField
from jaras.kernel.versions import Versioned
from jaras.meetings.models.series import NAME, Series
from jaras.meetings.rules import COMING, MeetingState, MeetingsVerb
from jaras.partners.models import Organisation, Site
from jaras.territory.models import Commune

SPOT, WORDS = 120, 2000
Row = TypeVar("Row", bound=models.Model, covariant=True)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of them by role, else those one is invited to or leads."""
        scope = actor.scope(MeetingsVerb.READ)
        if scope is None:
            return self.none()
        if scope is Scope.ALL:
            return self
        me = actor.member_id or 0
        invited = Invitation.objects.filter(meeting=models.OuterRef("pk"), member=me)
        return self.filter(models.Q(facilitator=me) | models.Exists(invited))

    def coming(self) -> Self:
        return self.filter(state__in=COMING)

    def open(self) -> Self:
        return self.filter(state=MeetingState.OPEN)

    def closed(self) -> Self:
        return self.filter(state=MeetingState.CLOSED)


class Meeting(Versioned):
    """People around one question: who hangs the bell?"""

    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="meetings")
    kind = models.CharField(max_length=20)  # a code of `meeting_kinds`
    name = SealedCharField(max_length=NAME, always=True)
    pole = models.CharField(max_length=8, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+")
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+")
    place_text = SealedCharField(max_length=SPOT, blank=True, always=True)
    latitude = models.FloatField(null=True)  # of a desk held outdoors
    longitude = models.FloatField(null=True)
    quorum = models.PositiveSmallIntegerField(default=0)
    facilitator = models.ForeignKey(Member, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=MeetingState.PLANNED)
    code = models.CharField(max_length=6, blank=True)  # shown on the wall: whoever reads it is there
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    counted = models.PositiveSmallIntegerField(default=0)  # who came and wished to give no name
    done = SealedTextField(blank=True, always=True)  # the debrief
    learnt = SealedTextField(blank=True, always=True)
    ahead = SealedTextField(blank=True, always=True)
    forgotten_at = models.DateTimeField(null=True)
    key = KeyField()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_at", "-id"]
        indexes = [
            models.Index(fields=["state", "starts_at"], name="meeting_state"),
            models.Index(fields=["series", "-starts_at"], name="meeting_series"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["series", "starts_at"], name="meeting_once"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_lasts"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="meeting_on_the_map",
            ),
        ]

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at


class ThroughMeeting(models.QuerySet[Row]):
    """Rows that exist for whoever sees their meeting."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(meeting__in=Meeting.objects.visible_to(actor).order_by().values("pk"))


class Invitation(models.Model):
    """A member who is asked to come, or somebody outside with the address to which the letter goes."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="meeting_invitations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    name = SealedCharField(max_length=NAME, blank=True, owner="meeting", always=True)
    email = SealedCharField(max_length=254, blank=True, owner="meeting", always=True)
    answer = models.CharField(max_length=8, blank=True)
    answered_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=8, blank=True)
    spoke = models.PositiveSmallIntegerField(default=0)
    nonce = models.CharField(max_length=32)  # of the link of somebody outside
    asked_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)

    objects = ThroughMeeting["Invitation"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="meeting_member_once"),
            models.UniqueConstraint(fields=["meeting", "organisation"], name="meeting_organisation_once"),
        ]

    @property
    def called(self) -> str:
        if self.member is not None:
            return self.member.called
        if self.organisation is None:
            return str(self.name)
        house = str(self.organisation.name)
        return f"{self.name}, {house}" if self.name else house
