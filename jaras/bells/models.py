"""Bells with their six answers, those who were asked to help, the letters about them."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from jaras.bells.rules import CARRIED, ENDED, OPEN, BellState, BellsVerb, HelpState
from jaras.care.models import Need
from jaras.cases.models import Case
from jaras.governance.models import Member
from jaras.intake.models import Report
from jaras.kernel.actor import Actor, Scope
from jaras.kernel.generated import state_among
from jaras.kernel.keys import KeyField, SealedCharField, SealedTextField
from jaras.kernel.models import Level, StoredFile
from jaras.kernel.versions import Versioned
from jaras.partners.models import Organisation, Site
from jaras.territory.models import Commune

WHAT, HOW, WORDS, SPOT = 300, 1000, 600, 120
Row = TypeVar("Row", bound=models.Model, covariant=True)


class BellQuerySet(models.QuerySet["Bell"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own always; else by role, with whatever report or case they are tied to."""
        if actor.is_software:
            return self
        scope = actor.scope(BellsVerb.READ)
        if scope is None:
            return self.none()
        me = actor.member_id or 0
        if scope is not Scope.ALL:
            return self.filter(pk__in=_naming(me))
        report = Report.objects.visible_to(actor).filter(pk=models.OuterRef("report"))
        case = Case.objects.visible_to(actor).filter(pk=models.OuterRef("case"))
        tied = models.Q(report=None) | models.Q(models.Exists(report))
        tied &= models.Q(case=None) | models.Q(models.Exists(case))
        own = models.Q(who=me) | models.Q(rung_by=me) | models.Q(offered_to=me) | models.Q(asked=me)
        helps = BellHelp.objects.filter(bell=models.OuterRef("pk"), member=me)
        # What the role opens comes first: nearly every row stops there.
        return self.filter((tied & models.Q(private=False)) | own | models.Q(models.Exists(helps)))

    def open(self) -> Self:
        return self.filter(is_open=True)

    def past(self) -> Self:
        return self.filter(state__in=ENDED)

    def carried(self) -> Self:
        return self.filter(state__in=CARRIED)

    def shareable(self) -> Self:
        """Those that may stand on a wall: tied to nothing that is shared with fewer."""
        case = Case.objects.filter(pk=models.OuterRef("case")).exclude(level=Level.ORDINARY)
        report = Report.objects.filter(pk=models.OuterRef("report")).exclude(level=Level.ORDINARY)
        return self.filter(~models.Exists(case), ~models.Exists(report), private=False)


def _naming(member_id: int) -> Any:
    """The bells in which somebody is named: five short lists, never a walk through every bell."""
    helps = BellHelp.objects.filter(member=member_id).order_by().values_list("bell", flat=True)
    columns = ("who", "rung_by", "offered_to", "asked")
    named = (
        Bell.objects.filter(**{name: member_id}).order_by().values_list("pk", flat=True) for name in columns
    )
    return helps.union(*named)


class Bell(Versioned):
    """A promise: what, why, who, when, where, how, with whom."""

    what = SealedCharField(max_length=WHAT, always=True)
    why = SealedCharField(max_length=WHAT, blank=True, always=True)
    how = SealedTextField(blank=True, always=True)  # means, steps
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="bells")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="bells")
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="bells")
    of = models.CharField(max_length=12, blank=True)  # a later package's: meeting, session, initiative
    row = models.BigIntegerField(null=True)  # its number there
    private = models.BooleanField(default=False)  # for those named in it alone, whatever their role
    who = models.ForeignKey(Member, models.PROTECT, related_name="bells")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="bells")  # theirs
    role = models.CharField(max_length=14)  # a code of `management_roles`
    suggested = models.CharField(max_length=14, blank=True)  # the role that was proposed
    rung_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    rung_at = models.DateTimeField()
    due_at = models.DateTimeField()
    first_due_at = models.DateTimeField()  # as it was promised
    review_at = models.DateTimeField(null=True)
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="+")
    place_text = SealedCharField(max_length=SPOT, blank=True, always=True)
    state = models.CharField(max_length=12, default=BellState.RUNG)
    is_open = state_among(OPEN)
    blocker = models.CharField(max_length=16, blank=True)  # a code of `blockers`: the last
    unblocks = SealedCharField(max_length=WORDS, blank=True, always=True)  # what would
    asked = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")  # who is asked for that
    offered_to = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    comes_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="goes_on")
    evidence = SealedTextField(blank=True, always=True)
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    token = models.CharField(max_length=32, unique=True)  # of the form it was rung with: twice is once
    forgotten_at = models.DateTimeField(null=True)
    key = KeyField()

    objects = BellQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due_at", "id"]
        indexes = [
            models.Index(fields=["due_at", "id"], name="bell_open", condition=models.Q(is_open=True)),
            models.Index(fields=["who", "due_at"], name="bell_who_open", condition=models.Q(is_open=True)),
            models.Index(fields=["-ended_at", "-id"], name="bell_ended"),
            models.Index(fields=["of", "row"], name="bell_of"),
        ]


class ThroughBell(models.QuerySet[Row]):
    """Rows that exist for whoever sees their bell."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(bell__in=Bell.objects.visible_to(actor).order_by().values("pk"))


class BellHelp(Versioned):
    """A colleague or a partner who is asked to help; they accept or decline, a partner by a link."""

    bell = models.ForeignKey(Bell, models.PROTECT, related_name="help")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    email = SealedCharField(max_length=254, blank=True, owner="bell", always=True)  # where the letter went
    part = SealedCharField(max_length=WHAT, blank=True, owner="bell", always=True)  # of what they would do
    state = models.CharField(max_length=12, default=HelpState.ASKED)
    reason = SealedCharField(max_length=WHAT, blank=True, owner="bell", always=True)  # why they will not
    signed = SealedCharField(max_length=120, blank=True, owner="bell", always=True)  # who answered there
    nonce = models.CharField(max_length=32)  # changes when the link must die
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    noted_at = models.DateTimeField(null=True)  # whoever rang knows that they will not, or were not reached
    seen_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = ThroughBell["BellHelp"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["bell", "member"], name="bell_help_member"),
            models.UniqueConstraint(fields=["bell", "organisation"], name="bell_help_organisation"),
            models.CheckConstraint(
                condition=models.Q(member=None) ^ models.Q(organisation=None), name="bell_help_is_one"
            ),
        ]


class BellLetter(models.Model):
    """A message about a bell, to a partner who is asked to help, to a member: whether it left, came."""

    bell = models.ForeignKey(Bell, models.PROTECT, related_name="letters")
    help = models.ForeignKey(BellHelp, models.CASCADE, null=True, related_name="letters")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12)
    to = SealedCharField(max_length=254, blank=True, owner="bell", always=True)
    nonce = models.CharField(max_length=32)  # of the link it carries; of a member's, of the answer to it
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=40, blank=True)  # why it did not come
    answered_at = models.DateTimeField(null=True)  # a member wrote back
    answer = SealedTextField(blank=True, owner="bell", always=True)  # what they wrote, what we say to that
    heard = models.CharField(max_length=40, blank=True)  # a digest of the letter by which: twice is once

    objects = ThroughBell["BellLetter"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(help=None) | models.Q(member=None), name="bell_letter_is_to_one"
            )
        ]
