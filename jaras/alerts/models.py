"""Alerts about what is overdue, the notices by which members were told, their devices, what they wish."""

from typing import Self

from django.db import models

from jaras.alerts.rules import LIVING, AlertState, AlertsVerb, Channel, NoticeState, Part
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.governance.rules import GovernanceVerb
from jaras.intake.models import Report
from jaras.kernel.actor import Actor
from jaras.kernel.generated import state_among
from jaras.kernel.keys import KeyField, SealedJSONField
from jaras.kernel.versions import Versioned
from jaras.kernel.web_push import Subscription


class AlertQuerySet(models.QuerySet["Alert"]):
    def visible_to(self, actor: Actor) -> Self:
        """To whoever sees the report or the case it is about; those of the watch itself to the watch."""
        if not actor.can(AlertsVerb.ANSWER):
            return self.none()
        reports = Report.objects.visible_to(actor).filter(pk=models.OuterRef("report"))
        cases = Case.objects.visible_to(actor).filter(pk=models.OuterRef("case"))
        by_report = models.Q(case=None) & models.Exists(reports)
        seen = by_report | models.Exists(cases)
        if actor.can(GovernanceVerb.WATCH):  # of the watch itself, about nobody
            seen |= models.Q(report=None, case=None)
        return self.filter(seen)

    def living(self) -> Self:
        return self.filter(is_living=True)


class Alert(Versioned):
    """One thing that is overdue, told to one after the other until somebody answers for it."""

    code = models.CharField(max_length=20)  # of `watched`
    of = models.CharField(max_length=12)  # what `row` is a number of: report, referral, case, ...
    row = models.BigIntegerField()
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="alerts")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="alerts")
    urgency = models.CharField(max_length=10, blank=True)
    since = models.DateTimeField()  # it waits
    due_at = models.DateTimeField()  # it should have been done
    state = models.CharField(max_length=12, default=AlertState.OPEN)
    is_living = state_among(LIVING)
    rung = models.PositiveSmallIntegerField(default=0)  # how often it was told
    step = models.CharField(max_length=12, blank=True)  # to whom it was told last
    rings_at = models.DateTimeField(null=True)  # when it is told again; never, if nobody is left
    taken_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=12, blank=True)  # it is quiet: a code of `hold_reasons`
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(fields=["rings_at"], name="alert_rings", condition=models.Q(is_living=True)),
            models.Index(fields=["report"], name="alert_report", condition=models.Q(is_living=True)),
            models.Index(fields=["case"], name="alert_case", condition=models.Q(is_living=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "of", "row"], condition=models.Q(state__in=LIVING), name="alert_once"
            )
        ]


class Notice(models.Model):
    """One member told by one way: whether it came."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="notices")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    step = models.CharField(max_length=12)
    channel = models.CharField(max_length=8)
    state = models.CharField(max_length=12, default=NoticeState.WAITING)
    fault = models.CharField(max_length=80, blank=True)  # the kind of the error
    at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["member", "channel"],
                name="notice_waiting",
                condition=models.Q(state=NoticeState.WAITING),
            )
        ]


class DeviceQuerySet(models.QuerySet["Device"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; all of them to the worker, which sends."""
        if actor.is_software:
            return self
        return self.filter(member_id=actor.member_id) if actor.member_id else self.none()


class Device(models.Model):
    """A browser of a member on which alerts ring, by web push; where it is reached is sealed."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="devices")
    name = models.CharField(max_length=60, blank=True)  # the browser in two words
    digest = models.CharField(max_length=40, unique=True)  # keyed, of the address
    keys = SealedJSONField(always=True)  # a `Subscription`
    key = KeyField()
    key_version = models.PositiveIntegerField()  # of the master key that signs
    sign_outs = models.PositiveIntegerField()  # of the member then: whoever is shut out hears nothing more
    at = models.DateTimeField()

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def subscription(self) -> Subscription:
        return Subscription(**self.keys)


class WishesQuerySet(models.QuerySet["Wishes"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own; all of them to the worker, which sends."""
        if actor.is_software:
            return self
        return self.filter(member_id=actor.member_id) if actor.member_id else self.none()


class Wishes(models.Model):
    """How a member is told of their work: by which way, at once, in the morning, in the evening."""

    member = models.OneToOneField(Member, models.CASCADE, related_name="wishes")
    way = models.CharField(max_length=8, default=Channel.MAIL)
    notices = models.BooleanField(default=True)  # of bells, one by one
    morning = models.BooleanField(null=True)  # nothing chosen: whoever promises things wants it
    evening = models.BooleanField(null=True)
    morning_on = models.DateField(null=True)  # the day of which they were last told
    evening_on = models.DateField(null=True)

    objects = WishesQuerySet.as_manager()

    def wants(self, part: Part, *, usually: bool) -> bool:
        """Whether this message of the day is theirs; `usually` holds where they chose nothing."""
        chosen: bool | None = getattr(self, part)
        return usually if chosen is None else chosen
