"""A calendar that a member keeps elsewhere, what was written there."""

from typing import Self

from django.db import models

from jaras.calendars.rules import AccountState
from jaras.governance.models import Member
from jaras.kernel.actor import Actor
from jaras.kernel.keys import KeyField, SealedCharField

ADDRESS, LOGIN, SECRET = 500, 200, 200


class CalendarAccountQuerySet(models.QuerySet["CalendarAccount"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own alone, whatever one's role."""
        if actor.is_software:
            return self
        return self.filter(member=actor.member_id) if actor.member_id else self.none()

    def followed(self) -> Self:
        return self.filter(state=AccountState.FOLLOWED)


class CalendarAccount(models.Model):
    """A collection on a CalDAV server, with what opens it."""

    member = models.OneToOneField(Member, models.PROTECT, related_name="calendar_account")
    address = SealedCharField(max_length=ADDRESS, always=True)
    login = SealedCharField(max_length=LOGIN, blank=True, always=True)
    secret = SealedCharField(max_length=SECRET, blank=True, always=True)
    state = models.CharField(max_length=10, default=AccountState.FOLLOWED)
    fault = models.CharField(max_length=20, blank=True)  # why the last try brought nothing
    since = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    key = KeyField()

    objects = CalendarAccountQuerySet.as_manager()


class CalendarCopy(models.Model):
    """One entry as it was written there last."""

    account = models.ForeignKey(CalendarAccount, models.CASCADE, related_name="copies")
    uid = models.CharField(max_length=120)
    etag = models.CharField(max_length=200, blank=True)  # as the server calls what stands there
    digest = models.CharField(max_length=16)  # of what we wrote
    until = models.DateTimeField(null=True)  # what has taken place stays there, whatever becomes of it here

    class Meta:
        verbose_name_plural = "calendar copies"
        constraints = [models.UniqueConstraint(fields=["account", "uid"], name="calendar_copy_once")]
