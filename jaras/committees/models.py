"""Sessions, the files that come before them, who is invited to each, what each undertook."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils import timezone

from jaras.bells.models import Bell
from jaras.cases.models import Case
from jaras.committees.rules import LIVING, Answer, CommitteesVerb, ItemState, SessionState
from jaras.governance.models import Committee, Mandate, Member, Seat
from jaras.kernel.actor import Actor
from jaras.kernel.keys import SealedCharField, SealedTextField
from jaras.kernel.versions import Versioned

SUMMARY, QUESTION, DECISION, WORDS = 2000, 600, 2000, 300
Row = TypeVar("Row", bound=models.Model, covariant=True)


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees an item of it; an empty one, whoever convenes in its compartment."""
        if actor.is_software:
            return self
        items = SessionItem.objects.filter(session=models.OuterRef("pk"))
        seen = models.Q(models.Exists(items.visible_to(actor)))
        if actor.can(CommitteesVerb.CONVENE):
            open_to = ["", *sorted(actor.compartments)]
            seen |= models.Q(~models.Exists(items), committee__compartment__in=open_to)
        return self.filter(seen)

    def living(self) -> Self:
        return self.filter(state__in=LIVING)


class Session(Versioned):
    """A committee comes together: at once about one file, or on a planned day about several."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="sessions")
    how = models.CharField(max_length=8)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # members read nothing after it, whether or not somebody closed it
    state = models.CharField(max_length=10, default=SessionState.CONVENED)
    convened_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    convened_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["-starts_at", "-id"], name="committee_session_starts")]


class SessionItemQuerySet(models.QuerySet["SessionItem"]):
    def visible_to(self, actor: Actor) -> Self:
        """To those of the cell with the file; to those who are invited to it, for the session."""
        if actor.is_software:
            return self
        seen = models.Q(pk__in=())
        if actor.can(CommitteesVerb.CONVENE):
            cases = Case.objects.visible_to(actor).filter(pk=models.OuterRef("case"))
            seen |= models.Q(models.Exists(cases))
        if actor.can(CommitteesVerb.SIT):
            seen |= models.Q(models.Exists(ItemSeat.objects.of(actor).filter(item=models.OuterRef("pk"))))
        return self.filter(seen)


class SessionItem(Versioned):
    """One file before a session: what its referent chose to tell of it, the question, the decision."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, models.PROTECT, related_name="session_items")
    summary = SealedTextField(owner="case", always=True)
    question = SealedTextField(owner="case", always=True)
    decision = SealedTextField(blank=True, owner="case", always=True)
    state = models.CharField(max_length=10, default=ItemState.PENDING)
    position = models.PositiveSmallIntegerField(default=1)
    written_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    objects = SessionItemQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "case"], name="session_item_once")]


class ThroughItem(models.QuerySet[Row]):
    """Rows that exist for whoever sees their item."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(item__in=SessionItem.objects.visible_to(actor).order_by().values("pk"))


class ItemSeatQuerySet(ThroughItem["ItemSeat"]):
    def of(self, actor: Actor) -> Self:
        """Where this member is the one who is asked, under a mandate of today, while it may be read."""
        if not actor.member_id:
            return self.none()
        running = Mandate.objects.running().filter(member=actor.member_id, pk=models.OuterRef("mandate"))
        return self.filter(
            models.Exists(running),
            item__session__state__in=LIVING,
            item__session__ends_at__gt=timezone.now(),
        )


class ItemSeat(models.Model):
    """An institution that is invited to an item: who of it is asked, what they answered."""

    item = models.ForeignKey(SessionItem, models.CASCADE, related_name="seats")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")  # they alone read it
    reasons = models.JSONField(default=list)  # codes: why it was proposed; none: somebody added it
    reached = models.BooleanField(null=True)  # by telephone
    mailed_to = models.BigIntegerField(null=True)  # the mandate to which the letter went
    answer = models.CharField(max_length=8, default=Answer.ASKED)
    answered_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    came_at = models.DateTimeField(null=True)

    objects = ItemSeatQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["seat__position", "id"]
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="item_seat_once")]
        indexes = [models.Index(fields=["mandate", "item"], name="item_seat_mandate")]


class Undertaking(models.Model):
    """What an institution said it will do: a bell of whoever sits for it."""

    item = models.ForeignKey(SessionItem, models.CASCADE, related_name="undertakings")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    words = SealedCharField(max_length=WORDS, owner="item__case", always=True)
    bell = models.OneToOneField(Bell, models.PROTECT, related_name="undertaking")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = ThroughItem["Undertaking"].as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


def ballots_seen(actor: Actor) -> models.Q:
    """The ballots that this actor sees through an item."""
    items = SessionItem.objects.visible_to(actor).order_by().values("pk")
    return models.Q(of=ITEM, row__in=items)


ITEM = "session_item"  # as ballots call what they are about
