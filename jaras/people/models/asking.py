"""The question whether somebody is known elsewhere, to those who may see more."""

from typing import Self

from django.db import models

from jaras.kernel.actor import Actor
from jaras.people.models.links import Link
from jaras.people.models.person import Person
from jaras.people.rules import PeopleVerb
from jaras.people.rules.asking import InquiryState


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, actor: Actor) -> Self:
        """For those who answer such questions, of persons whom they see; never for whoever asked."""
        if not actor.can(PeopleVerb.ANSWER):
            return self.none()
        seen = Person.objects.visible_to(actor).order_by().values("pk")
        return self.filter(person__in=seen).exclude(asked_by_id=actor.member_id or 0)

    def waiting_for(self, actor: Actor) -> Self:
        """Those this actor has not looked at; an answer counts for whoever sees both records, for nobody
        else: a question that went away would tell that somebody was found."""
        theirs = models.Q(by_id=actor.member_id or 0) | models.Q(link__in=Link.objects.visible_to(actor))
        looked = InquiryLook.objects.filter(theirs, inquiry=models.OuterRef("pk"))
        rows = self.visible_to(actor).filter(state=InquiryState.ASKED)
        return rows.exclude(models.Exists(looked))


class Inquiry(models.Model):
    """A member who sees one record asks whether there are others that they may not see."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, default=InquiryState.ASKED)
    asked_by_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "inquiries"
        indexes = [
            models.Index(fields=["state", "asked_at"], name="inquiry_waiting"),
            models.Index(fields=["person", "asked_by_id"], name="inquiry_own"),
        ]

    def __str__(self) -> str:
        return f"inquiry {self.pk}"


class InquiryLook(models.Model):
    """One of those who may see more has looked: the link that says who it is, or nobody among theirs."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="looks")
    link = models.ForeignKey(Link, models.SET_NULL, null=True, related_name="+")
    by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inquiry", "by_id"], name="inquiry_looked_once")]

    def __str__(self) -> str:
        return f"{self.by_id} at {self.inquiry_id}"
