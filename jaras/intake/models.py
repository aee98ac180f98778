"""The report, with its words, its first response, its outcomes."""

from typing import Any, Self

from django.db import models

from jaras.cases.models import Case, Membership
from jaras.cases.rules import CasesVerb
from jaras.governance.models import Member
from jaras.governance.rules import GovernanceVerb
from jaras.intake.rules.states import OPEN, WAITING, DutyState, IntakeVerb, MissionState, ReportState
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.generated import state_among
from jaras.kernel.keys import KeyField, SealedCharField, SealedJSONField, SealedTextField
from jaras.kernel.keys.fields import stands_open
from jaras.kernel.models import Level, StoredFile
from jaras.kernel.sharing import one_seal, sealed_for, shared, within_reach
from jaras.kernel.versions import Versioned
from jaras.partners.models import Organisation
from jaras.people.models import Person
from jaras.territory.models import Commune, Place
from jaras.territory.rules.cells import cell_of
from jaras.territory.rules.geometry import Point


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> Self:
        """By role; a draft only to whoever writes it; a restricted or sealed report as its case.

        Whoever took a report, holds it or led its team sees it too; once sealed, those alone who work on it.
        What is open by role or by compartment is limited to the communes and poles of whoever has some.
        """
        scope = actor.scope(IntakeVerb.READ)
        if scope is None:
            return self.none()
        me = actor.member_id or 0
        written = ~models.Q(state=ReportState.DRAFT)
        held = models.Q(taken_by_id=me) | models.Q(claimed_by_id=me)
        if actor.is_software:
            return self.filter(written | held)
        unsealed, sealed = ~models.Q(level=Level.SEALED), models.Q(level=Level.SEALED)
        watches, peril = actor.can(GovernanceVerb.WATCH), models.Q(urgency_rank=0, is_open=True)
        by_role = written & within_reach(actor, unplaced=watches, peril=peril)
        at_work = models.Q(claimed_by_id=me, is_open=True) | models.Q(taken_by_id=me, state=ReportState.DRAFT)
        led = Mission.objects.filter(leader_id=me)
        on_the_road = led.filter(back_at=None)
        followed = followed_reports(actor)
        if scope is not Scope.ALL:  # from the few they hold to the reports, never through every report
            taken, claimed = Report.objects.filter(taken_by_id=me), Report.objects.filter(claimed_by_id=me)
            mine = taken.filter(unsealed | at_work).values("pk")
            mine = mine.union(claimed.filter(unsealed | at_work).values("pk"), on_the_road.values("report"))
            mine = mine.union(led.exclude(report__level=Level.SEALED).values("report"))
            if scope is Scope.OWN:
                return self.filter(pk__in=mine.union(followed.values("report")))
            theirs = Report.objects.filter(
                shared(actor, restricted=False), by_role, organisation_id=actor.organisation_id or 0
            )
            kept = followed.exclude(report__level=Level.ORDINARY)
            return self.filter(pk__in=mine.union(theirs.values("pk"), kept.values("report")))
        leads = models.Exists(led.filter(report=models.OuterRef("pk")))
        drives = models.Exists(on_the_road.filter(report=models.OuterRef("pk")))
        follows = models.Exists(followed.filter(report=models.OuterRef("pk")))
        ordinary, restricted = models.Q(level=Level.ORDINARY), models.Q(level=Level.RESTRICTED)
        if actor.can(CasesVerb.READ_RESTRICTED):
            open_to = unsealed & (by_role | held)
            if actor.is_limited:
                open_to |= unsealed & (leads | follows)
        else:
            of_their_cases = unsealed if actor.is_limited else restricted
            open_to = (ordinary & by_role) | (unsealed & (held | leads)) | (of_their_cases & follows)
        if actor.compartments:
            open_to |= sealed_for(actor) & by_role
        return self.filter(open_to | (sealed & (at_work | drives | follows)))

    def waiting(self) -> Self:
        """Received, not yet triaged."""
        return self.filter(is_waiting=True)

    def open(self) -> Self:
        return self.filter(is_open=True)

    def unclaimed(self) -> Self:
        return self.filter(claimed_by=None)

    def most_urgent_first(self) -> Self:
        return self.order_by("urgency_rank", "received_at", "id")


class Report(Versioned):
    """A signalement: somebody's words, nothing else is obligatory."""

    state = models.CharField(max_length=12, default=ReportState.DRAFT)
    is_waiting = state_among(WAITING)
    is_open = state_among(OPEN)
    level = models.CharField(max_length=12, choices=Level, default=Level.ORDINARY)
    compartment = models.CharField(max_length=20, blank=True)  # of a sealed one
    channel = models.CharField(max_length=12)
    words = SealedTextField()
    language = models.CharField(max_length=10, blank=True)  # in which the reporter reads our answers
    kind = models.CharField(max_length=14, blank=True)
    urgency = models.CharField(max_length=10, blank=True)
    urgency_rank = models.PositiveSmallIntegerField(default=2)
    confirmed_at = models.DateTimeField(null=True)  # a person confirmed what was proposed
    target_groups = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    poles = models.JSONField(default=list)
    perceptions = models.JSONField(default=list)

    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+", db_index=False)
    place_text = SealedCharField(max_length=200, blank=True)
    position = SealedJSONField(null=True, always=True)  # latitude, longitude
    cell = models.CharField(max_length=20, blank=True)  # the square of about 500 m, while ordinary

    who = SealedCharField(max_length=300, blank=True)  # the person concerned, as the caller said it
    who_further = SealedJSONField(default=dict, always=True)  # {what of `rules.further.LIMITS`: as typed}
    reporter_name = SealedCharField(max_length=120, blank=True)
    reporter_telephone = SealedCharField(max_length=40, blank=True, always=True)
    reporter_email = SealedCharField(max_length=254, blank=True)
    anonymous = models.BooleanField(default=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    registry_number = SealedCharField(max_length=40, blank=True)
    tracking_digest = models.CharField(max_length=64, null=True, unique=True)
    flagged = models.CharField(max_length=20, blank=True)  # why a machine doubts it: never a refusal

    received_at = models.DateTimeField()
    respond_by = models.DateTimeField(null=True)
    first_response_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    claimed_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    claimed_at = models.DateTimeField(null=True)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")
    forgotten_at = models.DateTimeField(null=True)  # when it was emptied of what is personal
    persons = models.ManyToManyField(Person, through="ReportPerson", related_name="reports")
    key = KeyField()

    objects = ReportQuerySet.as_manager()

    @property
    def finished(self) -> bool:
        """While it is typed nobody knows yet whether it will be sealed: its words are."""
        return self.state != ReportState.DRAFT

    @property
    def point(self) -> Point | None:
        """Exactly where, as far as a device said so."""
        return Point(*self.position) if self.position else None

    @classmethod
    def position_of(cls, column: Any) -> Point | None:
        """The point that a query gave as its column keeps it."""
        return cls(position=column).point

    def locate(self, point: Point | None) -> None:
        """Say exactly where; roughly where stays readable as long as the report is ordinary."""
        self.position = [point.latitude, point.longitude] if point else None
        self.cell = cell_of(point) if point and stands_open(self) else ""

    class Meta:
        constraints = [one_seal("report_sealed_in")]
        indexes = [
            models.Index(
                fields=["urgency_rank", "received_at", "id"],
                name="report_waiting",
                condition=models.Q(is_waiting=True, claimed_by=None),
            ),
            models.Index(
                fields=["urgency_rank", "received_at", "id"],
                name="report_under_way",
                condition=models.Q(is_open=True, claimed_by__isnull=False),
            ),
            models.Index(fields=["received_at", "id"], name="report_open", condition=models.Q(is_open=True)),
            models.Index(fields=["-received_at", "-id"], name="report_received"),
            models.Index(fields=["taken_by", "state"], name="report_taken_by"),
            models.Index(
                fields=["claimed_by", "state"],
                name="report_claimed_by",
                condition=models.Q(claimed_by__isnull=False),
            ),
        ]


class ReportPerson(models.Model):
    """A person the report concerns."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="person_links")
    person = models.ForeignKey(Person, models.PROTECT, related_name="report_links")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "person"], name="report_person_once")]


class Recognition(models.Model):
    """Somebody said that whom a report described is a person who is known; it can be undone."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="recognitions")
    described = models.ForeignKey(Person, models.PROTECT, related_name="recognised_as")
    person = models.ForeignKey(Person, models.PROTECT, related_name="recognised_in")
    since = models.DateTimeField()  # when the report first named the described one
    kept = models.JSONField(default=dict)  # what was moved, by kind, so that it can be given back
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "described"],
                condition=models.Q(undone_at=None),
                name="recognised_once",
            )
        ]


class Message(models.Model):
    """What arrived, as it arrived; a replay of (channel, external id) is the same message."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="messages")
    channel = models.CharField(max_length=12)
    external_id = models.CharField(max_length=120)
    text = SealedTextField(owner="report", always=True)
    raw = SealedJSONField(default=dict, owner="report", always=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["channel", "external_id"], name="message_once")]


class ReportFile(models.Model):
    """A photograph, a voice note, a scan that came with a report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Assessment(models.Model):
    """What the software proposed of a report, why, beside what people decided."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="assessment")
    proposed = SealedJSONField(default=dict, owner="report")
    reasons = SealedJSONField(default=dict, owner="report")
    policy = models.CharField(max_length=16)
    decided = SealedJSONField(default=dict, owner="report")
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    at = models.DateTimeField()


class HelpCall(models.Model):
    """An emergency service was called: which number, when, by whom."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="help_calls")
    number = models.CharField(max_length=20)
    note = SealedCharField(max_length=300, blank=True, owner="report")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField()


class CallBack(models.Model):
    """The reporter was called back: reached or not, by whom."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="call_backs")
    reached = models.BooleanField()
    note = SealedTextField(blank=True, owner="report")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()


class Mission(Versioned):
    """A team on the road for a report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="missions")
    team = SealedCharField(max_length=160, owner="report")
    leader = models.ForeignKey(Member, models.PROTECT, null=True, related_name="missions")
    state = models.CharField(max_length=12, default=MissionState.SENT)
    result = models.CharField(max_length=20, blank=True)
    note = SealedTextField(blank=True, owner="report")
    sent_by_id = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField()
    on_site_at = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)


class Duty(Versioned):
    """A step the law asks for: done, to whom and when, or not done, why."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="duties")
    code = models.CharField(max_length=8)
    state = models.CharField(max_length=10, default=DutyState.DUE)
    due_at = models.DateTimeField(null=True)
    to_whom = SealedCharField(max_length=200, blank=True, owner="report")
    reference = SealedCharField(max_length=80, blank=True, owner="report")
    reason = SealedTextField(blank=True, owner="report")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="duty_once")]
        indexes = [models.Index(fields=["due_at"], name="duty_due", condition=models.Q(state=DutyState.DUE))]


class Outcome(models.Model):
    """What became of a report: one or more rows, each of which can be undone."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=20)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="outcomes")
    other = models.ForeignKey(Report, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    note = SealedTextField(blank=True, owner="report")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["id"]


def followed_reports(actor: Actor) -> models.QuerySet[Outcome]:
    """Outcomes that tie a report to a case whose team the actor is in, or that was opened to them."""
    theirs = models.Q(case__in=Membership.objects.current().of(actor).values("case"))
    if actor.grants:
        theirs |= models.Q(case__in=list(actor.grants))
    return Outcome.objects.filter(theirs, undone_at=None).order_by()


def recognised() -> models.Q:
    """Whoever a report described until somebody said that they are a person who is known."""
    told = Recognition.objects.filter(described=models.OuterRef("pk"), undone_at=None)
    return models.Q(models.Exists(told))


def report_persons(actor: Actor) -> models.Q:
    """The persons whom this actor sees through a report."""
    seen = Report.objects.visible_to(actor).filter(person_links__person=models.OuterRef("pk"))
    return models.Q(models.Exists(seen))
